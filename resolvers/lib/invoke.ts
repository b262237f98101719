import { util } from '@aws-appsync/utils';
import type { Context, LambdaRequest } from '@aws-appsync/utils';
import type { FieldAnswer, FieldEvent } from '../../model/invocation.ts';
import type { Actor } from '../../model/actors.ts';
import { internalError, requestIdOf } from './errors.ts';

/**
 * Asks the function of the field.
 * @param actor who was admitted
 * @param attributesTexts as in FieldEvent
 */
export function ask(
  ctx: Context,
  actor: Actor,
  args: unknown,
  attributesTexts?: string[] | null,
): LambdaRequest {
  const { fieldName: field } = ctx.info;
  const texts = attributesTexts ? { attributesTexts } : {};
  const payload: FieldEvent<unknown> = {
    field,
    arguments: args,
    actor,
    requestId: requestIdOf(ctx),
    ...texts,
  };
  return { operation: 'Invoke', payload };
}

/** The function's data, or its error as the GraphQL error. */
export function answer(ctx: Context): unknown {
  const result = ctx.result as FieldAnswer | null;
  if (ctx.error || !result) internalError(ctx);
  if (result.error) util.error(result.error.message, result.error.type, null, result.error.info);
  return result.data ?? null;
}
