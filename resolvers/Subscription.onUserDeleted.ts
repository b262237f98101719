import type { Context } from '@aws-appsync/utils';
import type { SubscriptionOnUserDeletedArgs } from '../generated/schema-types.ts';
import { listenTo, startListening } from './lib/subscription.ts';

export function request(ctx: Context<SubscriptionOnUserDeletedArgs>) {
  return listenTo(ctx, 'DELETED', ctx.args.id);
}

export function response(ctx: Context) {
  return startListening(ctx);
}
