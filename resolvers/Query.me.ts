import { util } from '@aws-appsync/utils';
import type { Context } from '@aws-appsync/utils';
import { authorize, isShutOut } from './lib/authorize.ts';
import { internalError } from './lib/errors.ts';
import { personIn, queryPerson, toUser, type UserItem } from './lib/user-item.ts';

/** Reads the caller's own record. */
export function request(ctx: Context) {
  return queryPerson(authorize(ctx).id);
}

/** The caller's user; null when there is none (any more), Unauthorized when suspended or signed out. */
export function response(ctx: Context): UserItem | null {
  if (ctx.error) internalError(ctx);
  const user = personIn(ctx);
  if (user && isShutOut(ctx, user)) util.unauthorized();
  return user && toUser(user);
}
