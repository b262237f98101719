import type { Search } from '../../model/search.ts';

/** A user as the table holds it. */
export type Item = Readonly<Record<string, unknown>>;

/** The first users of the search, of all that are given. */
export function firstOf(items: readonly Item[], { order, ascending, limit }: Search): Item[] {
  const keyed = items.map((item) => ({ item, key: Buffer.from(String(item[order.sortKey])) }));
  // By bytes, as DynamoDB sorts.
  const sorted = keyed.toSorted((a, b) => a.key.compare(b.key));
  if (!ascending) sorted.reverse();
  return sorted.slice(0, limit).map(({ item }) => item);
}
