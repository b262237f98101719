import type { Context } from 'aws-lambda';
import type { FieldAnswer, FieldEvent } from '../../model/invocation.ts';
import { DirectoryError, internalError, limitExceeded, writeConflict } from './errors.ts';
import { logFailure } from './failure.ts';
import type { Log } from './logger.ts';
import { obstacleOf } from './obstacles.ts';
import type { TimedContext } from './time-limit.ts';
import { ANSWER_MS, withinTimeOf } from './time-limit.ts';
import type { UserRecord } from './user.ts';
import { toUser } from './user.ts';

/** What a field's handler needs of Lambda's context. */
export type FieldContext = Pick<Context, 'awsRequestId'> & TimedContext;

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
  return async (event: FieldEvent<Arguments>, context: FieldContext): Promise<FieldAnswer> => {
    try {
      // However slow AWS is, and however often a client tries again: AppSync gets our answer, not a time-out.
      return { data: await withinTimeOf(context, ANSWER_MS, () => run(services, event)) };
    } catch (error) {
      // AppSync's id, which the caller and AppSync's log have too; Lambda's own is another.
      const requestId = event.requestId ?? context.awsRequestId;
      return toErrorAnswer(error, { field: event.field, requestId }, services.log);
    }
  };
}

/** Which request an error ended. */
interface Ended {
  readonly field: string;
  readonly requestId: string;
}

/** A refusal is what the caller is told; what was thrown otherwise, or lies behind it, is ours: a failure. */
function toErrorAnswer(error: unknown, { field, requestId }: Ended, log: Log): FieldAnswer {
  if (error instanceof DirectoryError && error.cause === undefined) {
    log.info('refused', { field, type: error.type, requestId });
    return answer(error);
  }
  const told = toDirectoryError(error, requestId);
  logFailure(log, { field, type: told.type, requestId }, told.cause ?? error);
  return answer(told);
}

const OBSTACLES = { throttled: limitExceeded, conflict: writeConflict } as const;

function toDirectoryError(error: unknown, requestId: string): DirectoryError {
  if (error instanceof DirectoryError) return error;
  const obstacle = obstacleOf(error);
  return obstacle ? OBSTACLES[obstacle]() : internalError(requestId);
}

const answer = ({ type, message, info }: DirectoryError) => ({ error: { type, message, info } });
