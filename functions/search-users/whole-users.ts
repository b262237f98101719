import type { BatchGetCommandOutput } from '@aws-sdk/lib-dynamodb';
import { BatchGetCommand } from '@aws-sdk/lib-dynamodb';
import type { Search } from '../../model/search.ts';
import type { Table } from './reader.ts';
import type { Item } from './search.ts';
import { isWhole } from './search.ts';

/** What DynamoDB reads at a time. */
const KEYS_AT_ONCE = 100;

/**
 * The users found, each with all that the table holds; null when one of them is gone since the index
 * was read. What they are in order by stays that of the index.
 */
export async function readWhole(
  table: Table,
  { order }: Search,
  found: readonly Item[],
): Promise<Item[] | null> {
  const read = new Map<unknown, Item>();
  const partial = found.filter((item) => !isWhole(item));
  for (let start = 0; start < partial.length; start += KEYS_AT_ONCE) {
    const items = await readItems(table, partial.slice(start, start + KEYS_AT_ONCE));
    for (const item of items) read.set(item['pk'], item);
  }
  const whole = found.map((item) => {
    if (isWhole(item)) return item;
    const record = read.get(item['pk']);
    return record && { ...record, [order.sortKey]: item[order.sortKey] };
  });
  return whole.every((item) => item !== undefined) ? whole : null;
}

/** DynamoDB may leave some of a batch for another time. */
async function readItems({ documents, table }: Table, items: readonly Item[]): Promise<Item[]> {
  let keys: Record<string, unknown>[] | undefined = items.map(({ pk, sk }) => ({ pk, sk }));
  const read: Item[] = [];
  while (keys && keys.length > 0) {
    const answer: BatchGetCommandOutput = await documents.send(
      new BatchGetCommand({ RequestItems: { [table]: { Keys: keys } } }),
    );
    read.push(...(answer.Responses?.[table] ?? []));
    keys = answer.UnprocessedKeys?.[table]?.Keys;
  }
  return read;
}
