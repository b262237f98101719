import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

import { getOperationAST, Kind, parse } from 'graphql';
import type { FieldNode } from 'graphql';

import { createRealtime, createUpgradeHandler } from '../realtime/index.ts';
import type { Realtime, RealtimeOptions } from '../realtime/index.ts';
import type { RealtimeAuthRequest, SubscriptionPlan } from '../realtime/types.ts';
import type { Caller } from '../shared/identity.ts';
import { createFakeClock } from './fake-clock.ts';
import type { FakeClock } from './fake-clock.ts';
import { connectRealtime } from './realtime-client.ts';
import type { RealtimeClient, RealtimeClientOptions } from './realtime-client.ts';

export const CALLER: Caller = { mode: 'API_KEY', identity: null, deniedFields: [] };

/** A real-time API on a real port, with placeholders for authentication and planning. */
export interface RealtimeHarness {
  readonly realtime: Realtime;
  readonly clock: FakeClock;
  /** `ws://127.0.0.1:<port>`. */
  readonly origin: string;
  readonly port: number;
  /** Every question asked of the authenticator. */
  readonly authRequests: RealtimeAuthRequest[];
  readonly warnings: string[];
  /** Connects to `/graphql/realtime` as `alice`. */
  connect(options?: RealtimeClientOptions & { readonly path?: string }): Promise<RealtimeClient>;
  /** Like connect, with the handshake's init and ack behind it. */
  open(): Promise<RealtimeClient>;
  stop(): Promise<void>;
}

/**
 * `Authorization: alice` is admitted, `broken` makes the authenticator throw, all else is refused.
 * A subscription's plan is made of its document: the selection is the projection, literal and
 * variable arguments are the argument filter. `plan` may change it.
 */
export async function withRealtime(
  options: Partial<RealtimeOptions> & {
    /** @default 0 */
    readonly port?: number;
    readonly plan?: (plan: SubscriptionPlan) => SubscriptionPlan;
  } = {},
): Promise<RealtimeHarness> {
  const { plan: change = (plan: SubscriptionPlan) => plan, port = 0, ...rest } = options;
  const clock = createFakeClock();
  const authRequests: RealtimeAuthRequest[] = [];
  const warnings: string[] = [];
  const note = (_source: string, message: string): void => void warnings.push(message);
  const api = { name: 'TestApi', path: '/graphql' };
  const realtime = createRealtime(api, {
    authenticate(request) {
      authRequests.push(request);
      const token = request.headers['authorization'] ?? request.headers['x-api-key'];
      if (token === 'alice') return Promise.resolve(CALLER);
      if (token === 'broken') return Promise.reject(new Error('authorizer crashed'));
      return Promise.resolve({
        errorType: 'UnauthorizedException',
        message: 'You are not authorized to make this call.',
      });
    },
    subscribe: (request) => Promise.resolve(change(planOf(request.query, request.variables ?? {}))),
    clock,
    log: { info() {}, warn: note, error: note },
    ...rest,
  });
  const upgrades = createUpgradeHandler(api, realtime);
  const server = createServer();
  server.on('upgrade', (request, socket, head) => {
    const url = new URL(request.url ?? '/', 'http://localhost');
    if (upgrades.matches(request, url)) upgrades.handle(request, socket, head);
    else socket.destroy();
  });
  await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve));
  const listening = (server.address() as AddressInfo).port;
  const origin = `ws://127.0.0.1:${listening}`;
  const connect: RealtimeHarness['connect'] = ({ path = '/graphql/realtime', ...given } = {}) =>
    connectRealtime(`${origin}${path}`, { headers: { authorization: 'alice' }, ...given });
  return {
    realtime,
    clock,
    origin,
    port: listening,
    authRequests,
    warnings,
    connect,
    async open() {
      const client = await connect();
      client.send({ type: 'connection_init' });
      await client.next();
      return client;
    },
    async stop() {
      realtime.stop();
      await upgrades.stop();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

function planOf(query: string, variables: Readonly<Record<string, unknown>>): SubscriptionPlan {
  const operation = getOperationAST(parse(query, { noLocation: true }));
  const field = operation?.selectionSet.selections[0] as FieldNode;
  const names = (field.selectionSet?.selections ?? []).map(
    (node) => (node as FieldNode).name.value,
  );
  const given: Record<string, unknown> = {};
  for (const { name, value } of field.arguments ?? []) {
    if (value.kind === Kind.VARIABLE) {
      if (value.name.value in variables) given[name.value] = variables[value.name.value];
    } else {
      given[name.value] = value.kind === Kind.STRING ? value.value : null;
    }
  }
  return {
    fieldName: field.name.value,
    mutations: ['change', 'otherChange'],
    arguments: given,
    filter: null,
    invalidationFilter: null,
    project(value) {
      const source = value as Record<string, unknown>;
      const cut = Object.fromEntries(names.map((name) => [name, source[name] ?? null]));
      return { data: { [field.name.value]: cut } };
    },
    projectionKey: names.join(),
    query,
  };
}
