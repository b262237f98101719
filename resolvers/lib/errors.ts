import { util } from '@aws-appsync/utils';
import type { Context } from '@aws-appsync/utils';
import {
  FAILED,
  internalErrorText,
  TOO_MANY_REQUESTS,
  validationText,
  type ErrorType,
  type FieldProblem,
} from '../../model/errors.ts';

/** Ends the request as ValidationFailed with every broken rule as its info. */
export function validationFailed(problems: FieldProblem[]): never {
  fail('ValidationFailed', validationText(problems), problems);
}

/** Ends the request as InvalidToken. */
export function invalidToken(): never {
  fail(
    'InvalidToken',
    'nextToken is not one of this list: use it with the filter and sort, and as the caller, it was given for.',
  );
}

/** Ends the request as SecondFactorRequired. */
export function secondFactorRequired(): never {
  fail(
    'SecondFactorRequired',
    'Administrators need a second factor here: set one up, sign in with it and repeat the request.',
  );
}

/** Ends the request as ReauthenticationRequired; a sign-in may be so many seconds old. */
export function reauthenticationRequired(maxAgeSeconds: number): never {
  fail(
    'ReauthenticationRequired',
    `This asks for a sign-in of the last ${maxAgeSeconds / 60} minutes: sign in again and repeat the request.`,
    { maxAgeSeconds },
  );
}

/**
 * A data source failed. The caller gets an id to ask about; the log, the id and what kind of failure,
 * but no message: AWS quotes values in them. Only the data source's own message may say that too much
 * is asked of it.
 */
export function internalError(ctx: Context): never {
  const requestId = requestIdOf(ctx);
  const type: ErrorType = isThrottled(ctx.error) ? 'LimitExceeded' : 'InternalError';
  // The names of its parts are those of functions/lib/failure.ts.
  console.error(FAILED, {
    field: ctx.info.fieldName,
    type,
    requestId,
    error: ctx.error?.type ?? 'no answer',
  });
  if (type === 'LimitExceeded') tooManyRequests();
  fail(type, internalErrorText(requestId), { requestId });
}

/** Ends the request as LimitExceeded: AWS did not do all that was asked of it. */
export function tooManyRequests(): never {
  fail('LimitExceeded', TOO_MANY_REQUESTS);
}

/** Ends the request as an error of one of the types that callers know. */
function fail(type: ErrorType, message: string, info: unknown = null): never {
  util.error(message, type, null, info);
}

/** As AWS's SDK for Java names them, behind the name of the service. */
const THROTTLES = [
  'LimitExceededException',
  'ProvisionedThroughputExceededException',
  'RequestLimitExceeded',
  'RequestLimitExceededException',
  'ThrottlingException',
  'TooManyRequestsException',
];

/** An exception that the SDK has no class for has its name in the message. */
function isThrottled(error: Context['error']): boolean {
  if (!error) return false;
  const [, name = ''] = error.type.split(':');
  const isGeneric = name === 'AWSLambdaException' || name === 'DynamoDbException';
  return THROTTLES.some(
    (throttle) =>
      name === throttle || (isGeneric && error.message.includes(`Error Code: ${throttle}`)),
  );
}

/**
 * The id that AWS gave the request: AppSync sets the header to what it answers and logs.
 * @see https://docs.aws.amazon.com/appsync/latest/devguide/enabling-caching.html
 */
export function requestIdOf(ctx: Context): string {
  const headers = ctx.request.headers as Record<string, string | undefined>;
  return headers['x-amzn-requestid'] ?? util.autoId();
}
