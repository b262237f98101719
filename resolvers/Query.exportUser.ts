import type { Context } from '@aws-appsync/utils';
import type { QueryExportUserArgs } from '../generated/schema-types.ts';
import { answer, invoke } from './lib/invoke.ts';

export function request(ctx: Context<QueryExportUserArgs>) {
  return invoke(ctx, ctx.args.id);
}

export function response(ctx: Context) {
  return answer(ctx);
}
