import type { Context, NONERequest } from '@aws-appsync/utils';
import type { MutationPublishUserChangeArgs, UserChange } from '../generated/schema-types.ts';
import { authorizePublisher } from './lib/authorize.ts';

export function request(ctx: Context<MutationPublishUserChangeArgs>): NONERequest {
  authorizePublisher(ctx);
  return { payload: ctx.args.input };
}

/** What was given is what subscribers hear. */
export function response(ctx: Context): UserChange {
  return ctx.result as UserChange;
}
