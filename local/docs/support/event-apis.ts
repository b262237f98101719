import { MAX_SEGMENTS, MAX_SEGMENT_LENGTH } from '../../event-apis/channels.ts';
import { messages } from '../../event-apis/messages/index.ts';
import { MAX_SUBSCRIPTIONS } from '../../event-apis/protocol.ts';
import type { ServerFrame } from '../../event-apis/protocol.ts';
import { MAX_EVENT_BYTES, MAX_EVENTS } from '../../event-apis/read-events.ts';
import { supportTable, table } from './markdown.ts';
import type { Section } from './markdown.ts';
import { rowsOf } from './rows.ts';

const TESTS = ['protocol', 'publish', 'authorization', 'amplify'].map(
  (name) => `local/test/fixtures/stadium/${name}.test.ts`,
);

/** When the server sends each message. */
const SENT: Readonly<Record<ServerFrame['type'], string>> = {
  connection_ack: 'answers `connection_init`',
  connection_error: 'the handshake is refused; the connection is closed',
  ka: 'at once and regularly',
  subscribe_success: 'the subscription is there',
  subscribe_error: 'the credentials, the channel or onSubscribe speak against it',
  data: 'an event, as JSON text',
  publish_success: 'which events are told and which are not',
  publish_error: 'none is told',
  unsubscribe_success: 'the subscription is gone',
  unsubscribe_error: 'there is no such subscription',
  error: 'a message that is none of the protocol',
};

/** AppSync Events. */
export function eventApis(): Section {
  return {
    title: 'AppSync Events',
    body: [
      'An Event API answers at `/event`, each after the first at `/<its id>/event`, and in real time at `/realtime` below that, sub-protocol `aws-appsync-event-ws`. Its host of AWS, which CDK hands on, leads functions of the app there too. Every authorization mode, for connect, publish and subscribe by itself; IAM by `appsync:EventConnect`, `appsync:EventPublish` and `appsync:EventSubscribe`. Handlers of namespaces run as code, around a data source, or as a function (`DIRECT`, also with `EVENT`). The studio’s Resources tells of them, and of their namespaces; what is published is not recorded. A change of the app starts the API anew, and clients connect again.',
      supportTable('message of the client', rowsOf([...messages.keys()], { tests: TESTS })),
      supportTable(
        'message of the server',
        rowsOf(Object.keys(SENT), { tests: TESTS, notes: SENT }),
      ),
      table(
        ['limit', 'value'],
        [
          ['events of a call', String(MAX_EVENTS)],
          ['an event', `${MAX_EVENT_BYTES / 1_024} KB`],
          ['segments of a channel', String(MAX_SEGMENTS)],
          ['characters of a segment', String(MAX_SEGMENT_LENGTH)],
          ['subscriptions of a connection', String(MAX_SUBSCRIPTIONS)],
        ],
      ),
      'Rates are not limited.',
    ],
  };
}
