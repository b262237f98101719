import { FILTER_LIMITS } from '../../realtime/filter-limits.ts';
import { MAX_NESTING } from '../../realtime/filters.ts';
import { messages } from '../../realtime/messages/index.ts';
import { operators } from '../../realtime/operators/index.ts';
import {
  CLOSE,
  CONNECTION_TIMEOUT_MS,
  KEEP_ALIVE_MS,
  MAX_CONNECTION_MS,
  MAX_PAYLOAD_BYTES,
  MAX_SUBSCRIPTIONS_PER_CONNECTION,
} from '../../realtime/protocol.ts';
import type { ServerMessage } from '../../realtime/protocol.ts';
import { code, grouped, supportTable, table } from './markdown.ts';
import type { Section } from './markdown.ts';
import { rowsOf } from './rows.ts';

const TESTS = ['messages', 'handshake', 'filters', 'delivery', 'amplify'].map(
  (name) => `local/test/realtime/${name}.test.ts`,
);

/** When the server sends each message; `data` is composed from shared text and has no type of its own. */
const SENT: Readonly<Record<ServerMessage['type'] | 'data', string>> = {
  connection_ack: 'answers `connection_init`',
  ka: 'at once and regularly',
  start_ack: 'the subscription is there',
  data: 'an event',
  complete: 'answers `stop`; with a message when the subscription was invalidated',
  error: 'a start, or a message, is refused; the connection stays',
  connection_error: 'the handshake is refused; the connection is closed',
};

/** When the server closes with each code. */
const CLOSED: Readonly<Record<keyof typeof CLOSE, string>> = {
  normal: 'the connection is 24 hours old, or a subscription was invalidated',
  goingAway: 'the engine stops',
  refused: 'the handshake was refused',
  tooSlow: 'the client reads more slowly than events come (a rule of this engine)',
};

/** Messages of the real-time protocol, and filters. */
export function realtime(): Section {
  const server = Object.keys(SENT);
  return {
    title: 'Real time',
    body: [
      'On `<GraphQL path>` and `<GraphQL path>/realtime`, sub-protocol `graphql-ws`. Credentials come by sub-protocol, by query string or by headers; each start carries its own. `@aws_subscribe`, argument filters, enhanced filters, invalidation.',
      supportTable('message of the client', rowsOf([...messages.keys()], { tests: TESTS })),
      supportTable('message of the server', rowsOf(server, { tests: TESTS, notes: SENT })),
      supportTable('filter operator', rowsOf([...operators.keys()], { tests: TESTS })),
      table(
        ['limit', 'value'],
        [
          ['`connectionTimeoutMs`', grouped(CONNECTION_TIMEOUT_MS)],
          ['time between two `ka`', `${KEEP_ALIVE_MS / 1_000} s`],
          ['life of a connection', `${MAX_CONNECTION_MS / 3_600_000} h`],
          ['subscriptions of a connection', grouped(MAX_SUBSCRIPTIONS_PER_CONNECTION)],
          [
            'payload of an event',
            `${MAX_PAYLOAD_BYTES / 1_024} KB; a larger one is dropped and logged`,
          ],
          ['field names of an entry of a filter', String(FILTER_LIMITS.fieldNames)],
          ['filters of a filter group, values of `in` counted', String(FILTER_LIMITS.filters)],
          ['characters of a text in a filter', String(FILTER_LIMITS.characters)],
          ['levels of a field name in a filter', String(MAX_NESTING)],
        ],
      ),
      table(
        ['close code', 'when'],
        Object.entries(CLOSE).map(([name, value]) => [
          code(String(value)),
          CLOSED[name as keyof typeof CLOSE],
        ]),
      ),
      'Rates (connections, messages a second) are not limited. AppSync Events has a protocol of its own: the next section.',
    ],
  };
}
