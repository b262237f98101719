import { randomUUID } from 'node:crypto';
import type { Permissions } from '../iam/types.ts';
import type { Log } from '../shared/log.ts';
import {
  MalformedRequest,
  answered,
  failed,
  malformed,
  missing,
  requestObject,
  shown,
} from './answers.ts';
import { framed } from './service-role.ts';
import type { DataSource, DataSourceAnswer } from './types.ts';

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
        if (refusal !== null) return Promise.resolve(refused(refusal));
        const entries = events.map((event) => {
          const entry = { EventId: randomUUID() };
          log.info(name, `PutEvents ${eventBusArn} ${entry.EventId} ${JSON.stringify(event)}`);
          return entry;
        });
        return Promise.resolve(answered({ Entries: entries, FailedEntryCount: 0 }));
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

function readEvents(request: unknown): readonly unknown[] {
  const { operation, events } = requestObject(request);
  if (operation === undefined) throw missing('operation');
  if (operation !== 'PutEvents') {
    throw new MalformedRequest(
      `Unsupported operation '${shown(operation)}'. An AMAZON_EVENTBRIDGE data source takes PutEvents.`,
    );
  }
  if (!Array.isArray(events)) throw missing('events');
  for (const [index, event] of (events as readonly unknown[]).entries()) {
    const { source, detail, detailType } = requestObject(event);
    if (source === undefined) throw missing(`events][${index}][source`);
    if (detail === undefined) throw missing(`events][${index}][detail`);
    if (detailType === undefined) throw missing(`events][${index}][detailType`);
  }
  return events;
}
