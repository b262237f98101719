import type { Context, NONERequest } from '@aws-appsync/utils';
import type { MutationPublishUserChangeArgs, UserChange } from '../generated/schema-types.ts';
import { authorizePublisher } from './lib/authorize.ts';
import { endListening } from './lib/subscription.ts';

export function request(ctx: Context<MutationPublishUserChangeArgs>): NONERequest {
  authorizePublisher(ctx);
  return { payload: ctx.args.input };
}

/** What was given is what subscribers hear; whoever may not hear more hears it last. */
export function response(ctx: Context): UserChange {
  const change = ctx.result as UserChange;
  if (change.type === 'DELETED' || change.user.status === 'SUSPENDED') endListening(change.user.id);
  return change;
}
