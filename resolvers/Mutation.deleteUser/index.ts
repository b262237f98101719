import type { Context } from '@aws-appsync/utils';
import type { MutationDeleteUserArgs } from '../../generated/schema-types.ts';
import { authorize } from '../lib/authorize.ts';
import { toUser, type UserItem } from '../lib/user-item.ts';
import type { DeleteStash } from '../lib/delete-stash.ts';

/**
 * Reads the record, then removes it with its lock and what a change of address has left, and puts a
 * tombstone there, all or nothing.
 */
export function request(ctx: Context<MutationDeleteUserArgs>) {
  (ctx.stash as Partial<DeleteStash>).actor = authorize(ctx);
  return {};
}

/** The record as it was. */
export function response(ctx: Context): UserItem {
  return toUser((ctx.stash as DeleteStash).user);
}
