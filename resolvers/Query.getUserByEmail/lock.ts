import { runtime } from '@aws-appsync/utils';
import type { Context, DynamoDBGetItemRequest } from '@aws-appsync/utils';
import { lockKey } from '../../model/keys.ts';
import { mayBeAddress } from '../lib/address.ts';
import { requireOwn } from '../lib/authorize.ts';
import { internalError } from '../lib/errors.ts';
import type { FindStash } from '../lib/find-stash.ts';
import { getItem } from '../lib/user-item.ts';
import { isWellFormed } from '../lib/well-formed.ts';

/** Reads who has the address; what can be none nobody has, without a read. */
export function request(ctx: Context): DynamoDBGetItemRequest {
  const email = (ctx.stash as FindStash).email ?? '';
  if (!mayBeAddress(email) || !isWellFormed(email)) runtime.earlyReturn(null);
  return getItem(lockKey(email));
}

/** Keeps who has the address for the step that follows. */
export function response(ctx: Context) {
  if (ctx.error) internalError(ctx);
  const lock = ctx.result as { id: string } | null;
  const ownerId = lock ? lock.id : null;
  // Before another read, whose time would tell a MEMBER that somebody has the address.
  requireOwn(ctx, ownerId);
  (ctx.stash as FindStash).ownerId = ownerId;
  return null;
}
