import type { ErrorType, FieldProblem } from '../../model/errors.ts';
import { DirectoryError } from '../../functions/lib/errors.ts';
import { problemsOf } from './line-rules.ts';
import { explain } from './errors.ts';

const MAIL_FAILURES: readonly ErrorType[] = ['DeliveryFailed', 'LimitExceeded'];

/** What became of the lines of one import. */
export type Tally = ReturnType<typeof createTally>;

/**
 * What became of the lines.
 * @param patience how many failures in a row, which no line is to blame for, end the import
 */
export function createTally(patience: number) {
  const counts = { created: 0, there: 0 };
  let tried = 0;
  let failuresInARow = 0;
  let lastError: unknown = null;
  return {
    counts,
    tried: () => tried,
    isStopped: () => failuresInARow >= patience,
    lastError: () => lastError,
    /** Answers why a line was not done; nothing when it was. */
    async count(handle: () => Promise<keyof typeof counts>): Promise<readonly FieldProblem[]> {
      tried += 1;
      try {
        counts[await handle()] += 1;
        failuresInARow = 0;
        return [];
      } catch (error) {
        const refusal = error instanceof DirectoryError ? error : null;
        // Mail that cannot be sent is no line's fault.
        if (refusal && !MAIL_FAILURES.includes(refusal.type)) return problemsOf(refusal);
        failuresInARow += 1;
        lastError = error;
        if (refusal) return problemsOf(refusal);
        const rule = error instanceof Error ? error.name : 'Error';
        return [{ field: 'line', rule, message: explain(error) }];
      }
    },
  };
}
