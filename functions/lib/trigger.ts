import type { Clock } from './clock.ts';
import { DirectoryError, internalError } from './errors.ts';
import { LateError, logFailure } from './failure.ts';
import type { FieldContext } from './handler.ts';
import type { Log } from './logger.ts';
import { timeLeft, withinTimeOf } from './time-limit.ts';

/** Milliseconds before Lambda ends the invocation in which a trigger still answers. */
const RESERVE_MS = 500;

interface TriggerEvent {
  readonly triggerSource: string;
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
  (event: Event, context: FieldContext): Promise<Event> =>
    withinTimeOf(context, RESERVE_MS, async () => {
      const { log, clock } = services;
      const { triggerSource: field } = event;
      const { awsRequestId: requestId } = context;
      try {
        return await Promise.race([run(services, event), failLate(clock)]);
      } catch (error) {
        if (error instanceof DirectoryError && error.cause === undefined) {
          log.info('refused', { field, type: error.type, requestId });
          throw error;
        }
        logFailure(log, { field, type: 'InternalError', requestId }, error);
        throw internalError(requestId);
      }
    });

async function failLate(clock: Clock): Promise<never> {
  const left = timeLeft();
  // Outside of Lambda nothing ends it.
  await (left === Infinity ? new Promise(() => undefined) : clock.wait(left));
  throw new LateError('The time of the trigger is over');
}
