import { util } from '@aws-appsync/utils';
import type { Context, LambdaRequest } from '@aws-appsync/utils';
import { authorize } from './authorize.ts';
import { internalError, requestIdOf } from './errors.ts';

/** What every function of a field answers. */
interface Answer {
  data?: unknown;
  error?: { type: string; message: string; info: unknown };
}

/** Admits the caller and asks the function of the field; `ownerId` as in `authorize`. */
export function invoke(ctx: Context, ownerId: string | null = null): LambdaRequest {
  const actor = authorize(ctx, ownerId);
  return {
    operation: 'Invoke',
    payload: {
      field: ctx.info.fieldName,
      arguments: ctx.args as unknown,
      actor,
      requestId: requestIdOf(ctx),
    },
  };
}

/** The function's data, or its error as the GraphQL error. */
export function answer(ctx: Context): unknown {
  const result = ctx.result as Answer | null;
  if (ctx.error || !result) internalError(ctx);
  if (result.error) util.error(result.error.message, result.error.type, null, result.error.info);
  return result.data ?? null;
}
