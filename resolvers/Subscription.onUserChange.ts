import type { Context } from '@aws-appsync/utils';
import type { SubscriptionOnUserChangeArgs } from '../generated/schema-types.ts';
import { listen, startListening } from './lib/subscription.ts';

export function request(ctx: Context<SubscriptionOnUserChangeArgs>) {
  return listen(ctx, ctx.args.filter ?? {});
}

export function response(ctx: Context) {
  return startListening(ctx);
}
