import type { Context, LambdaRequest } from '@aws-appsync/utils';
import { checkAttributes } from './lib/attributes.ts';
import { answer, invoke } from './lib/invoke.ts';

/** The arguments that mean something here; the function knows all of them. */
interface Args {
  /** Whom the field is about, where it is about somebody. */
  id?: string;
  input?: { attributes?: unknown } | null;
}

/** Every field that one function answers (model/operations.ts): it is asked with what the caller gave. */
export function request(ctx: Context<Args>): LambdaRequest {
  const invocation = invoke(ctx, ctx.args.id);
  const attributesTexts = checkAttributes(ctx);
  if (!attributesTexts) return invocation;
  return { ...invocation, payload: { ...(invocation.payload as object), attributesTexts } };
}

export function response(ctx: Context): unknown {
  return answer(ctx);
}
