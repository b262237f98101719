/** An index as it is read, as the resolver of listUsers plans it. */
export interface Source {
  readonly index: string;
  readonly partitionKey: string;
  readonly partitions: readonly string[];
  readonly sortKey: string;
  /** Start of the sort key; empty: all. */
  readonly prefix: string;
}

/** A page of the users whom all sources hold, in the order of one of them. */
export interface Search {
  /** Holds them in their order, among others. */
  readonly order: Source;
  /** Each holds them among others, in an order of its own. */
  readonly narrowings: readonly Source[];
  readonly ascending: boolean;
  /** The key in `order` to start after, or null. */
  readonly after: string | null;
  /** Start of the address, when its domain may be international. */
  readonly emailStart?: string;
  /** How many users at most. */
  readonly limit: number;
}

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
