type ErrorClass = abstract new (...args: never[]) => Error;

/** Turns the named errors into null, rethrows any other. */
export function nullOn(...classes: readonly ErrorClass[]) {
  return (error: unknown): null => {
    if (classes.some((errorClass) => error instanceof errorClass)) return null;
    throw error;
  };
}
