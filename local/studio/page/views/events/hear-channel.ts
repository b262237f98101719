import { pathOfApi } from '../../api/use-app.ts';
import { headersOf, type Caller } from '../query/caller.ts';
import { connect, withHost, type Frame, type Heard, type Hearing } from '../query/real-time.ts';
import type { EventApi } from './event-api.ts';

interface HearOptions extends Hearing {
  readonly api: EventApi;
  readonly caller: Caller;
  /** `/arrivals/today`, `/arrivals/*`. */
  readonly channel: string;
}

/**
 * Subscribes to a channel.
 * https://docs.aws.amazon.com/appsync/latest/eventapi/event-api-websocket-protocol.html
 * @returns stops it
 */
export function hearChannel(options: HearOptions): () => void {
  const { api, caller, channel } = options;
  const path = pathOfApi(api);
  const authorized = async (body: string) => withHost(await headersOf(caller, api, { path, body }));
  return connect(
    {
      path: `${path}/realtime`,
      subprotocol: 'aws-appsync-event-ws',
      handshake: () => authorized('{}'),
      start: async () => ({
        id: '1',
        type: 'subscribe',
        channel,
        authorization: await authorized(JSON.stringify({ channel })),
      }),
      read,
    },
    options,
  );
}

function read({ type, event, errors }: Frame): Heard {
  switch (type) {
    case 'connection_ack':
      return 'acknowledged';
    case 'subscribe_success':
      return 'live';
    case 'data':
      return { event: JSON.parse(String(event)) as unknown };
    case 'subscribe_error':
    case 'connection_error':
    case 'error':
      return { end: reasonOf(errors) };
    default:
      return null;
  }
}

/** What the first of the errors says. */
function reasonOf(errors: unknown): string {
  const [first] = (errors ?? []) as readonly { errorType?: string; message?: string }[];
  return [first?.errorType, first?.message].filter(Boolean).join(': ');
}
