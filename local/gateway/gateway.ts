import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { LocalError } from '../shared/errors.ts';
import { nextFreePort } from '../shared/free-port.ts';
import type { Log } from '../shared/log.ts';
import { createServer } from '../shared/node-http.ts';
import type { Service } from '../shared/service.ts';
import { Router } from './router.ts';
import type { RouteSet } from './route-set.ts';

/** Where the gateway listens, and to whom. */
export interface GatewayOptions {
  readonly host: string;
  /** 0: any free one. */
  readonly port: number;
  /** Other names that clients reach it by. @default - localhost and addresses only */
  readonly allowedHosts?: readonly string[];
  readonly log: Log;
}

/** The one HTTP server: everything the engine offers is reached through its port. */
export interface Gateway extends Service, Pick<RouteSet, 'addRoutes' | 'addUpgrades' | 'within'> {
  /** `http://host:port`. Throws before start(). */
  readonly url: string;
  /**
   * Holds new requests back, and resolves once those under way are done: the calls that functions make
   * for them still come in.
   * @returns what lets them in again
   * @throws StillBusy when one does not end
   */
  shut(): Promise<() => void>;
  /** From here on `/health` answers 200, and a path that nothing answers 404; or both 503 again. */
  setReady(ready?: boolean): void;
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
  const { host, allowedHosts = [], log } = options;
  const router = new Router({ hosts: [host, ...allowedHosts], log });
  let url: string | null = null;
  const server = createServer(
    { keepAliveTimeout: KEEP_ALIVE_MS, maxHeaderSize: MAX_HEADER_BYTES, noDelay: true },
    (request, response) => void router.handle(request, response),
  );
  server.on('upgrade', (request, socket, head) => router.upgrade(request, socket, head));
  return {
    name: 'gateway',
    get url() {
      if (url === null) throw new Error('The gateway has no URL before start()');
      return url;
    },
    addRoutes: (routes) => router.all.addRoutes(routes),
    addUpgrades: (upgrades) => router.all.addUpgrades(upgrades),
    within: () => router.all.within(),
    setReady: (ready = true) => void (router.ready = ready),
    shut: () => router.gate.shut(),
    async start() {
      url = await listen(server, options);
    },
    async stop() {
      router.ready = false;
      await new Promise<void>((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      });
    },
  };
}

function listen(server: Server, { host, port }: GatewayOptions): Promise<string> {
  return new Promise((resolve, reject) => {
    const onError = (error: NodeJS.ErrnoException): void =>
      void listenError(error, host, port).then(reject);
    server.once('error', onError);
    server.listen(port, host, () => {
      server.off('error', onError);
      const bound = (server.address() as AddressInfo).port;
      resolve(`http://${reachable(host)}:${bound}`);
    });
  });
}

async function listenError(
  error: NodeJS.ErrnoException,
  host: string,
  port: number,
): Promise<LocalError> {
  if (error.code === 'EADDRINUSE') {
    const free = await nextFreePort(host, port);
    return new LocalError(
      'ERR_PORT_IN_USE',
      `Port ${port} of ${host} is in use: another engine, or another program. ` +
        `Stop it, or start on a port that is free: --port ${free}.`,
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
