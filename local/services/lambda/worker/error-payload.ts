import type { FunctionErrorPayload } from '../types.ts';

/** A failure that Lambda's runtime names itself, e.g. `Runtime.HandlerNotFound`. */
export class RuntimeError extends Error {
  constructor(type: string, message: string, cause?: unknown) {
    super(message, { cause });
    this.name = type;
  }
}

/** The error object of Lambda's answer for a thrown value. */
export function errorPayload(thrown: unknown): FunctionErrorPayload {
  if (isError(thrown)) {
    return {
      errorType: thrown.name,
      errorMessage: thrown.message,
      trace: (thrown.stack ?? '').split('\n'),
    };
  }
  return { errorType: typeof thrown, errorMessage: String(thrown), trace: [] };
}

// Errors of a bundle's other realms or of libraries that only look like errors count too.
const isError = (thrown: unknown): thrown is Error =>
  thrown instanceof Error ||
  (typeof thrown === 'object' &&
    thrown !== null &&
    'name' in thrown &&
    'message' in thrown &&
    'stack' in thrown);
