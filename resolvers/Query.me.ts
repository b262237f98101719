import { util } from '@aws-appsync/utils';
import type { Context } from '@aws-appsync/utils';
import { authorize } from './lib/authorize.ts';
import { internalError } from './lib/errors.ts';
import { getProfile, toUser, type UserItem } from './lib/user-item.ts';

/** Reads the caller's own record. */
export function request(ctx: Context) {
  return getProfile(authorize(ctx).id);
}

/** The caller's user; null when there is none (any more), Unauthorized when suspended. */
export function response(ctx: Context): UserItem | null {
  if (ctx.error) internalError(ctx);
  const user = ctx.result as UserItem | null;
  if (user?.status === 'SUSPENDED') util.unauthorized();
  return user && toUser(user);
}
