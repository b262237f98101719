import type { Context, LambdaRequest } from '@aws-appsync/utils';
import type { User } from '../generated/schema-types.ts';
import { checkJsonInput, type WithInput } from './lib/json-input.ts';
import { answer, ask } from './lib/invoke.ts';
import { authorize } from './lib/authorize.ts';

/** The arguments that mean something here; the function knows all of them. */
interface Args extends WithInput {
  /** Whom the field is about, where it is about somebody. */
  id?: string;
}

/**
 * Every field that one function answers (model/operations.ts): it is asked with what the caller gave, of a field
 * of User about that user.
 */
export function request(ctx: Context<Args>): LambdaRequest {
  const args = ctx.info.parentTypeName === 'User' ? { id: (ctx.source as User).id } : ctx.args;
  const actor = authorize(ctx, args.id);
  return ask(ctx, actor, args, checkJsonInput(ctx));
}

/** The function's data, or its error. */
export function response(ctx: Context): unknown {
  return answer(ctx);
}
