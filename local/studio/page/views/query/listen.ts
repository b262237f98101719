import { pathOfApi, type AppApi } from '../../api/use-app.ts';
import { headersOf, type Caller } from './caller.ts';

/** A subscription to begin. */
export interface ListenOptions {
  readonly api: AppApi;
  readonly caller: Caller;
  readonly query: string;
  readonly variables: Readonly<Record<string, unknown>>;
  /** The server has acknowledged it: from here on it hears. */
  readonly onLive: () => void;
  readonly onEvent: (payload: unknown) => void;
  /** It is over: null when it was stopped, else why. */
  readonly onEnd: (reason: string | null) => void;
}

interface Frame {
  readonly type: string;
  readonly payload?: unknown;
}

/**
 * Begins a subscription on a connection of its own.
 * https://docs.aws.amazon.com/appsync/latest/devguide/real-time-websocket-client.html
 * @returns stops it
 */
export function listen(options: ListenOptions): () => void {
  const { api, caller, query, variables, onLive, onEvent, onEnd } = options;
  const path = pathOfApi(api);
  let socket: WebSocket | null = null;
  let isOver = false;
  const end = (reason: string | null): void => {
    if (isOver) return;
    isOver = true;
    socket?.close();
    onEnd(reason);
  };
  const fail = (error: unknown): void =>
    end(error instanceof Error ? error.message : String(error));
  const start = async (opened: WebSocket): Promise<void> => {
    const data = JSON.stringify({ query, variables });
    const headers = await headersOf(caller, api, { path, body: data });
    const authorization = { host: location.host, ...headers };
    opened.send(
      JSON.stringify({ id: '1', type: 'start', payload: { data, extensions: { authorization } } }),
    );
  };
  const hear = ({ type, payload }: Frame, opened: WebSocket): void => {
    if (type === 'connection_ack') start(opened).catch(fail);
    else if (type === 'start_ack') onLive();
    else if (type === 'data') onEvent(payload);
    else if (type === 'complete') end('The server ended it.');
    else if (type === 'error' || type === 'connection_error') end(JSON.stringify(payload, null, 2));
  };
  const connect = async (): Promise<void> => {
    const headers = await headersOf(caller, api, { path: `${path}/connect`, body: '{}' });
    if (isOver) return;
    const opened = new WebSocket(realtimeUrl(path), [
      'graphql-ws',
      `header-${base64Url(JSON.stringify({ host: location.host, ...headers }))}`,
    ]);
    socket = opened;
    opened.onopen = () => opened.send(JSON.stringify({ type: 'connection_init' }));
    opened.onmessage = ({ data }) => hear(JSON.parse(String(data)) as Frame, opened);
    opened.onclose = ({ reason }) => end(reason || 'The connection is closed.');
  };
  connect().catch(fail);
  return () => end(null);
}

const realtimeUrl = (path: string): string =>
  `${location.origin.replace(/^http/u, 'ws')}${path}/realtime`;

function base64Url(text: string): string {
  const bytes = Array.from(new TextEncoder().encode(text), (byte) => String.fromCodePoint(byte));
  return btoa(bytes.join('')).replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '');
}
