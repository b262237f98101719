import type { Context } from '@aws-appsync/utils';
import type { SubscriptionOnUserDeletedArgs } from '../generated/schema-types.ts';
import { listenTo, startListening } from './lib/subscription.ts';

/** Admits the subscriber to deletions of users, or of one. */
export function request(ctx: Context<SubscriptionOnUserDeletedArgs>) {
  return listenTo(ctx, 'DELETED', ctx.args.id);
}

/** Hands AppSync the filter; a subscription starts without a value. */
export function response(ctx: Context) {
  return startListening(ctx);
}
