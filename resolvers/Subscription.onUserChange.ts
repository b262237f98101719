import type { Context } from '@aws-appsync/utils';
import type { SubscriptionOnUserChangeArgs } from '../generated/schema-types.ts';
import { listen, startListening } from './lib/subscription.ts';

/** Admits the subscriber to the changes that the filter lets through. */
export function request(ctx: Context<SubscriptionOnUserChangeArgs>) {
  return listen(ctx, ctx.args.filter ?? {});
}

/** Hands AppSync the filter; a subscription starts without a value. */
export function response(ctx: Context) {
  return startListening(ctx);
}
