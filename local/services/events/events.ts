import type { CredentialStore } from '../../aws/credentials.ts';
import { createAwsJsonFront } from '../../aws/index.ts';
import { eventBusNameOf } from '../../shared/event-bus-name.ts';
import type { HttpRoute } from '../../shared/http-route.ts';
import type { Service } from '../../shared/service.ts';
import { actions } from './actions/index.ts';
import { busEvent } from './bus-event.ts';
import { createRouting } from './routing.ts';
import { planOf, type PlanOptions } from './schedules/plan.ts';
import { createTimetable } from './schedules/timetable.ts';
import type { TakeEvent } from './types.ts';

/** What EventBridge works with. */
export interface EventsOptions extends PlanOptions {
  /** Whose keys calls are signed with. @default - everybody may do everything */
  readonly credentials?: Pick<CredentialStore, 'find'>;
}

/** Ten events of 1 MiB together, whose every character is written as `\u0000`. */
const MAX_BODY_BYTES = 8 * 1024 * 1024; // 8 MiB

/** EventBridge and its Scheduler: brings events to targets, by pattern and by time. */
export function createEvents(
  options: EventsOptions,
): Service & { readonly routes: readonly HttpRoute[]; readonly take: TakeEvent } {
  const { clock, log, region, accountId, credentials } = options;
  const routing = createRouting(options);
  const timetable = createTimetable(planOf(options, routing), clock, log);
  const services = { region, accountId, now: () => clock.now(), take: routing.take.bind(routing) };
  const route = createAwsJsonFront({
    name: 'events',
    title: 'EventBridge',
    prefix: 'AWSEvents.',
    actions,
    services,
    credentials,
    maxBodyBytes: MAX_BODY_BYTES,
  });
  const stop = (): Promise<void> => {
    timetable.stop();
    return Promise.resolve();
  };
  return {
    name: 'events',
    routes: [route],
    take(parts, eventBus = 'default') {
      const event = busEvent(parts, options);
      routing.take(event, eventBusNameOf(eventBus));
      return event.id;
    },
    start: () => timetable.start(),
    stop,
    pause: stop,
    resume: () => timetable.start(),
    async reset() {
      await stop();
      await timetable.start();
    },
  };
}
