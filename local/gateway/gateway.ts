import { randomUUID } from 'node:crypto';
import { createServer } from 'node:http';
import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Duplex } from 'node:stream';
import { LocalError } from '../shared/errors.ts';
import type { HttpRoute } from '../shared/http-route.ts';
import type { Log } from '../shared/log.ts';
import type { Service } from '../shared/service.ts';
import { answerPreflight, setCorsHeaders } from './cors.ts';
import { sendJson } from './send.ts';
import { unknownAwsCall } from './unknown-aws-call.ts';

export interface GatewayOptions {
  readonly host: string;
  /** 0: any free one. */
  readonly port: number;
  readonly log: Log;
}

/** Takes a request to upgrade to WebSocket; realtime's ws-adapter makes them. */
export interface UpgradeRoute {
  readonly name: string;
  matches(request: IncomingMessage, url: URL): boolean;
  handle(request: IncomingMessage, socket: Duplex, head: Buffer): void;
}

/** The one HTTP server: everything the engine offers is reached through its port. */
export interface Gateway extends Service {
  /** `http://host:port`. Throws before start(). */
  readonly url: string;
  /** Routes are asked in the order they were added. */
  addRoutes(routes: readonly HttpRoute[]): void;
  addUpgrades(upgrades: readonly UpgradeRoute[]): void;
  /** From here on `/health` answers 200. */
  setReady(): void;
}

/** Idle connections are kept longer than SDK agents keep theirs, so that none is cut while in use. */
const KEEP_ALIVE_MS = 75_000; // 75 seconds
/** Tokens with many groups are long. */
const MAX_HEADER_BYTES = 64 * 1024;

/**
 * Makes the server; start() binds it.
 * @throws LocalError ERR_PORT_IN_USE from start()
 */
export function createGateway(options: GatewayOptions): Gateway {
  const { log } = options;
  const routes: HttpRoute[] = [];
  const upgrades: UpgradeRoute[] = [];
  let ready = false;
  let url: string | null = null;

  const server = createServer(
    { keepAliveTimeout: KEEP_ALIVE_MS, maxHeaderSize: MAX_HEADER_BYTES, noDelay: true },
    (request, response) => {
      handle(request, response).catch((error: unknown) => fail(request, response, error));
    },
  );
  server.on('upgrade', upgrade);

  return {
    name: 'gateway',
    get url() {
      if (url === null) throw new Error('The gateway has no URL before start()');
      return url;
    },
    addRoutes: (added) => void routes.push(...added),
    addUpgrades: (added) => void upgrades.push(...added),
    setReady: () => void (ready = true),
    async start() {
      url = await listen(server, options);
    },
    async stop() {
      ready = false;
      await new Promise<void>((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      });
    },
  };

  async function handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
    setCorsHeaders(response);
    response.setHeader('x-amzn-RequestId', randomUUID());
    if (request.method === 'OPTIONS') return answerPreflight(request, response);
    const target = parseTarget(request);
    if (target === null) return sendJson(response, 400, { message: 'The URL is malformed.' });
    if (target.pathname === '/health') {
      return sendJson(response, ready ? 200 : 503, { status: ready ? 'ready' : 'starting' });
    }
    for (const route of routes) {
      if (route.matches(request, target)) return route.handle(request, response, target);
    }
    if (await unknownAwsCall(request, response)) return;
    notFound(request, response, target);
  }

  function notFound(request: IncomingMessage, response: ServerResponse, target: URL): void {
    if (!ready) {
      response.setHeader('retry-after', '1');
      return sendJson(response, 503, { message: 'The local engine is starting.' });
    }
    sendJson(response, 404, {
      message: `Nothing answers ${request.method ?? ''} ${target.pathname} here.`,
      available: ['GET /health', ...routes.map(({ name }) => name)],
    });
  }

  function fail(request: IncomingMessage, response: ServerResponse, error: unknown): void {
    if (request.destroyed && !request.complete) return; // the client went away
    const id = String(response.getHeader('x-amzn-RequestId'));
    const text = error instanceof Error ? (error.stack ?? error.message) : String(error);
    log.error('gateway', `${request.method ?? ''} ${request.url ?? ''} failed (${id}): ${text}`);
    if (response.headersSent) return void response.destroy();
    sendJson(response, 500, {
      message: `The local engine failed; its log names the request ${id}.`,
    });
  }

  function upgrade(request: IncomingMessage, socket: Duplex, head: Buffer): void {
    socket.on('error', () => socket.destroy());
    const target = parseTarget(request);
    const route = target && upgrades.find((candidate) => candidate.matches(request, target));
    if (route) return route.handle(request, socket, head);
    const paths = upgrades.map(({ name }) => name).join(', ') || 'none yet';
    const text = `No WebSocket endpoint ${target?.pathname ?? ''}. There is: ${paths}.\n`;
    socket.end(
      `HTTP/1.1 404 Not Found\r\nconnection: close\r\ncontent-type: text/plain\r\n` +
        `content-length: ${Buffer.byteLength(text)}\r\n\r\n${text}`,
    );
  }
}

function listen(server: Server, { host, port }: GatewayOptions): Promise<string> {
  return new Promise((resolve, reject) => {
    const onError = (error: NodeJS.ErrnoException): void => reject(listenError(error, host, port));
    server.once('error', onError);
    server.listen(port, host, () => {
      server.off('error', onError);
      const bound = (server.address() as AddressInfo).port;
      resolve(`http://${reachable(host)}:${bound}`);
    });
  });
}

function listenError(error: NodeJS.ErrnoException, host: string, port: number): Error {
  if (error.code === 'EADDRINUSE') {
    return new LocalError(
      'ERR_PORT_IN_USE',
      `Port ${port} of ${host} is in use: another engine, or another program. ` +
        'Stop it, or start on another port: npm start -- --port 4001.',
      { cause: error },
    );
  }
  return new LocalError(
    'ERR_FLAG',
    `Cannot listen on ${host}:${port} (${error.message}). Choose others with --host and --port.`,
    { cause: error },
  );
}

/** The address to call a server by that listens on all of them; IPv6 in brackets. */
function reachable(host: string): string {
  if (host === '0.0.0.0' || host === '::') return '127.0.0.1';
  return host.includes(':') ? `[${host}]` : host;
}

function parseTarget(request: IncomingMessage): URL | null {
  // A target may begin with "//", which as a reference would name another host.
  return URL.parse(`http://gateway${request.url ?? '/'}`);
}
