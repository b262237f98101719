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

/**
 * The same of a transaction: the items that were asked for by us are left out of its reasons.
 * @param isOurs whether the caller did not ask for the item of an entry
 */
export function reasonsAsAsked(
  error: ApiException,
  reasons: readonly CallInput[],
  isOurs: (index: number) => boolean,
): ApiException {
  if (reasons.length === 0) return error;
  const CancellationReasons = reasons.map(({ Item, ...reason }, index) =>
    Item === undefined || isOurs(index) ? reason : { ...reason, Item },
  );
  return new ApiException({ ...error.body, CancellationReasons }, error.status, error.requestId);
}
