import { randomUUID } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Duplex } from 'node:stream';
import type { HttpRoute } from '../shared/http-route.ts';
import type { Log } from '../shared/log.ts';
import { refuseUpgrade } from '../shared/refuse-upgrade.ts';
import { answerPreflight, setCorsHeaders } from './cors.ts';
import { sendJson } from './send.ts';
import { unknownAwsCall } from './unknown-aws-call.ts';

/** Takes a request to upgrade to WebSocket; realtime's ws-adapter makes them. */
export interface UpgradeRoute {
  readonly name: string;
  matches(request: IncomingMessage, url: URL): boolean;
  handle(request: IncomingMessage, socket: Duplex, head: Buffer): void;
}

/** Sends each request to the first route that matches. */
export class Router {
  readonly routes: HttpRoute[] = [];
  readonly upgrades: UpgradeRoute[] = [];
  /** What `/health` tells. */
  ready = false;
  readonly #log: Log;

  constructor(log: Log) {
    this.#log = log;
  }

  /** Never rejects. */
  async handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
    try {
      await this.#route(request, response);
    } catch (error) {
      this.#fail(request, response, error);
    }
  }

  /** Answers 404 in plain text where no WebSocket is, 503 until all of them are there. */
  upgrade(request: IncomingMessage, socket: Duplex, head: Buffer): void {
    socket.on('error', () => socket.destroy());
    const target = parseTarget(request);
    const route = target && this.upgrades.find((candidate) => candidate.matches(request, target));
    if (route) {
      route.handle(request, socket, head);
      return;
    }
    const paths = this.upgrades.map(({ name }) => name).join(', ') || 'none yet';
    const text = `No WebSocket endpoint ${target?.pathname ?? ''}. There is: ${paths}.`;
    if (this.ready) refuseUpgrade(socket, 404, text);
    else refuseUpgrade(socket, 503, 'The local engine is starting.');
  }

  async #route(request: IncomingMessage, response: ServerResponse): Promise<void> {
    setCorsHeaders(response);
    response.setHeader('x-amzn-RequestId', randomUUID());
    if (request.method === 'OPTIONS') {
      answerPreflight(request, response);
      return;
    }
    const target = parseTarget(request);
    if (target === null) {
      sendJson(response, 400, { message: 'The URL is malformed.' });
    } else if (target.pathname === '/health') {
      const [status, text] = this.ready ? [200, 'ready'] : [503, 'starting'];
      sendJson(response, status, { status: text });
    } else {
      const route = this.routes.find((candidate) => candidate.matches(request, target));
      if (route) await route.handle(request, response, target);
      else if (!(await unknownAwsCall(request, response))) {
        this.#notFound(request, response, target);
      }
    }
  }

  #notFound(request: IncomingMessage, response: ServerResponse, target: URL): void {
    if (!this.ready) {
      response.setHeader('retry-after', '1');
      sendJson(response, 503, { message: 'The local engine is starting.' });
      return;
    }
    sendJson(response, 404, {
      message: `Nothing answers ${request.method ?? ''} ${target.pathname} here.`,
      available: ['GET /health', ...this.routes.map(({ name }) => name)],
    });
  }

  #fail(request: IncomingMessage, response: ServerResponse, error: unknown): void {
    if (request.destroyed && !request.complete) return; // the client went away
    const id = String(response.getHeader('x-amzn-RequestId'));
    const text = error instanceof Error ? (error.stack ?? error.message) : String(error);
    const path = request.url?.split('?')[0] ?? ''; // queries may hold credentials
    this.#log.error('gateway', `${request.method ?? ''} ${path} failed (${id}): ${text}`);
    if (response.headersSent) {
      response.destroy();
      return;
    }
    sendJson(response, 500, {
      message: `The local engine failed; its log names the request ${id}.`,
    });
  }
}

function parseTarget(request: IncomingMessage): URL | null {
  // A target may begin with "//", which as a reference would name another host.
  return URL.parse(`http://gateway${request.url ?? '/'}`);
}
