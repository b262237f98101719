import { util } from '@aws-appsync/utils';
import type { Context } from '@aws-appsync/utils';
import { authorize, isShutOut } from './lib/authorize.ts';
import { internalError } from './lib/errors.ts';
import { getProfile, toUser, type UserItem } from './lib/user-item.ts';

/** Reads the caller's own record. */
export function request(ctx: Context) {
  return getProfile(authorize(ctx).id);
}

/** The caller's user; null when there is none (any more), Unauthorized when suspended or signed out. */
export function response(ctx: Context): UserItem | null {
  if (ctx.error) internalError(ctx);
  const user = ctx.result as UserItem | null;
  if (user && isShutOut(ctx, user)) util.unauthorized();
  return user && toUser(user);
}
