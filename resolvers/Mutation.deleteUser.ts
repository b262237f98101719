import type { Context } from '@aws-appsync/utils';
import type { MutationDeleteUserArgs } from '../generated/schema-types.ts';
import { answer, invoke } from './lib/invoke.ts';

export function request(ctx: Context<MutationDeleteUserArgs>) {
  return invoke(ctx);
}

export function response(ctx: Context) {
  return answer(ctx);
}
