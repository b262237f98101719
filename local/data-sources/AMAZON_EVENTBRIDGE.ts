import { randomUUID } from 'node:crypto';
import type { Permissions } from '../aws/iam/types.ts';
import { isObject } from '../shared/is-object.ts';
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
  type RequestObject,
} from './answers.ts';
import { framed } from './service-role.ts';
import type { DataSource, DataSourceAnswer } from './types.ts';

/** What a data source of an event bus works with. */
export interface EventBridgeSourceOptions {
  readonly name: string;
  readonly eventBusArn: string;
  /** Of the data source's role. @default - it may do everything */
  readonly permissions?: Permissions | undefined;
  readonly log: Log;
}

/**
 * Takes PutEvents and writes each event to the log; nothing is delivered.
 * https://docs.aws.amazon.com/appsync/latest/devguide/resolver-reference-eventbridge-js.html
 */
export function createEventBridge({
  name,
  eventBusArn,
  permissions,
  log,
}: EventBridgeSourceOptions): DataSource {
  return {
    name,
    type: 'AMAZON_EVENTBRIDGE',
    execute(request) {
      try {
        const events = readEvents(request);
        const refusal = permissions?.refusal('events:PutEvents', eventBusArn) ?? null;
        const problem = refusal ?? problemOf(events);
        if (problem !== null) {
          log.error(name, `PutEvents ${eventBusArn} failed: ${problem}`);
          return Promise.resolve(refused(problem));
        }
        const Entries = events.map((event) => {
          const entry = take(event);
          const outcome = 'EventId' in entry ? entry.EventId : entry.ErrorCode;
          log.info(name, `PutEvents ${eventBusArn} ${outcome} ${JSON.stringify(event)}`);
          return entry;
        });
        const FailedEntryCount = Entries.filter((entry) => 'ErrorCode' in entry).length;
        return Promise.resolve(answered({ Entries, FailedEntryCount }));
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

/** EventBridge's limits of one call. */
const MOST_EVENTS = 10;
const SIZE_LIMIT = 1_048_576; // 1 MB

type BusEvent = RequestObject & { readonly source: unknown; readonly detailType: unknown };

/** Why EventBridge takes none of the events, or null. */
function problemOf(events: readonly BusEvent[]): string | null {
  const limit =
    events.length === 0 ? 'greater than or equal to 1' : `less than or equal to ${MOST_EVENTS}`;
  if (events.length === 0 || events.length > MOST_EVENTS) {
    return `1 validation error detected: Value '[PutEventsRequestEntry]' at 'entries' failed to satisfy constraint: Member must have length ${limit}`;
  }
  const size = events.reduce((sum, event) => sum + sizeOf(event), 0);
  return size > SIZE_LIMIT ? 'Total size of the entries in the request is over the limit.' : null;
}

/** https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-putevents.html#eb-putevent-size */
function sizeOf({ source, detail, detailType, resources, time }: BusEvent): number {
  const texts = [
    source,
    detailType,
    detail,
    ...(Array.isArray(resources) ? (resources as unknown[]) : []),
  ];
  const size = texts.reduce<number>((sum, value) => sum + Buffer.byteLength(shown(value)), 0);
  return time === undefined || time === null ? size : size + 14;
}

/** One event's result: its id, or why it alone is not taken. */
function take({
  source,
  detail,
}: BusEvent): { EventId: string } | { ErrorCode: string; ErrorMessage: string } {
  if (shown(source).startsWith('aws.')) {
    return {
      ErrorCode: 'NotAuthorizedForSourceException',
      ErrorMessage: 'Not authorized for the source.',
    };
  }
  if (!isObject(detail)) {
    return { ErrorCode: 'MalformedDetail', ErrorMessage: 'Detail is malformed.' };
  }
  return { EventId: randomUUID() };
}

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
    const event = objectAt(path, item);
    const { source, detail, detailType } = event;
    if (source === undefined) throw missing(`${path}][source`);
    if (detail === undefined) throw missing(`${path}][detail`);
    if (detailType === undefined) throw missing(`${path}][detailType`);
    return { ...event, source, detailType };
  });
}
