import { GraphqlRequestError } from 'user-manager-client';

const wait = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

/** What tells a caller to try again: docs/operations.md. */
const TRY_AGAIN = ['LimitExceeded', 'InternalError', 'Lambda:Unhandled', 'ExecutionTimeout'];
const ATTEMPTS = 5;
/** Milliseconds before the second attempt; before the third twice as many, and so on. */
const PAUSE = 250;

/**
 * Does again what failed for a reason that passes: on a busy machine a function may run out of time.
 * @param work may have been done by an attempt that failed, and bears to be done again
 */
export async function insist<T>(
  work: () => Promise<T>,
  pause: (ms: number) => Promise<unknown> = wait,
): Promise<T> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await work();
    } catch (error) {
      const type = error instanceof GraphqlRequestError ? (error.errorType ?? '') : '';
      if (attempt === ATTEMPTS || !TRY_AGAIN.includes(type)) throw error;
      await pause(PAUSE * attempt);
    }
  }
}
