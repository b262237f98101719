import type { Context } from '@aws-appsync/utils';
import type { User, UserSession } from '../../generated/schema-types.ts';
import { authorize } from '../lib/authorize.ts';

/** Admits the caller to the user's sessions. */
export function request(ctx: Context) {
  authorize(ctx, (ctx.source as User).id);
  return {};
}

/** What `list` answered. */
export function response(ctx: Context): UserSession[] | null {
  return (ctx.prev as { result: UserSession[] | null }).result;
}
