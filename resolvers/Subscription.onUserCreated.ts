import type { Context } from '@aws-appsync/utils';
import { listenTo, startListening } from './lib/subscription.ts';

export function request(ctx: Context) {
  return listenTo(ctx, 'CREATED');
}

export function response(ctx: Context) {
  return startListening(ctx);
}
