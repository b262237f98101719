import type { Actor } from './authorize.ts';
import type { UserItem } from './user-item.ts';

/** What the steps of deleteUser hand on. */
export interface DeleteStash {
  actor: Actor;
  /** The record that is to go. */
  user: UserItem;
}
