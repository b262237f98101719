import type { Context } from '@aws-appsync/utils';
import type { MutationDeleteUserArgs } from '../../generated/schema-types.ts';
import type { DeleteStash } from '../lib/delete-stash.ts';
import { internalError, notFound, versionConflict } from '../lib/errors.ts';
import { getProfile, isId, type UserItem } from '../lib/user-item.ts';

export function request(ctx: Context<MutationDeleteUserArgs>) {
  if (!isId(ctx.args.id)) notFound();
  return getProfile(ctx.args.id);
}

export function response(ctx: Context<MutationDeleteUserArgs>) {
  if (ctx.error) internalError(ctx);
  const user = ctx.result as UserItem | null;
  if (!user) notFound();
  const { expectedVersion } = ctx.args;
  if ((expectedVersion ?? user.version) !== user.version) versionConflict(user.version);
  (ctx.stash as Partial<DeleteStash>).user = user;
  return user;
}
