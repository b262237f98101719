import { isDeepStrictEqual } from 'node:util';
import { failed, missing, objectAt, type RequestObject } from '../answers.ts';
import type { DataSourceAnswer } from '../types.ts';
import { DynamodbError } from './errors.ts';
import type { OperationServices } from './operation.ts';
import { fromWire, fromWireItem, toWireItem, type TypedItem } from './typed-values.ts';

/** `tables` of a batch request. */
export function tablesOf({ tables }: RequestObject): readonly (readonly [string, unknown])[] {
  if (tables === undefined) throw missing('tables');
  return Object.entries(objectAt('tables', tables));
}

/** The items or keys of a table of the request, in DynamoDB's wire form. */
export function valuesOf(list: unknown, path: string): readonly TypedItem[] {
  if (!Array.isArray(list)) throw missing(path);
  return list.map((value: unknown) => toWireItem(value, path));
}

/** Whether an item has this key; numbers are compared as numbers. */
export function hasKey(item: TypedItem, key: TypedItem): boolean {
  return Object.entries(key).every(
    ([name, value]) =>
      item[name] !== undefined && isDeepStrictEqual(fromWire(item[name]), fromWire(value)),
  );
}

/** One table's part of a batch: its items or keys, in request order. */
export interface TableValues {
  readonly table: string;
  readonly values: readonly TypedItem[];
}

type UnprocessedName = 'unprocessedItems' | 'unprocessedKeys';

/**
 * Runs a batch; one that fails as a whole answers every table too, with nothing of it done: AWS
 * guarantees `data`, the unprocessed and each table to be there.
 */
export async function runBatch(
  asked: readonly TableValues[],
  unprocessedName: UnprocessedName,
  run: () => Promise<DataSourceAnswer>,
): Promise<DataSourceAnswer> {
  try {
    return await run();
  } catch (error) {
    if (!(error instanceof DynamodbError)) throw error;
    const data = asked.map(({ table, values }) => [table, values.map(() => null)] as const);
    const left = asked.map(({ table, values }) => [table, values.map(fromWireItem)] as const);
    return error.answer({
      data: Object.fromEntries(data),
      [unprocessedName]: Object.fromEntries(left),
    });
  }
}

/** Sends the puts or deletes of all tables as one BatchWriteItem; what was not done is ctx.error too. */
export async function batchWrite(
  writes: readonly TableValues[],
  kind: { readonly request: 'PutRequest' | 'DeleteRequest'; readonly member: 'Item' | 'Key' },
  unprocessedName: UnprocessedName,
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
