import { ApiException } from '../api-exception.ts';
import type { CallInput } from '../request-context.ts';

/** Whether it is the condition of a write that failed. */
export const isFailedCheck = (error: unknown): error is ApiException =>
  error instanceof ApiException && error.name === 'ConditionalCheckFailedException';

/** The item was asked for by us; the caller gets it when it asked, too. */
export function asAsked(error: unknown, input: CallInput): unknown {
  if (!isFailedCheck(error) || input.ReturnValuesOnConditionCheckFailure === 'ALL_OLD')
    return error;
  const { Item, ...body } = error.body;
  return new ApiException(body, error.status, error.requestId);
}
