import type { Clock } from './clock.ts';
import { DirectoryError, internalError } from './errors.ts';
import { LateError } from './failure.ts';
import type { FieldContext } from './handler.ts';
import type { Log } from './logger.ts';
import { logAnswered, logFailed, logRefused, type Ended } from './outcome.ts';
import { timeLeft, withinTimeOf } from './time-limit.ts';
import { traced } from './trace.ts';

/** Milliseconds before Lambda ends the invocation in which a trigger still answers. */
const RESERVE_MS = 500;

interface TriggerEvent {
  readonly triggerSource: string;
  /** The id of the person, who may have none before a sign-up. */
  readonly userName?: string;
}

/**
 * Makes the Lambda handler of a trigger of Cognito, which hands the text of an error to whoever signs in:
 * a refusal goes out as it is; of anything else, and when the time is over, they learn the request's id alone.
 */
export const createTriggerHandler =
  <Event extends TriggerEvent, Needs extends { readonly log: Log; readonly clock: Clock }>(
    services: Needs,
    run: (services: Needs, event: Event) => Promise<Event>,
  ) =>
  (event: Event, context: FieldContext): Promise<Event> => {
    const { log, clock } = services;
    const { triggerSource: field, userName: user } = event;
    const { awsRequestId: requestId } = context;
    const begun = performance.now();
    const ended = (): Ended => ({
      kind: 'trigger',
      field,
      requestId,
      ms: performance.now() - begun,
    });
    const answer = async (): Promise<Event> => {
      try {
        const answered = await Promise.race([run(services, event), failLate(clock)]);
        logAnswered(log, { ...ended(), ...(user === undefined ? {} : { user }) });
        return answered;
      } catch (error) {
        if (error instanceof DirectoryError && error.cause === undefined) {
          logRefused(log, ended(), error.type);
          throw error;
        }
        logFailed(log, ended(), 'InternalError', error);
        throw internalError(requestId);
      }
    };
    return withinTimeOf(context, RESERVE_MS, () => traced({ name: field, requestId }, answer));
  };

async function failLate(clock: Clock): Promise<never> {
  const left = timeLeft();
  // Outside of Lambda nothing ends it.
  await (left === Infinity ? new Promise(() => undefined) : clock.wait(left));
  throw new LateError('The time of the trigger is over');
}
