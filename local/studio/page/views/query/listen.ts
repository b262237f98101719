import { pathOfApi, type AppApi } from '../../api/use-app.ts';
import { headersOf, type Caller } from './caller.ts';
import { connect, withHost, type Frame, type Heard, type Hearing } from './real-time.ts';

/** A subscription of GraphQL to begin. */
export interface ListenOptions extends Hearing {
  readonly api: AppApi;
  readonly caller: Caller;
  readonly query: string;
  readonly variables: Readonly<Record<string, unknown>>;
}

/**
 * Begins it.
 * https://docs.aws.amazon.com/appsync/latest/devguide/real-time-websocket-client.html
 * @returns stops it
 */
export function listen(options: ListenOptions): () => void {
  const { api, caller, query, variables } = options;
  const path = pathOfApi(api);
  return connect(
    {
      path: `${path}/realtime`,
      subprotocol: 'graphql-ws',
      handshake: () => headersOf(caller, api, { path: `${path}/connect`, body: '{}' }),
      async start() {
        const data = JSON.stringify({ query, variables });
        const authorization = withHost(await headersOf(caller, api, { path, body: data }));
        return { id: '1', type: 'start', payload: { data, extensions: { authorization } } };
      },
      read,
    },
    options,
  );
}

function read({ type, payload }: Frame): Heard {
  switch (type) {
    case 'connection_ack':
      return 'acknowledged';
    case 'start_ack':
      return 'live';
    case 'data':
      return { event: payload };
    case 'complete':
      return { end: 'The server ended it.' };
    case 'error':
    case 'connection_error':
      return { end: JSON.stringify(payload, null, 2) };
    default:
      return null;
  }
}
