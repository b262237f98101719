import { randomUUID } from 'node:crypto';
import type { Permissions } from '../aws/iam/types.ts';
import {
  entriesProblem,
  putEvents,
  type EventEntry,
  type TakeEvent,
} from '../services/events/index.ts';
import type { Clock } from '../shared/clock.ts';
import type { Log } from '../shared/log.ts';
import {
  MalformedRequest,
  answered,
  failed,
  malformed,
  missing,
  objectAt,
  requestObject,
  shown,
} from './answers.ts';
import { framed } from './service-role.ts';
import type { DataSource, DataSourceAnswer } from './types.ts';

/** What a data source of an event bus works with. */
export interface EventBridgeSourceOptions {
  readonly name: string;
  readonly eventBusArn: string;
  /** Of the data source's role. @default - it may do everything */
  readonly permissions?: Permissions | undefined;
  /** Brings events on. @default - nobody hears of them */
  readonly takeEvent?: TakeEvent | undefined;
  readonly clock: Pick<Clock, 'now'>;
  readonly log: Log;
}

/**
 * Takes PutEvents, gives each event to the bus and writes it to the log.
 * https://docs.aws.amazon.com/appsync/latest/devguide/resolver-reference-eventbridge-js.html
 */
export function createEventBridge({
  name,
  eventBusArn,
  permissions,
  takeEvent = () => randomUUID(),
  clock,
  log,
}: EventBridgeSourceOptions): DataSource {
  return {
    name,
    type: 'AMAZON_EVENTBRIDGE',
    execute(request) {
      try {
        const events = readEvents(request);
        const refusal = permissions?.refusal('events:PutEvents', eventBusArn) ?? null;
        const problem = refusal ?? entriesProblem(events);
        if (problem !== null) {
          log.error(name, `PutEvents ${eventBusArn} failed: ${problem}`);
          return Promise.resolve(refused(problem));
        }
        const result = putEvents(events, ({ at, ...taken }) =>
          takeEvent({ ...taken, at: at ?? clock.now() }, eventBusArn),
        );
        result.Entries.forEach((entry, index) => {
          const outcome = 'EventId' in entry ? entry.EventId : entry.ErrorCode;
          const event = JSON.stringify(events[index]?.given);
          log.info(name, `PutEvents ${eventBusArn} ${outcome} ${event}`);
        });
        return Promise.resolve(answered(result));
      } catch (error) {
        if (error instanceof MalformedRequest) return Promise.resolve(malformed(error));
        throw error;
      }
    },
  };
}

/** Named as the exceptions of DynamoDB are; AWS's name is not recorded. */
const refused = (sentence: string): DataSourceAnswer =>
  failed('EventBridge:EventBridgeException', framed(sentence, 'EventBridge', 400));

type BusEvent = EventEntry & { readonly given: unknown };

function readEvents(request: unknown): readonly BusEvent[] {
  const { operation, events } = requestObject(request);
  if (operation === undefined) throw missing('operation');
  if (operation !== 'PutEvents') {
    throw new MalformedRequest(
      `Unsupported operation '${shown(operation)}'. An AMAZON_EVENTBRIDGE data source takes PutEvents.`,
    );
  }
  if (!Array.isArray(events)) throw missing('events');
  return events.map((item: unknown, index) => {
    const path = `events][${index}`;
    const { source, detail, detailType, resources, time } = objectAt(path, item);
    if (source === undefined) throw missing(`${path}][source`);
    if (detail === undefined) throw missing(`${path}][detail`);
    if (detailType === undefined) throw missing(`${path}][detailType`);
    const [text, ofSource, ofType] = [detail, source, detailType].map(shown);
    return { source: ofSource, detailType: ofType, detail: text, resources, time, given: item };
  });
}
