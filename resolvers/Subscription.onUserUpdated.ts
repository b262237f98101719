import type { Context } from '@aws-appsync/utils';
import type { SubscriptionOnUserUpdatedArgs } from '../generated/schema-types.ts';
import { listenTo, startListening } from './lib/subscription.ts';

export function request(ctx: Context<SubscriptionOnUserUpdatedArgs>) {
  return listenTo(ctx, 'UPDATED', ctx.args.id);
}

export function response(ctx: Context) {
  return startListening(ctx);
}
