import type { Context } from 'aws-lambda';
import type { DirectoryErrorType } from './errors.ts';
import { DirectoryError, limitExceeded } from './errors.ts';
import type { FieldAnswer, FieldEvent } from './event.ts';
import type { Log } from './logger.ts';
import { describeError } from './logger.ts';
import type { UserRecord } from './user.ts';
import { toUser } from './user.ts';

/** How Cognito and DynamoDB say that too much is asked of them; by name, to load neither client here. */
const THROTTLES = [
  'LimitExceededException',
  'ProvisionedThroughputExceededException',
  'RequestLimitExceeded',
  'ThrottlingException',
  'TooManyRequestsException',
];

/** Makes the Lambda handler of a field that answers a user. */
export const createFieldHandler = <Arguments, Needs extends { readonly log: Log }>(
  services: Needs,
  run: (services: Needs, event: FieldEvent<Arguments>) => Promise<UserRecord>,
) =>
  createAnswerHandler(services, async (needs: Needs, event: FieldEvent<Arguments>) =>
    toUser(await run(needs, event)),
  );

/** Makes the Lambda handler of a field: answers `{data}` or `{error}`, never throws. */
export function createAnswerHandler<Arguments, Needs extends { readonly log: Log }>(
  services: Needs,
  run: (services: Needs, event: FieldEvent<Arguments>) => Promise<unknown>,
) {
  return async (
    event: FieldEvent<Arguments>,
    context: Pick<Context, 'awsRequestId'>,
  ): Promise<FieldAnswer> => {
    try {
      return { data: await run(services, event) };
    } catch (error) {
      return toErrorAnswer(error, event.field, services.log, context.awsRequestId);
    }
  };
}

function toErrorAnswer(error: unknown, field: string, log: Log, requestId: string): FieldAnswer {
  const known = toDirectoryError(error);
  if (known) {
    const details = { field, type: known.type, requestId };
    if (known.cause === undefined) log.info('refused', details);
    else log.error('refused', { ...details, ...describeError(known.cause) });
    return answer(known.type, known.message, known.info);
  }
  log.error('failed', { field, requestId, ...describeError(error) });
  return answer('InternalError', `Something went wrong on our side (request ${requestId}).`, null);
}

function toDirectoryError(error: unknown): DirectoryError | null {
  if (error instanceof DirectoryError) return error;
  return error instanceof Error && THROTTLES.includes(error.name) ? limitExceeded() : null;
}

const answer = (type: DirectoryErrorType, message: string, info: unknown) => ({
  error: { type, message, info },
});
