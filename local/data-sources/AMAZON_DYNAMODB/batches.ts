import { isDeepStrictEqual } from 'node:util';
import { missing, objectAt, type RequestObject } from '../answers.ts';
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

/** Items or keys by table, in request order. */
export type ByTable = ReadonlyMap<string, readonly TypedItem[]>;

/** What one kind of batch does with DynamoDB. */
export interface Batch {
  readonly asked: ByTable;
  readonly unprocessedName: 'unprocessedItems' | 'unprocessedKeys';
  /**
   * Asks for what is left, once.
   * @returns what is left then
   * @throws DynamodbError
   */
  send(left: ByTable): Promise<ByTable>;
  /** The place in `data` of one that was processed. */
  dataOf(table: string, value: TypedItem): unknown;
}

/**
 * Asks until everything is processed, fails, or one more attempt gets no further. What is not done is
 * told per table, whatever the error: AWS guarantees every table to be there.
 * https://docs.aws.amazon.com/appsync/latest/devguide/tutorial-dynamodb-batch-js.html#error-handling-js
 */
export async function runBatch(batch: Batch): Promise<DataSourceAnswer> {
  const { left, error } = await sendAll(batch);
  const data: Record<string, unknown> = {};
  const unprocessed: Record<string, unknown[]> = {};
  for (const [table, values] of batch.asked) {
    unprocessed[table] = (left.get(table) ?? []).map(fromWireItem);
    const isLeft = (value: TypedItem): boolean =>
      unprocessed[table]?.some((one) => isDeepStrictEqual(one, fromWireItem(value))) ?? false;
    data[table] = values.map((value) => (isLeft(value) ? null : batch.dataOf(table, value)));
  }
  const result = { data, [batch.unprocessedName]: unprocessed };
  return error ? error.answer(result) : { result, error: null };
}

async function sendAll(
  batch: Batch,
): Promise<{ readonly left: ByTable; readonly error: DynamodbError | null }> {
  let left = batch.asked;
  for (let attempt = 1; ; attempt += 1) {
    try {
      const rest = await batch.send(left);
      if (countOf(rest) === 0) return { left: rest, error: null };
      if (attempt > 1 && countOf(rest) === countOf(left)) {
        return { left: rest, error: DynamodbError.throughputExceeded() };
      }
      left = rest;
    } catch (error) {
      if (error instanceof DynamodbError) return { left, error };
      throw error;
    }
  }
}

function countOf(values: ByTable): number {
  return [...values.values()].reduce((sum, { length }) => sum + length, 0);
}

/** Puts or deletes as BatchWriteItem. */
export function batchWrite(
  asked: ByTable,
  kind: { readonly request: 'PutRequest' | 'DeleteRequest'; readonly member: 'Item' | 'Key' },
  { call }: OperationServices,
): Pick<Batch, 'asked' | 'send' | 'dataOf'> {
  const { request, member } = kind;
  return {
    asked,
    async send(left) {
      const RequestItems = Object.fromEntries(
        [...left].map(([table, values]) => [
          table,
          values.map((value) => ({ [request]: { [member]: value } })),
        ]),
      );
      const { UnprocessedItems = {} } = await call('BatchWriteItem', { RequestItems });
      const writes = UnprocessedItems as Record<
        string,
        Record<string, Record<string, TypedItem>>[]
      >;
      return new Map(
        Object.entries(writes).map(([table, list]) => [
          table,
          list.map((write) => write[request]?.[member] ?? {}),
        ]),
      );
    },
    dataOf: (_table, value) => fromWireItem(value),
  };
}
