import { AwsError } from '../../aws/index.ts';
import { untilAborted } from '../../shared/until-aborted.ts';

/** Where a call's work stands. */
export interface Progress {
  /** Ends its waiting. */
  readonly signal: AbortSignal;
  /** Whether it waits no more. */
  hasBegun: boolean;
}

/**
 * Does a call's work for as long as a call may take.
 * @param interrupt ends work that has begun. @default - it goes on by itself
 * @throws AwsError StatementTimeoutException
 */
export async function withinTime<T>(
  limit: number,
  work: (progress: Progress) => Promise<T>,
  interrupt?: () => Promise<void>,
): Promise<T> {
  const progress: Progress = { signal: AbortSignal.timeout(limit), hasBegun: false };
  const working = work(progress);
  try {
    return await untilAborted(working, progress.signal);
  } catch (error) {
    if (!progress.signal.aborted) throw error;
    // What becomes of it is nobody's concern any more.
    working.catch(() => {});
    if (progress.hasBegun) await interrupt?.();
    throw new AwsError('StatementTimeoutException', 'Request timed out');
  }
}
