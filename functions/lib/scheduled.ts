import type { FieldContext } from './handler.ts';
import type { Log } from './logger.ts';
import { logFailed, logScheduled } from './outcome.ts';
import { ANSWER_MS, withinTimeOf } from './time-limit.ts';
import { traced } from './trace.ts';

/**
 * Makes the Lambda handler of what runs by schedule. What it throws, and what it counts as `failed`, Lambda repeats
 * twice: `run` must do no harm when it runs again.
 * @param name of the function
 * @param run answers how much of what it did, for the log
 */
export function createScheduledHandler<
  Counts extends Readonly<Record<string, number>> & { readonly failed: number },
>({ log }: { readonly log: Log }, name: string, run: () => Promise<Counts>) {
  return (_event: unknown, context: FieldContext): Promise<void> => {
    const { awsRequestId: requestId } = context;
    const begun = performance.now();
    const ended = () => ({ field: name, requestId, ms: performance.now() - begun });
    return traced({ name, requestId }, async () => {
      try {
        const counts = await withinTimeOf(context, ANSWER_MS, run);
        if (counts.failed > 0) throw new UnfinishedError(counts);
        logScheduled(log, ended(), counts);
      } catch (error) {
        logFailed(log, { ...ended(), kind: 'schedule' }, 'InternalError', error);
        throw error;
      }
    });
  };
}

/** Some of it failed, each with a line of its own in the log. */
class UnfinishedError extends Error {
  override readonly name = 'UnfinishedError';

  constructor(counts: Readonly<Record<string, number>>) {
    super(`Not all is done: ${JSON.stringify(counts)}`);
  }
}
