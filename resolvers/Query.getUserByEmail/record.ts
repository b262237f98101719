import { runtime } from '@aws-appsync/utils';
import type { Context, DynamoDBQueryRequest } from '@aws-appsync/utils';
import { internalError } from '../lib/errors.ts';
import type { FindStash } from '../lib/find-stash.ts';
import { personIn, queryPerson } from '../lib/user-item.ts';

/** Reads the record of who has the address. */
export function request(ctx: Context): DynamoDBQueryRequest {
  const { ownerId } = ctx.stash as FindStash;
  if (ownerId === null) runtime.earlyReturn(null);
  return queryPerson(ownerId);
}

/** Whoever has given the address up since its lock was read is not the one who has it. */
export function response(ctx: Context) {
  if (ctx.error) internalError(ctx);
  const stash = ctx.stash as FindStash;
  const user = personIn(ctx);
  stash.user = user && user.email === stash.email ? user : null;
  return null;
}
