import { randomUUID } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Duplex } from 'node:stream';
import type { HttpRoute } from '../shared/http-route.ts';
import type { Log } from '../shared/log.ts';
import { refuseUpgrade } from '../shared/refuse-upgrade.ts';
import { isCrossOrigin } from '../shared/cross-origin.ts';
import { createHostPolicy, CROSS_ORIGIN } from './access-policy.ts';
import type { HostJudgement } from './access-policy.ts';
import { createRouteSet } from './route-set.ts';
import { answerPreflight, setCorsHeaders } from './cors.ts';
import { Gate } from './gate.ts';
import { createTargetReader } from './request-targets.ts';
import { sendJson } from './send.ts';
import { unknownAwsCall } from '../aws/unknown-call.ts';

/** Takes a request to upgrade to WebSocket; realtime's ws-adapter makes them. */
export interface UpgradeRoute {
  readonly name: string;
  /** Whether pages of every origin may connect, as on AWS. @default false */
  readonly anyOrigin?: boolean;
  matches(request: IncomingMessage, url: URL): boolean;
  handle(request: IncomingMessage, socket: Duplex, head: Buffer): void;
}

/** What the router judges hosts by, and where it logs. */
export interface RouterOptions {
  /** Names this machine goes by, beside `localhost` and addresses. */
  readonly hosts: readonly string[];
  readonly log: Log;
}

/** Sends each request to the first route that matches, if it may come to it. */
export class Router {
  routes: readonly HttpRoute[] = [];
  upgrades: readonly UpgradeRoute[] = [];
  /** Those of one path, by it. */
  #byPath: ReadonlyMap<string, HttpRoute> = new Map();
  /** Where they come from. */
  readonly all = createRouteSet((routes, upgrades) => {
    this.routes = routes;
    this.#byPath = byPath(routes);
    this.upgrades = upgrades;
  });
  readonly gate = new Gate();
  /** What `/health` tells. */
  ready = false;
  readonly #log: Log;
  readonly #readTarget = createTargetReader();
  readonly #judgeHost: (request: IncomingMessage) => HostJudgement;

  constructor({ hosts, log }: RouterOptions) {
    this.#log = log;
    this.#judgeHost = createHostPolicy(hosts);
  }

  /** Never rejects. */
  async handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
    if (this.gate.isShut) await this.gate.wait(request);
    const visit = this.gate.enter(request);
    try {
      await this.#route(request, response);
    } catch (error) {
      this.#fail(request, response, error);
    } finally {
      if (visit) this.gate.leave(visit);
    }
  }

  /** In plain text: 403 to whom the policy keeps out, 404 where no WebSocket is, 503 until all are there. */
  upgrade(request: IncomingMessage, socket: Duplex, head: Buffer): void {
    socket.on('error', () => socket.destroy());
    const { refusal } = this.#judgeHost(request);
    const target = this.#readTarget(request.url);
    const route = target && this.upgrades.find((candidate) => candidate.matches(request, target));
    if (refusal !== null) refuseUpgrade(socket, 403, refusal);
    else if (route && route.anyOrigin !== true && isCrossOrigin(request)) {
      refuseUpgrade(socket, 403, CROSS_ORIGIN);
    } else if (route) route.handle(request, socket, head);
    else if (!this.ready) refuseUpgrade(socket, 503, 'The local engine is starting.');
    else {
      const paths = this.upgrades.map(({ name }) => name).join(', ') || 'none yet';
      const text = `No WebSocket endpoint ${target?.pathname ?? ''}. There is: ${paths}.`;
      refuseUpgrade(socket, 404, text);
    }
  }

  /** Returns what routes return: each promise around it would cost every request some microseconds. */
  #route(request: IncomingMessage, response: ServerResponse): Promise<void> | void {
    response.setHeader('x-amzn-RequestId', randomUUID());
    const target = this.#readTarget(request.url);
    const host = this.#judgeHost(request);
    if (target === null) sendJson(response, 400, { message: 'The URL is malformed.' });
    else if (host.refusal !== null) sendJson(response, 403, { message: host.refusal });
    else if (host.awsService !== null) {
      return this.#awsHost(request, response, target, host.awsService);
    } else if (request.method === 'OPTIONS') this.#preflight(request, response, target);
    else return this.#ownHost(request, response, target);
  }

  #ownHost(request: IncomingMessage, response: ServerResponse, target: URL): Promise<void> | void {
    const route = this.#find(request, target);
    if (route?.anyOrigin?.(target) === true) setCorsHeaders(response);
    else if (isCrossOrigin(request)) {
      sendJson(response, 403, { message: CROSS_ORIGIN });
      return;
    } else response.setHeader('cross-origin-resource-policy', 'same-origin');
    if (route) return route.handle(request, response, target);
    return this.#unplayed(request, response, target);
  }

  async #unplayed(request: IncomingMessage, response: ServerResponse, target: URL): Promise<void> {
    if (await unknownAwsCall(request, response, this.#around)) return;
    this.#notFound(request, response, target);
  }

  #find(request: IncomingMessage, target: URL): HttpRoute | undefined {
    if (target.pathname === '/health') return this.#health;
    return (
      this.#byPath.get(target.pathname) ??
      this.routes.find((candidate) => candidate.matches(request, target))
    );
  }

  readonly #health: HttpRoute = {
    name: 'GET /health',
    matches: () => true,
    handle: (_request, response) => {
      const [status, text] = this.ready ? [200, 'ready'] : [503, 'starting'];
      sendJson(response, status, { status: text });
    },
  };

  /** The call that follows is judged by itself: a preflight names neither its target nor its key. */
  #preflight(request: IncomingMessage, response: ServerResponse, target: URL): void {
    if (this.routes.some(({ anyOrigin }) => anyOrigin?.(target) === true)) {
      setCorsHeaders(response);
      answerPreflight(request, response);
    } else sendJson(response, 403, { message: CROSS_ORIGIN });
  }

  /** A call of a host of AWS that was led here: only what plays this service answers. */
  async #awsHost(
    request: IncomingMessage,
    response: ServerResponse,
    target: URL,
    hostService: string,
  ): Promise<void> {
    const { headers } = request;
    // No browser is led here.
    if (headers.origin !== undefined || headers['sec-fetch-site'] !== undefined) {
      sendJson(response, 403, { message: CROSS_ORIGIN });
      return;
    }
    const route = this.routes.find(
      (one) => Object.hasOwn(one.awsServices ?? {}, hostService) && one.matches(request, target),
    );
    if (route) await route.handle(request, response, target);
    else await unknownAwsCall(request, response, { ...this.#around, hostService });
  }

  get #around() {
    return { log: this.#log, routes: this.routes };
  }

  #notFound(request: IncomingMessage, response: ServerResponse, target: URL): void {
    if (!this.ready) {
      response.setHeader('retry-after', '1');
      sendJson(response, 503, { message: 'The local engine is starting.' });
      return;
    }
    sendJson(response, 404, {
      message: `Nothing answers ${request.method ?? ''} ${target.pathname} here.`,
      available: [this.#health, ...this.routes].map(({ name }) => name),
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

/** The first of each path. */
const byPath = (routes: readonly HttpRoute[]): ReadonlyMap<string, HttpRoute> =>
  new Map(
    routes.toReversed().flatMap((route) => (route.path === undefined ? [] : [[route.path, route]])),
  );
