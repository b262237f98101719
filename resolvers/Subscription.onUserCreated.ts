import type { Context } from '@aws-appsync/utils';
import { listenTo, startListening } from './lib/subscription.ts';

/** Admits the subscriber to new users. */
export function request(ctx: Context) {
  return listenTo(ctx, 'CREATED');
}

/** Hands AppSync the filter; a subscription starts without a value. */
export function response(ctx: Context) {
  return startListening(ctx);
}
