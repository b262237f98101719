import type { Search } from '../../model/search.ts';

/** A user as the table holds it, or as an index of words does. */
export type Item = Readonly<Record<string, unknown>>;

/** The first users of the search, of all that are given, each once: as a whole, if it is given as a whole. */
export function firstOf(items: readonly Item[], { order, ascending, limit }: Search): Item[] {
  const byKey = new Map<unknown, Item>();
  for (const item of items) {
    const key = item[order.sortKey];
    const other = byKey.get(key);
    if (!other || !isWhole(other)) byKey.set(key, item);
  }
  const keyed = [...byKey].map(([key, item]) => ({ item, key: Buffer.from(String(key)) }));
  // By bytes, as DynamoDB sorts.
  const sorted = keyed.toSorted((a, b) => a.key.compare(b.key));
  if (!ascending) sorted.reverse();
  return sorted.slice(0, limit).map(({ item }) => item);
}

/** Whether all of the user is there: indexes of words leave out what no search needs. */
export const isWhole = (item: Item) => 'version' in item;
