/** Asked wrongly: flags, the file as a whole, or nothing to talk to. Ends the program with 2. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
}

const UNREACHABLE = ['ECONNREFUSED', 'ENOTFOUND', 'ECONNRESET', 'EHOSTUNREACH'];
const NO_ACCESS = ['CredentialsProviderError', 'ExpiredTokenException', 'AccessDeniedException'];
const DISK_FULL = ['ENOSPC', 'EDQUOT'];

/** What Node or the SDK calls the error; '' when it has no code. */
export const codeOf = (error: unknown): string =>
  error instanceof Error && 'code' in error ? String(error.code) : '';

/** What an operator can do about an error that is not theirs. */
export function explain(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const code = codeOf(error);
  if (UNREACHABLE.includes(code)) {
    return `Nothing answers (${code}). Is the local system running (npm start), or the network down?`;
  }
  if (DISK_FULL.includes(code)) return `The disk is full (${code}): make room and run it again.`;
  if (NO_ACCESS.includes(error.name)) {
    return `AWS refuses these credentials (${error.name}): ${error.message}`;
  }
  return `${error.name}: ${error.message || code}`;
}
