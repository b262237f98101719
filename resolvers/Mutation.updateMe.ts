import type { Context } from '@aws-appsync/utils';
import type { MutationUpdateMeArgs } from '../generated/schema-types.ts';
import { invokeWithAttributes } from './lib/attributes.ts';
import { answer } from './lib/invoke.ts';

export function request(ctx: Context<MutationUpdateMeArgs>) {
  return invokeWithAttributes(ctx);
}

export function response(ctx: Context) {
  return answer(ctx);
}
