import type { UserItem } from './user-item.ts';
import type { UserList } from './user-list.ts';

/** What the steps of listUsers hand on. */
export interface ListStash {
  list: UserList;
  /** Users on a full page. */
  limit: number;
  /** At most one more than `limit`, which tells that there is a next page. */
  found: UserItem[];
  /** Sort key of the last item read, of the list or not. */
  last: string | null;
  /** Whether the index holds no more. */
  atEnd: boolean;
}
