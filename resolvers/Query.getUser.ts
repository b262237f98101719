import { runtime } from '@aws-appsync/utils';
import type { Context } from '@aws-appsync/utils';
import type { QueryGetUserArgs } from '../generated/schema-types.ts';
import { authorize } from './lib/authorize.ts';
import { internalError } from './lib/errors.ts';
import { isId, personIn, queryPerson, toUser, type UserItem } from './lib/user-item.ts';

/** Reads the record; what can be no id is nobody, without a read. */
export function request(ctx: Context<QueryGetUserArgs>) {
  authorize(ctx, ctx.args.id);
  if (!isId(ctx.args.id)) runtime.earlyReturn(null);
  return queryPerson(ctx.args.id);
}

/** The user, or null when nobody has the id. */
export function response(ctx: Context): UserItem | null {
  if (ctx.error) internalError(ctx);
  const user = personIn(ctx);
  return user && toUser(user);
}
