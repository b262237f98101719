import { WebSocket } from 'ws';

/** A frame as it came, parsed. */
export type Frame = Readonly<Record<string, unknown>>;

/** A raw WebSocket client for AppSync's protocol: what came waits in a queue. */
export interface RealtimeClient {
  /** The sub-protocol the server chose. */
  readonly protocol: string;
  send(message: unknown): void;
  /** Sends text as it is. */
  sendText(text: string): void;
  /** The next frame; `ka` frames are left out unless asked for. */
  next(options?: { readonly keepAlive?: boolean }): Promise<Frame>;
  /** Frames that came and were not taken, without `ka`. */
  waiting(): Frame[];
  readonly closed: Promise<{ readonly code: number; readonly reason: string }>;
  /** Resolves when the server has read all that was sent: its pong follows. */
  flushed(): Promise<void>;
  /** Stops and goes on reading from the network. */
  pause(): void;
  resume(): void;
  close(): Promise<void>;
}

/** What a handshake carries. */
export interface RealtimeClientOptions {
  readonly protocols?: readonly string[];
  readonly headers?: Readonly<Record<string, string>>;
}

/** Opens a connection; rejects when the upgrade is refused. */
export async function connectRealtime(
  url: string,
  { protocols = ['graphql-ws'], headers = {} }: RealtimeClientOptions = {},
): Promise<RealtimeClient> {
  const socket = new WebSocket(url, [...protocols], { headers });
  const queue: Frame[] = [];
  let wake: () => void = () => {};
  socket.on('message', (data) => {
    queue.push(JSON.parse((data as Buffer).toString()) as Frame);
    wake();
  });
  const closed = new Promise<{ code: number; reason: string }>((resolve) => {
    socket.on('close', (code, reason) => {
      resolve({ code, reason: reason.toString() });
      wake();
    });
  });
  await new Promise<void>((resolve, reject) => {
    socket.once('open', resolve);
    socket.once('error', reject);
  });
  socket.on('error', () => {});
  const next = async ({ keepAlive = false } = {}): Promise<Frame> => {
    for (;;) {
      const frame = queue.shift();
      if (frame !== undefined) {
        if (keepAlive || frame['type'] !== 'ka') return frame;
      } else if (socket.readyState === WebSocket.CLOSED) {
        throw new Error('The connection closed and no frame is left');
      } else {
        await new Promise<void>((resolve) => (wake = resolve));
      }
    }
  };
  return {
    protocol: socket.protocol,
    send: (message) => socket.send(JSON.stringify(message)),
    sendText: (text) => socket.send(text),
    next,
    waiting: () => queue.filter((frame) => frame['type'] !== 'ka'),
    closed,
    flushed: () =>
      new Promise((resolve) => {
        socket.once('pong', () => resolve());
        socket.ping();
      }),
    pause: () => socket.pause(),
    resume: () => socket.resume(),
    async close() {
      socket.resume();
      socket.close(1000);
      await closed;
    },
  };
}

/** Base64 of JSON, as the handshake's credentials travel. */
export function encodeHeader(headers: Readonly<Record<string, string>>): string {
  return Buffer.from(JSON.stringify(headers)).toString('base64');
}

/** Base64url of JSON, without padding. */
export function encodeHeaderProtocol(headers: Readonly<Record<string, string>>): string {
  return `header-${Buffer.from(JSON.stringify(headers)).toString('base64url')}`;
}

/** A start message in AppSync's form. */
export function startMessage(
  id: string,
  query: string,
  {
    variables = {},
    authorization = { Authorization: 'alice', host: 'localhost' },
  }: {
    readonly variables?: Readonly<Record<string, unknown>>;
    readonly authorization?: Readonly<Record<string, string>>;
  } = {},
): Frame {
  return {
    id,
    type: 'start',
    payload: { data: JSON.stringify({ query, variables }), extensions: { authorization } },
  };
}
