/** The user pool has no such user. */
export const GONE = 'UserNotFoundException';

/** Turns errors of these names into null, rethrows any other. */
export function nullOn(...names: readonly string[]) {
  return (error: unknown): null => {
    if (error instanceof Error && names.includes(error.name)) return null;
    throw error;
  };
}
