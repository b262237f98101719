import type { UserItem } from './user-item.ts';

/** What the steps of getUserByEmail hand on. */
export interface FindStash {
  /** The address as the table holds it; null until search-users has told it. */
  email: string | null;
  /** Who has it. */
  ownerId: string | null;
  user: UserItem | null;
}
