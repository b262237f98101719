import type { Context } from '@aws-appsync/utils';
import type { QueryGetUserByEmailArgs } from '../../generated/schema-types.ts';
import { hasAsciiDomain } from '../../model/addresses.ts';
import { asciiAddress } from '../lib/address.ts';
import { authorize, requireOwn } from '../lib/authorize.ts';
import type { FindStash } from '../lib/find-stash.ts';
import { toUser, type UserItem } from '../lib/user-item.ts';

/**
 * The lock of the address tells who has it, as of the last write; no index does. An address with an
 * international domain is first brought to the form the lock has.
 */
export function request(ctx: Context<QueryGetUserByEmailArgs>) {
  authorize(ctx);
  const { email } = ctx.args;
  const stash = ctx.stash as FindStash;
  stash.email = hasAsciiDomain(email) ? asciiAddress(email) : null;
  stash.ownerId = null;
  stash.user = null;
  return {};
}

/** The user, or null when nobody has the address. */
export function response(ctx: Context): UserItem | null {
  const { user } = ctx.stash as FindStash;
  // An address nobody has answers a MEMBER the same as somebody else's.
  requireOwn(ctx, user ? user.id : null);
  return user && toUser(user);
}
