import type { InvitationPhase } from '../generated/schema-types.ts';
import type { IndexPartition, IndexSortKey } from './indexes.ts';
import type { WordKey } from './search-words.ts';

/** What orders what is read. */
export type SourceKey = IndexSortKey | WordKey;

/** What of an index is read: the partitions, each in the index's order. */
export interface Source<SortKey extends SourceKey = SourceKey> {
  readonly index: string;
  readonly partitionKey: IndexPartition;
  readonly partitions: readonly string[];
  readonly sortKey: SortKey;
  /** Start of the sort key; empty: all. */
  readonly prefix: string;
}

/** A page of the users whom all sources hold and whom the text finds, in the order of one of them: what search-users is asked. */
export interface Search {
  /** Holds them in their order, among others. */
  readonly order: Source<IndexSortKey>;
  /** Each holds them among others, in an order of its own. */
  readonly narrowings: readonly Source[];
  readonly ascending: boolean;
  /** The key in `order` to start after, or null. */
  readonly after: string | null;
  /** Start of the address, when its domain may be international. */
  readonly emailStart?: string;
  /** What was typed to search by: all its words must be found (model/search-words.ts). */
  readonly text?: string;
  /** How the invitation of those to be found stands at a moment, ISO 8601. */
  readonly invitation?: { readonly state: InvitationPhase; readonly at: string };
  /** How many users at most. */
  readonly limit: number;
}
