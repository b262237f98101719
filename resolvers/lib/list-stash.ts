import type { UserItem } from './user-item.ts';
import type { UserList } from './user-list.ts';

/** What the steps of listUsers hand on. */
export interface ListStash {
  list: UserList;
  /** Users on a full page. */
  limit: number;
  /** How many of the list's partitions have been read. */
  partitionsRead: number;
  /** In the list's order; at most one more than `limit`, which tells that there is a next page. */
  found: UserItem[];
  /** The sort key up to which all users of the partitions read are known; null: to their end. */
  horizon: string | null;
}
