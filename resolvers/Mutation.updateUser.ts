import type { Context } from '@aws-appsync/utils';
import type { MutationUpdateUserArgs } from '../generated/schema-types.ts';
import { invokeWithAttributes } from './lib/attributes.ts';
import { answer } from './lib/invoke.ts';

export function request(ctx: Context<MutationUpdateUserArgs>) {
  return invokeWithAttributes(ctx);
}

export function response(ctx: Context) {
  return answer(ctx);
}
