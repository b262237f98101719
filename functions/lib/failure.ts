import type { ErrorType } from '../../model/errors.ts';
import { embeddedMetric } from './embedded-metric.ts';
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

/** Writes the one line of a failure, which CloudWatch counts as the metric `failed` by field and type. */
export function logFailure(
  log: Log,
  { field, type, ...details }: Failure & Readonly<Record<string, unknown>>,
  error: unknown,
): void {
  log.error('failed', {
    ...embeddedMetric('failed', { field, type }),
    ...details,
    ...describeError(error),
  });
}
