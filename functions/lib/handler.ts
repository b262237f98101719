import type { Context } from 'aws-lambda';
import { actorName } from '../../model/actors.ts';
import type { FieldAnswer, FieldEvent } from '../../model/invocation.ts';
import { DirectoryError, internalError, limitExceeded, writeConflict } from './errors.ts';
import type { Log } from './logger.ts';
import { obstacleOf } from './obstacles.ts';
import { logAnswered, logFailed, logRefused, type Ended } from './outcome.ts';
import type { TimedContext } from './time-limit.ts';
import { ANSWER_MS, isEndedThrottled, withinTimeOf } from './time-limit.ts';
import { traced } from './trace.ts';
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
  const { log } = services;
  return (event: FieldEvent<Arguments>, context: FieldContext): Promise<FieldAnswer> => {
    const begun = performance.now();
    // AppSync's id, which the caller and AppSync's log have too; Lambda's own is another.
    const requestId = event.requestId ?? context.awsRequestId;
    const { field, actor } = event;
    const ended = (): Ended => ({
      kind: 'field',
      field,
      requestId,
      actor: actorName(actor),
      ms: performance.now() - begun,
    });
    return traced({ name: field, requestId }, async () => {
      try {
        // However slow AWS is, and however often a client tries again: AppSync gets our answer, not a time-out.
        const data = await withinTimeOf(context, ANSWER_MS, () =>
          run(services, event).catch(withReason),
        );
        logAnswered(log, { ...ended(), ...concerned(event.arguments, data) });
        return { data };
      } catch (error) {
        return toErrorAnswer(error, ended(), log);
      }
    });
  };
}

/** When the time is over before AWS takes a call, that is why, and not what the call was broken off with. */
function withReason(error: unknown): never {
  if (error instanceof DirectoryError || !isEndedThrottled()) throw error;
  throw limitExceeded(error);
}

/** Whom something that was answered is about: of what was refused an id may be any text. */
function concerned(...sources: readonly unknown[]): Pick<Ended, 'user'> {
  const ids = sources.toReversed().map((source) => (source as { id?: unknown } | null)?.id);
  const user = ids.find((id) => typeof id === 'string');
  return user === undefined ? {} : { user };
}

/** A refusal is what the caller is told; what was thrown otherwise, or lies behind it, is ours: a failure. */
function toErrorAnswer(error: unknown, ended: Ended, log: Log): FieldAnswer {
  if (error instanceof DirectoryError && error.cause === undefined) {
    logRefused(log, ended, error.type);
    return answer(error);
  }
  const told = toDirectoryError(error, ended.requestId);
  logFailed(log, ended, told.type, told.cause ?? error);
  return answer(told);
}

const OBSTACLES = { throttled: limitExceeded, conflict: writeConflict } as const;

function toDirectoryError(error: unknown, requestId: string): DirectoryError {
  if (error instanceof DirectoryError) return error;
  const obstacle = obstacleOf(error);
  return obstacle ? OBSTACLES[obstacle]() : internalError(requestId);
}

const answer = ({ type, message, info }: DirectoryError) => ({ error: { type, message, info } });
