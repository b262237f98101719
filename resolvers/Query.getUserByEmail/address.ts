import { runtime } from '@aws-appsync/utils';
import type { Context, LambdaRequest } from '@aws-appsync/utils';
import { authorize } from '../lib/authorize.ts';
import type { FindStash } from '../lib/find-stash.ts';
import { answer, ask } from '../lib/invoke.ts';

/** Only a domain in its own letters needs the function. */
export function request(ctx: Context): LambdaRequest {
  if ((ctx.stash as FindStash).email !== null) runtime.earlyReturn(null);
  return ask(ctx, authorize(ctx), ctx.args);
}

/** Keeps the form that the function knows for the steps that follow. */
export function response(ctx: Context) {
  (ctx.stash as FindStash).email = answer(ctx) as string;
  return null;
}
