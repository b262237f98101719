import type { ErrorType } from '../../model/errors.ts';
import { embeddedMetric, together, type EmbeddedMetric } from './embedded-metric.ts';
import type { Log } from './logger.ts';
import { describeError } from './logger.ts';

/** What ended without being the caller's doing. */
export interface Failure {
  /** The field, or the trigger of Cognito. */
  readonly field: string;
  /** What the caller is told; for a trigger what it would be told as. */
  readonly type: ErrorType;
}

/** There was no answer in the time that there was. */
export class LateError extends Error {
  override readonly name = 'LateError';
}

/**
 * Writes the one line of a failure, which CloudWatch counts as the metric `failed` by field and type.
 * @param counted as what it is counted besides
 */
export function logFailure(
  log: Log,
  { field, type, ...details }: Failure & Readonly<Record<string, unknown>>,
  error: unknown,
  ...counted: readonly EmbeddedMetric[]
): void {
  log.error('failed', {
    ...together(embeddedMetric({ name: 'failed', by: [{ field, type }] }), ...counted),
    ...details,
    ...describeError(error),
  });
}
