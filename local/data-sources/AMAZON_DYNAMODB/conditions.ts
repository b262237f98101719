import { isDeepStrictEqual } from 'node:util';
import {
  MalformedRequest,
  answered,
  missing,
  requestObject,
  shown,
  type RequestObject,
} from '../answers.ts';
import type { DataSourceAnswer } from '../types.ts';
import { DynamodbError } from './errors.ts';
import type { OperationServices } from './operation.ts';
import { fromWireItemOrNull, type TypedItem } from './typed-values.ts';

/** A write of one item, and what counts as done although its condition failed. */
export interface ConditionalWrite {
  readonly key: TypedItem;
  /** PutItem: an item equal to this one counts as written. */
  readonly attempted?: TypedItem;
  /** Attributes that an equal item may have beside those of `attempted`. */
  readonly unlooked?: readonly string[];
  /** DeleteItem: no item counts as deleted. */
  readonly isDoneWhenAbsent?: boolean;
  /** @throws DynamodbError */
  write(request: RequestObject): Promise<DataSourceAnswer>;
}

/**
 * Writes; when the condition fails, reads the item and decides as AppSync does: done already, else
 * rejected or left to a Lambda function.
 * https://docs.aws.amazon.com/appsync/latest/devguide/js-aws-appsync-resolver-reference-dynamodb-condition-expressions.html
 */
export async function conditionalWrite(
  request: RequestObject,
  services: OperationServices,
  write: ConditionalWrite,
): Promise<DataSourceAnswer> {
  const failure = await tryWrite(write, request);
  if (!(failure instanceof DynamodbError)) return failure;
  const condition = readCondition(request);
  const current = await readCurrent(services, write.key, condition);
  if (isDone(write, condition, current)) return answered(fromWireItemOrNull(current));
  const { strategy, lambdaArn } = requestObject(condition.conditionalCheckFailedHandler ?? {});
  if (strategy !== 'Custom') return rejected(failure, write, current);
  if (typeof lambdaArn !== 'string') {
    throw missing('condition][conditionalCheckFailedHandler][lambdaArn');
  }
  return await askFunction(request, services, write, { failure, current, lambdaArn });
}

/** The answer, or the error of a failed condition. */
async function tryWrite(
  write: ConditionalWrite,
  request: RequestObject,
): Promise<DataSourceAnswer | DynamodbError> {
  try {
    return await write.write(request);
  } catch (error) {
    if (error instanceof DynamodbError && error.code === 'ConditionalCheckFailedException') {
      return error;
    }
    throw error;
  }
}

function readCondition({ condition }: RequestObject): RequestObject {
  return requestObject(typeof condition === 'string' ? JSON.parse(condition) : condition);
}

async function readCurrent(
  { call, tableName }: OperationServices,
  key: TypedItem,
  { consistentRead }: RequestObject,
): Promise<TypedItem | null> {
  const input = { TableName: tableName, Key: key, ConsistentRead: consistentRead !== false };
  const { Item } = await call('GetItem', input);
  return (Item as TypedItem | undefined) ?? null;
}

function isDone(
  { attempted, unlooked = [], isDoneWhenAbsent }: ConditionalWrite,
  { equalsIgnore }: RequestObject,
  current: TypedItem | null,
): boolean {
  if (current === null) return isDoneWhenAbsent === true;
  if (!attempted) return false;
  const ignored = new Set<unknown>([
    ...unlooked,
    ...(Array.isArray(equalsIgnore) ? (equalsIgnore as unknown[]) : []),
  ]);
  const without = (item: TypedItem): Record<string, unknown> =>
    Object.fromEntries(
      Object.entries(fromWireItemOrNull(item) ?? {}).filter(([name]) => !ignored.has(name)),
    );
  return isDeepStrictEqual(without(current), without(attempted));
}

/** The current item beside the error, except for UpdateItem (seen on AWS; Put and Delete unverified). */
function rejected(
  failure: DynamodbError,
  { attempted, isDoneWhenAbsent }: ConditionalWrite,
  current: TypedItem | null,
): DataSourceAnswer {
  const isUpdate = !attempted && !isDoneWhenAbsent;
  return failure.answer(isUpdate ? null : fromWireItemOrNull(current));
}

/** The `Custom` strategy: a function says reject, discard or retry. */
async function askFunction(
  request: RequestObject,
  services: OperationServices,
  write: ConditionalWrite,
  conflict: { failure: DynamodbError; current: TypedItem | null; lambdaArn: string },
): Promise<DataSourceAnswer> {
  const { context, lambda, tableName, region } = services;
  const { failure, current, lambdaArn } = conflict;
  const outcome = await lambda.invoke(lambdaArn, {
    arguments: context.arguments,
    requestMapping: request,
    currentValue: current,
    resolver: {
      tableName,
      awsRegion: region,
      parentType: context.typeName,
      field: context.fieldName,
    },
    identity: context.identity,
  });
  const decision = outcome.ok ? requestObject(outcome.payload) : { action: 'reject' };
  if (decision.action === 'discard') return answered(fromWireItemOrNull(current));
  if (decision.action === 'reject') return rejected(failure, write, current);
  if (decision.action !== 'retry') {
    throw new MalformedRequest(
      `The function ${lambdaArn} answered the action '${shown(decision.action)}'; it may answer reject, discard or retry.`,
    );
  }
  const again = { ...request, ...requestObject(decision.retryMapping) };
  const second = await tryWrite(write, again);
  return second instanceof DynamodbError ? rejected(second, write, current) : second;
}
