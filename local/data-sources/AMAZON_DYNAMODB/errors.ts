import { randomUUID } from 'node:crypto';
import type { ServiceFailure } from '../../faults/index.ts';
import { ApiException } from '../../services/dynamodb/index.ts';
import { failed } from '../answers.ts';
import { reasonOf } from '../../shared/failed-call.ts';
import { framed } from '../service-role.ts';
import type { DataSourceAnswer } from '../types.ts';

/** Exceptions that AWS's SDK for Java knows by name; the others arrive as `DynamoDbException`. */
const NAMED = new Set([
  'BackupInUseException',
  'ConditionalCheckFailedException',
  'DuplicateItemException',
  'IdempotentParameterMismatchException',
  'InternalServerErrorException',
  'ItemCollectionSizeLimitExceededException',
  'LimitExceededException',
  'ProvisionedThroughputExceededException',
  'ReplicatedWriteConflictException',
  'RequestLimitExceededException',
  'ResourceInUseException',
  'ResourceNotFoundException',
  'ThrottlingException',
  'TransactionCanceledException',
  'TransactionConflictException',
  'TransactionInProgressException',
]);

/** One entry of CancellationReasons. */
export interface CancellationReason {
  readonly Code?: string;
  readonly Message?: string | null;
  readonly Item?: Readonly<Record<string, unknown>>;
}

/** An exception of the DynamoDB API. */
export class DynamodbError extends Error {
  override readonly name = 'DynamodbError';
  /** `ConditionalCheckFailedException`. */
  readonly code: string;
  readonly cancellationReasons: readonly CancellationReason[] | null;

  private constructor(
    code: string,
    message: string,
    reasons: readonly CancellationReason[] | null = null,
  ) {
    super(message);
    this.code = code;
    this.cancellationReasons = reasons;
  }

  static of({ name: code, message: text, status, requestId, body }: ApiException): DynamodbError {
    const extended = NAMED.has(code) ? '' : ', Extended Request ID: null';
    const message = `${text} (Service: DynamoDb, Status Code: ${status}, Request ID: ${requestId}${extended})`;
    const reasons = Array.isArray(body.CancellationReasons)
      ? (body.CancellationReasons as readonly CancellationReason[])
      : null;
    return new DynamodbError(code, message, reasons);
  }

  /** The same failure as a write of one item has it; this is a transaction of one check. */
  asFailedCondition(): DynamodbError {
    const frame = / \(Service: DynamoDb, .*\)$/.exec(this.message)?.[0] ?? '';
    return new DynamodbError(
      'ConditionalCheckFailedException',
      `The conditional request failed${frame}`,
    );
  }

  /** For what DynamoDB left of a batch: it does not say why. */
  static throughputExceeded(): DynamodbError {
    return new DynamodbError(
      'ProvisionedThroughputExceededException',
      framed(
        'You exceeded your maximum allowed provisioned throughput for a table or for one or more global secondary indexes.',
        'DynamoDb',
        400,
      ),
    );
  }

  /** When no answer came: the engine is down, or the request's time is over. */
  static unreachable(cause: unknown, origin: string, isTimeout: boolean): DynamodbError {
    return new DynamodbError(
      'DynamoDbException',
      isTimeout
        ? 'Execution timed out.'
        : `DynamoDB at ${origin} did not answer: ${reasonOf(cause)}`,
    );
  }

  /** `ctx.error.type`. */
  get type(): string {
    return `DynamoDB:${NAMED.has(this.code) ? this.code : 'DynamoDbException'}`;
  }

  /** As ctx.error, beside a result where the operation has one. */
  answer(result: unknown = null): DataSourceAnswer {
    return failed(this.type, this.message, result);
  }
}

/** What a rule of faults makes DynamoDB answer. */
export const serviceFailure = ({ type, message, status }: ServiceFailure): DynamodbError =>
  DynamodbError.of(new ApiException({ __type: type, message }, status, randomUUID()));
