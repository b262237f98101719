import { util } from '@aws-appsync/utils';
import type { Context, LambdaRequest } from '@aws-appsync/utils';
import type { User } from '../../generated/schema-types.ts';
import { authorize } from './authorize.ts';
import { internalError } from './errors.ts';

/** What every function of a field answers. */
interface Answer {
  data?: User;
  error?: { type: string; message: string; info: unknown };
}

/** Admits the caller and asks the function of the field. */
export function invoke(ctx: Context): LambdaRequest {
  const actor = authorize(ctx);
  return {
    operation: 'Invoke',
    payload: { field: ctx.info.fieldName, arguments: ctx.args as unknown, actor },
  };
}

/** The function's data, or its error as the GraphQL error. */
export function answer(ctx: Context): User | null {
  const result = ctx.result as Answer | null;
  if (ctx.error || !result) internalError(ctx);
  if (result.error) util.error(result.error.message, result.error.type, null, result.error.info);
  return result.data ?? null;
}
