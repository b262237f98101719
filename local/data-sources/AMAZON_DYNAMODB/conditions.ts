import { isDeepStrictEqual } from 'node:util';
import { isObject } from '../../shared/is-object.ts';
import { MalformedRequest, answered, missing, objectAt, shown } from '../answers.ts';
import type { RequestObject } from '../answers.ts';
import type { DataSourceAnswer } from '../types.ts';
import { DynamodbError } from './errors.ts';
import { readExpressionObject } from './expressions.ts';
import type { OperationServices } from './operation.ts';
import { fromWireItemOrNull, type TypedItem } from './typed-values.ts';

/** Members of PutItem, UpdateItem and DeleteItem. */
export const WRITE_MEMBERS = [
  'condition',
  'customPartitionKey',
  'populateIndexFields',
  '_version',
] as const;

/** A write of one item, and what counts as done although its condition failed. */
export interface ConditionalWrite {
  readonly key: TypedItem;
  /** PutItem: an item equal to the one of the request counts as written. */
  readonly attempted?: (request: RequestObject) => TypedItem;
  /** Attributes that an equal item may have beside those of `attempted`. */
  readonly unlooked?: readonly string[];
  /** DeleteItem: no item counts as deleted. */
  readonly isDoneWhenAbsent?: boolean;
  /** @throws DynamodbError */
  write(request: RequestObject): Promise<DataSourceAnswer>;
}

interface Conflict {
  readonly failure: DynamodbError;
  readonly current: TypedItem | null;
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
  const functionArn = handlerOf(request);
  const end = await attempt(request, services, write);
  if (!('failure' in end)) return end;
  if (functionArn === null) return rejected(end, write);
  const decision = await askFunction(functionArn, request, services, end);
  if (decision.action === 'discard') return answered(fromWireItemOrNull(end.current));
  if (decision.action === 'reject') return rejected(end, write);
  const second = await attempt(retryOf(request, decision.retryMapping), services, write);
  return 'failure' in second ? rejected(second, write) : second;
}

/** The function of the `Custom` strategy; null: `Reject`. */
function handlerOf({ condition }: RequestObject): string | null {
  if (condition === undefined || condition === null) return null;
  const { conditionalCheckFailedHandler: handler } = readExpressionObject(condition, 'condition');
  if (handler === undefined || handler === null) return null;
  const path = 'condition][conditionalCheckFailedHandler';
  const { strategy, lambdaArn } = objectAt(path, handler);
  if (strategy === undefined) throw missing(`${path}][strategy`);
  if (strategy === 'Reject') return null;
  if (strategy !== 'Custom') {
    throw new MalformedRequest(
      `Value for field '$[${path}][strategy]' is '${shown(strategy)}'; it is Reject or Custom.`,
    );
  }
  if (typeof lambdaArn !== 'string') throw missing(`${path}][lambdaArn`);
  return lambdaArn;
}

/** The answer of a write that is done, maybe already; else what its condition failed on. */
async function attempt(
  request: RequestObject,
  services: OperationServices,
  write: ConditionalWrite,
): Promise<DataSourceAnswer | Conflict> {
  try {
    return await write.write(request);
  } catch (failure) {
    const isConflict =
      failure instanceof DynamodbError && failure.code === 'ConditionalCheckFailedException';
    if (!isConflict) throw failure;
    const condition = readExpressionObject(request.condition, 'condition');
    const current = await readCurrent(services, write.key, condition);
    const isDone = isDoneAlready(write, write.attempted?.(request), condition, current);
    return isDone ? answered(fromWireItemOrNull(current)) : { failure, current };
  }
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

function isDoneAlready(
  { unlooked = [], isDoneWhenAbsent }: ConditionalWrite,
  attempted: TypedItem | undefined,
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

/**
 * The error; beside it PutItem has the current item. AWS's tutorial shows null for UpdateItem and
 * DeleteItem.
 * https://docs.aws.amazon.com/appsync/latest/devguide/tutorial-dynamodb-resolvers-js.html
 */
function rejected(
  { failure, current }: Conflict,
  { attempted }: ConditionalWrite,
): DataSourceAnswer {
  return failure.answer(attempted ? fromWireItemOrNull(current) : null);
}

interface Decision {
  readonly action: 'reject' | 'discard' | 'retry';
  readonly retryMapping?: unknown;
}

/** The `Custom` strategy: a function decides; one that fails rejects. */
async function askFunction(
  functionArn: string,
  request: RequestObject,
  services: OperationServices,
  { current }: Conflict,
): Promise<Decision> {
  const { context, lambda, tableName, region } = services;
  const outcome = await lambda.invoke(functionArn, {
    arguments: context.arguments,
    requestMapping: request,
    currentValue: current,
    resolver: {
      tableName,
      awsRegion: region,
      parentType: context.typeName,
      field: context.fieldName,
      outputType: context.outputType,
    },
    identity: context.identity,
  });
  if (!outcome.ok) return { action: 'reject' };
  const { action, retryMapping } = isObject(outcome.payload) ? outcome.payload : {};
  if (action === 'reject' || action === 'discard' || action === 'retry') {
    return { action, retryMapping };
  }
  throw new MalformedRequest(
    `The function ${functionArn} answered the action '${shown(action)}'; it may answer reject, discard or retry.`,
  );
}

/**
 * The request that a function wants instead: of the same operation on the same item, and under the
 * function's own condition only, if it has an expression.
 */
function retryOf(request: RequestObject, retryMapping: unknown): RequestObject {
  const { attributeValues, update, condition } = objectAt('retryMapping', retryMapping ?? {});
  const hasCondition =
    condition !== undefined &&
    readExpressionObject(condition, 'condition').expression !== undefined;
  return {
    ...request,
    ...(attributeValues !== undefined && { attributeValues }),
    ...(update !== undefined && { update }),
    condition: hasCondition ? condition : undefined,
  };
}
