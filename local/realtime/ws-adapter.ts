import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';

import { WebSocketServer } from 'ws';
import type { RawData, WebSocket } from 'ws';

import { refuseUpgrade } from '../shared/refuse-upgrade.ts';
import { SUBPROTOCOL } from './protocol.ts';
import { TurnFrames, type Line } from './turn-frames.ts';
import type { Connection, Handshake, Socket } from './types.ts';

/** What the gateway does with a request to upgrade to WebSocket. */
export interface UpgradeHandler {
  readonly name: string;
  /** As on AWS: what a page may see, its credentials decide. */
  readonly anyOrigin: true;
  matches(request: IncomingMessage, url: URL): boolean;
  handle(request: IncomingMessage, socket: Duplex, head: Buffer): void;
  /** Cuts the connections that are still there after `Realtime.stop` closed them. */
  stop(): Promise<void>;
}

/** Client frames are a query, variables and a token: AppSync takes 15,000 GraphQL tokens at most. */
const MAX_CLIENT_FRAME_BYTES = 1024 * 1024; // 1 MiB
/** Time a client has to answer a close frame, in milliseconds, before it is cut. */
const CLOSE_TIMEOUT_MS = 2_000; // 2 seconds

/** What upgrades are accepted for. */
export interface UpgradeTarget {
  /** Of the API. */
  readonly name: string;
  readonly path: string;
  /** The sub-protocol that clients ask for. @default graphql-ws */
  readonly subprotocol?: string;
  /** @default 1_048_576 // 1 MiB */
  readonly maxFrameBytes?: number;
}

/**
 * Accepts WebSocket upgrades on `<api path>` and `<api path>/realtime`, the paths of AppSync's own
 * real-time endpoint and of custom domains, which is what clients use against a local server.
 */
export function createUpgradeHandler(
  { name, path, subprotocol = SUBPROTOCOL, maxFrameBytes = MAX_CLIENT_FRAME_BYTES }: UpgradeTarget,
  realtime: { accept(socket: Socket, handshake: Handshake): Connection },
): UpgradeHandler {
  const server = new WebSocketServer({
    noServer: true,
    perMessageDeflate: false,
    maxPayload: maxFrameBytes,
    handleProtocols: (protocols) => (protocols.has(subprotocol) ? subprotocol : false),
  });
  const frames = new TurnFrames();
  // ws itself would cut the connection behind its answer.
  server.on('wsClientError', (error, socket) => refuseUpgrade(socket, 400, error.message));
  return {
    name: `${name} real time`,
    anyOrigin: true,
    matches: (_request, url) => url.pathname === path || url.pathname === `${path}/realtime`,
    handle(request, socket, head) {
      const handshake = handshakeOf(request);
      tolerateBase64(request);
      server.handleUpgrade(request, socket, head, (webSocket) =>
        drive({ webSocket, socket }, frames, (adapted) => realtime.accept(adapted, handshake)),
      );
    },
    async stop() {
      await waitForEnd(server.clients);
      server.close();
    },
  };
}

function drive(line: Line, frames: TurnFrames, accept: (socket: Socket) => Connection): void {
  const { webSocket } = line;
  const connection = accept({
    send(text) {
      frames.send(line, text);
    },
    close(code, reason) {
      frames.flush();
      webSocket.close(code, reason);
      // A client that does not read will not answer the close frame either.
      const timer = setTimeout(() => webSocket.terminate(), CLOSE_TIMEOUT_MS).unref();
      webSocket.once('close', () => clearTimeout(timer));
    },
    get bufferedAmount() {
      return webSocket.bufferedAmount;
    },
  });
  // AppSync speaks text frames only; a binary one holds the same JSON or is refused as unreadable.
  webSocket.on('message', (data) => {
    connection.receive(textOf(data));
    // A ping or close frame may come next, which ws answers at once.
    frames.flush();
  });
  webSocket.on('close', () => connection.closed());
  // ws closes the connection itself after a broken frame; without a listener it would throw.
  webSocket.on('error', () => {});
}

function textOf(data: RawData): string {
  if (Array.isArray(data)) return Buffer.concat(data).toString();
  return Buffer.isBuffer(data) ? data.toString() : Buffer.from(data).toString();
}

function handshakeOf(request: IncomingMessage): Handshake {
  const forwarded = String(request.headers['x-forwarded-for'] ?? '')
    .split(',')
    .map((address) => address.trim())
    .filter((address) => address !== '');
  const peer = request.socket.remoteAddress;
  return {
    url: request.url ?? '/',
    headers: request.headers,
    sourceIp: peer === undefined ? forwarded : [...forwarded, peer],
  };
}

/** Plain base64 has characters that RFC 6455 bars from sub-protocol names and ws would refuse. */
function tolerateBase64(request: IncomingMessage): void {
  const protocols = request.headers['sec-websocket-protocol'];
  if (protocols === undefined) return;
  request.headers['sec-websocket-protocol'] = protocols.replaceAll('=', '').replaceAll('/', '_');
}

async function waitForEnd(clients: ReadonlySet<WebSocket>): Promise<void> {
  await Promise.all(
    [...clients].map(
      (client) =>
        new Promise<void>((resolve) => {
          const timer = setTimeout(() => client.terminate(), CLOSE_TIMEOUT_MS / 4);
          client.once('close', () => {
            clearTimeout(timer);
            resolve();
          });
        }),
    ),
  );
}
