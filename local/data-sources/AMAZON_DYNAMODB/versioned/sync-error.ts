import { failed } from '../../answers.ts';
import type { DataSourceAnswer } from '../../types.ts';

/** By AWS's name of the error. */
export type SyncErrorType =
  | 'BadRequest'
  | 'ConflictError'
  | 'ConflictUnhandled'
  | 'DeltaSyncWriteError'
  | 'MaxConflicts'
  | 'UnsupportedOperation';

/**
 * An error of a versioned data source, known by a name without `DynamoDB:` before it.
 * https://docs.aws.amazon.com/appsync/latest/devguide/conflict-detection-and-resolution.html#errors
 */
export class SyncError extends Error {
  override readonly name = 'SyncError';
  readonly type: SyncErrorType;
  readonly #result: unknown;

  /** @param result what `ctx.result` is beside the error */
  constructor(type: SyncErrorType, message: string, result: unknown = null) {
    super(message);
    this.type = type;
    this.#result = result;
  }

  /** As ctx.error. */
  answer(): DataSourceAnswer {
    return failed(this.type, this.message, this.#result);
  }
}
