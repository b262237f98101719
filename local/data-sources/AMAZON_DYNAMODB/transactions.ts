import { failed, missing, objectAt, type RequestObject } from '../answers.ts';
import type { DataSourceAnswer } from '../types.ts';
import { DynamodbError, type CancellationReason } from './errors.ts';
import { fromWireItem, toWireItem, type TypedItem } from './typed-values.ts';

/** One entry of `transactItems`. */
export interface TransactEntry {
  readonly request: RequestObject;
  /** Of the entry in the request, for messages. */
  readonly path: string;
  readonly table: string;
  readonly key: TypedItem;
}

/**
 * `transactItems` of a request.
 * @throws MalformedRequest
 */
export function transactItemsOf({ transactItems }: RequestObject): readonly TransactEntry[] {
  if (!Array.isArray(transactItems)) throw missing('transactItems');
  return transactItems.map((item: unknown, index) => {
    const path = `transactItems][${index}`;
    const request = objectAt(path, item);
    const { table, key } = request;
    if (typeof table !== 'string') throw missing(`${path}][table`);
    if (key === undefined) throw missing(`${path}][key`);
    return { request, path, table, key: toWireItem(key, `${path}][key`) };
  });
}

/**
 * Sends a transaction. One that fails answers ctx.error beside a result: AWS guarantees both of its
 * members, and the reasons are there when DynamoDB cancelled it.
 */
export async function transact(
  member: 'items' | 'keys',
  send: () => Promise<readonly unknown[]>,
): Promise<DataSourceAnswer> {
  try {
    return { result: { [member]: await send(), cancellationReasons: null }, error: null };
  } catch (error) {
    if (!(error instanceof DynamodbError)) throw error;
    const cancellationReasons = error.cancellationReasons?.map(readReason) ?? null;
    const answer = error.answer({ [member]: null, cancellationReasons });
    return error.message.startsWith(SAME_ITEM) ? asCancelled(answer, error) : answer;
  }
}

const SAME_ITEM = 'Transaction request cannot include multiple operations on one item';

/** AppSync's documents call it a cancellation, DynamoDB itself a ValidationException without reasons. */
function asCancelled({ result }: DataSourceAnswer, { message }: DynamodbError): DataSourceAnswer {
  return failed('DynamoDB:TransactionCanceledException', message, result);
}

/** In AppSync's words; only those of a failed condition and of `None` are documented. */
function readReason({ Code = 'None', Message, Item }: CancellationReason): unknown {
  if (Code === 'None') return { type: 'None', message: 'None' };
  const isCondition = Code === 'ConditionalCheckFailed';
  return {
    ...(Item ? { item: fromWireItem(Item as TypedItem) } : {}),
    type: isCondition ? 'ConditionCheckFailed' : Code,
    message: isCondition ? 'The condition check failed.' : (Message ?? ''),
  };
}
