import { ApiException } from '../api-exception.ts';

/**
 * What DynamoDB refuses a call with.
 * https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Programming.Errors.html
 */
export interface Refusal {
  readonly type: string;
  readonly message: string;
  /** Of a transaction that is cancelled. */
  readonly CancellationReasons?: readonly { readonly Code: string; readonly Message?: string }[];
}

/** A ValidationException. */
export const invalid = (message: string): Refusal => ({
  type: 'com.amazon.coral.validate#ValidationException',
  message,
});

/** A transaction that is cancelled for these sentences; null for an entry that could be done. */
export function cancelled(problems: readonly (string | null)[]): Refusal {
  const CancellationReasons = problems.map((Message) =>
    Message === null ? { Code: 'None' } : { Code: 'ValidationError', Message },
  );
  const codes = CancellationReasons.map(({ Code }) => Code).join(', ');
  return {
    type: 'com.amazonaws.dynamodb.v20120810#TransactionCanceledException',
    message: `Transaction cancelled, please refer cancellation reasons for specific reasons [${codes}]`,
    CancellationReasons,
  };
}

/** For an answer, and for callers within this process. */
export function exceptionOf(
  { type: __type, message, ...more }: Refusal,
  requestId: string,
): ApiException {
  return new ApiException({ __type, ...more, message }, 400, requestId);
}
