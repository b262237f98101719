import { isDeepStrictEqual } from 'node:util';
import { failed, missing, requestObject, type RequestObject } from '../answers.ts';
import type { DataSourceAnswer } from '../types.ts';
import type { OperationServices } from './operation.ts';
import { fromWireItem, type TypedItem } from './typed-values.ts';

/** `tables` of a batch request. */
export function tablesOf({ tables }: RequestObject): readonly (readonly [string, unknown])[] {
  if (tables === undefined) throw missing('tables');
  return Object.entries(requestObject(tables));
}

/** Whether two keys, or an item and a key, are of the same item. */
export function hasKey(item: TypedItem, key: TypedItem): boolean {
  return Object.keys(key).every((name) => isDeepStrictEqual(item[name], key[name]));
}

/** One table's part of BatchWriteItem: what to write, in request order. */
export interface TableWrites {
  readonly table: string;
  readonly values: readonly TypedItem[];
}

/** Sends the puts or deletes of all tables as one BatchWriteItem; what was not done is ctx.error too. */
export async function batchWrite(
  writes: readonly TableWrites[],
  kind: { readonly request: 'PutRequest' | 'DeleteRequest'; readonly member: 'Item' | 'Key' },
  unprocessedName: 'unprocessedItems' | 'unprocessedKeys',
  { call }: OperationServices,
): Promise<DataSourceAnswer> {
  const { UnprocessedItems = {} } = await call('BatchWriteItem', {
    RequestItems: Object.fromEntries(
      writes.map(({ table, values }) => [
        table,
        values.map((value) => ({ [kind.request]: { [kind.member]: value } })),
      ]),
    ),
  });
  const leftOver = UnprocessedItems as Record<string, Record<string, Record<string, TypedItem>>[]>;
  const data: Record<string, unknown> = {};
  const unprocessed: Record<string, unknown[]> = {};
  for (const { table, values } of writes) {
    const left = (leftOver[table] ?? []).map((one) => one[kind.request]?.[kind.member] ?? {});
    const isLeft = (value: TypedItem): boolean => left.some((one) => isDeepStrictEqual(one, value));
    data[table] = values.map((value) => (isLeft(value) ? null : fromWireItem(value)));
    unprocessed[table] = left.map(fromWireItem);
  }
  return batchAnswer({ data, [unprocessedName]: unprocessed }, unprocessed);
}

/** With ctx.error beside the result when some of it was not processed. */
export function batchAnswer(
  result: Readonly<Record<string, unknown>>,
  unprocessed: Readonly<Record<string, readonly unknown[]>>,
): DataSourceAnswer {
  const count = Object.values(unprocessed).reduce((sum, left) => sum + left.length, 0);
  if (count === 0) return { result, error: null };
  // AWS's text is not recorded.
  return failed('DynamoDB:DynamoDbException', `${count} of the batch were not processed.`, result);
}
