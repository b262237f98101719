import type { Context, NONERequest } from '@aws-appsync/utils';
import type { MutationPublishUserChangeArgs, UserChange } from '../generated/schema-types.ts';
import { authorizeRole } from './lib/authorize.ts';
import { endListening } from './lib/subscription.ts';

/** Fields that change when sessions end. A connection does not say of which it is. */
const ENDINGS = ['sessionsEndedAt', 'revokedSessions'];

/** Admits the role of publish-changes alone; hands its input on. */
export function request(ctx: Context<MutationPublishUserChangeArgs>): NONERequest {
  authorizeRole(ctx);
  return { payload: ctx.args.input };
}

/** What was given is what subscribers hear; whoever may hear less from now on hears it last. */
export function response(ctx: Context): UserChange {
  const change = ctx.result as UserChange;
  if (losesAccess(change)) endListening(change.user.id);
  return change;
}

/** Suspended, signed out (of one session, of all), gone, or no ADMIN any more: a subscription keeps the filter it was started with. */
function losesAccess({ type, user, changedFields }: UserChange): boolean {
  if (type === 'DELETED' || user.status === 'SUSPENDED') return true;
  if (type !== 'UPDATED') return false;
  if (ENDINGS.some((field) => changedFields.indexOf(field) >= 0)) return true;
  return user.role === 'MEMBER' && changedFields.indexOf('role') >= 0;
}
