import type { SignedHeaders } from '../../../routes/apis.ts';

/** Told of a subscription. */
export interface Hearing {
  /** The server has acknowledged it: from here on it hears. */
  readonly onLive: () => void;
  readonly onEvent: (value: unknown) => void;
  /** It is over: null when it was stopped, else why. */
  readonly onEnd: (reason: string | null) => void;
}

/** A message of the server. */
export interface Frame {
  readonly type: string;
  readonly [member: string]: unknown;
}

/** What a message means; null: nothing for whoever hears. */
export type Heard =
  | 'acknowledged'
  | 'live'
  | { readonly event: unknown }
  | { readonly end: string }
  | null;

/** A protocol of AppSync on a WebSocket. */
export interface RealTimeProtocol {
  /** Of the connection, `/graphql/realtime`. */
  readonly path: string;
  readonly subprotocol: string;
  /** Says who connects. */
  readonly handshake: () => Promise<SignedHeaders>;
  /** The message that subscribes, once the connection is acknowledged. */
  readonly start: () => Promise<object>;
  readonly read: (frame: Frame) => Heard;
}

/**
 * Begins a subscription on a connection of its own.
 * @returns stops it
 */
export function connect(
  protocol: RealTimeProtocol,
  { onLive, onEvent, onEnd }: Hearing,
): () => void {
  const { path, subprotocol, handshake, start, read } = protocol;
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
  const hear = (heard: Heard, opened: WebSocket): void => {
    if (heard === null) return;
    if (heard === 'live') onLive();
    else if (heard === 'acknowledged') {
      start()
        .then((message) => opened.send(JSON.stringify(message)))
        .catch(fail);
    } else if ('event' in heard) onEvent(heard.event);
    else end(heard.end);
  };
  const open = async (): Promise<void> => {
    const headers = withHost(await handshake());
    if (isOver) return;
    const opened = new WebSocket(urlOf(path), [
      subprotocol,
      `header-${base64Url(JSON.stringify(headers))}`,
    ]);
    socket = opened;
    opened.onopen = () => opened.send(JSON.stringify({ type: 'connection_init' }));
    opened.onmessage = ({ data }) => hear(read(JSON.parse(String(data)) as Frame), opened);
    opened.onclose = ({ reason }) => end(reason || 'The connection is closed.');
  };
  open().catch(fail);
  return () => end(null);
}

/** Credentials name the host that they are for. */
export const withHost = (headers: SignedHeaders): SignedHeaders => ({
  host: location.host,
  ...headers,
});

const urlOf = (path: string): string => `${location.origin.replace(/^http/u, 'ws')}${path}`;

function base64Url(text: string): string {
  const bytes = Array.from(new TextEncoder().encode(text), (byte) => String.fromCodePoint(byte));
  return btoa(bytes.join('')).replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '');
}
