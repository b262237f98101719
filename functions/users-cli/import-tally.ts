import type { Refusal } from './check-lines.ts';
import { problemsOf } from './check-lines.ts';
import { explain } from './errors.ts';
import { DirectoryError } from '../lib/errors.ts';

export type Tally = ReturnType<typeof createTally>;

/**
 * What became of the lines.
 * @param refused before anything was asked
 * @param patience how many failures in a row, which no line is to blame for, end the import
 */
export function createTally(refused: readonly Refusal[], patience: number) {
  const refusals = [...refused];
  const counts = { created: 0, there: 0 };
  let failuresInARow = 0;
  let lastError: unknown = null;
  return {
    counts,
    /** In the order of the file. */
    get refusals(): readonly Refusal[] {
      return refusals.toSorted((a, b) => a.line - b.line);
    },
    isStopped: () => failuresInARow >= patience,
    lastError: () => lastError,
    async count(line: number, handle: () => Promise<keyof typeof counts>): Promise<void> {
      try {
        counts[await handle()] += 1;
        failuresInARow = 0;
      } catch (error) {
        if (error instanceof DirectoryError) {
          refusals.push(...problemsOf(error).map((problem) => ({ line, ...problem })));
          return;
        }
        failuresInARow += 1;
        lastError = error;
        const rule = error instanceof Error ? error.name : 'Error';
        refusals.push({ line, field: 'line', rule, message: explain(error) });
      }
    },
  };
}
