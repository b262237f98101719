import { missing, requestObject, type RequestObject } from '../answers.ts';
import type { DataSourceAnswer } from '../types.ts';
import { DynamodbError, type CancellationReason } from './errors.ts';
import { fromWireItem, type TypedItem } from './typed-values.ts';

/** `transactItems` of a request. */
export function transactItemsOf({ transactItems }: RequestObject): readonly RequestObject[] {
  if (!Array.isArray(transactItems)) throw missing('transactItems');
  return transactItems.map(requestObject);
}

/** The `table` of one entry. */
export function tableOf({ table }: RequestObject, path: string): string {
  if (typeof table !== 'string') throw missing(`${path}][table`);
  return table;
}

/**
 * Sends a transaction; one that DynamoDB cancels answers with the reasons beside ctx.error.
 * @throws DynamodbError for every other failure
 */
export async function transact(
  member: 'items' | 'keys',
  send: () => Promise<readonly unknown[]>,
): Promise<DataSourceAnswer> {
  try {
    return { result: { [member]: await send(), cancellationReasons: null }, error: null };
  } catch (error) {
    if (!(error instanceof DynamodbError) || !error.cancellationReasons) throw error;
    return error.answer({
      [member]: null,
      cancellationReasons: error.cancellationReasons.map(readReason),
    });
  }
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
