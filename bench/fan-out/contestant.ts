import { setTimeout as pause } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { peerFolder } from '../install-peers.ts';
import { forkProcess, type ForkedProcess } from '../processes/fork-process.ts';
import { percentile } from '../statistics.ts';
import type { ServerState } from './serve.ts';
import type { Question, Subscribe } from './subscribers.ts';
import type { Audience, Connections, Cost, ServerName } from './types.ts';

const LOOK_AGAIN = 50; // milliseconds
const SETTLE = 500; // milliseconds, for sockets that are closing

/** A server and a process with its subscribers. */
export interface Contestant {
  readonly name: ServerName;
  /** Bytes for each subscription. */
  readonly memory: number;
  /** Publishes one change and waits until all subscribers have heard it. */
  deliver(): Promise<Omit<Cost, 'memory'>>;
  /** Milliseconds of CPU since its start. */
  cpu(): Promise<number>;
  stop(): Promise<void>;
}

/** Starts a server and subscribes the audience. */
export async function startContestant(
  name: ServerName,
  audience: Audience,
  first: Connections,
): Promise<Contestant> {
  const server = forkProcess(name, file(name), [peerFolder('graphql-ws')]);
  const url = await server.receive<string>();
  const subscribers = forkProcess('subscribers', file('subscribers'));
  await subscribers.receive();
  const { subscriptions, each, ownFilters } = audience;
  const question = { url, server: name, ownFilters };
  await subscribe(subscribers, server, { ...question, ...first });
  await ask(subscribers, 'close');
  await subscriptionsOf(server, 0);
  await pause(SETTLE);
  // After a garbage collection, so that memory is what is in use.
  const before = await server.ask<ServerState>('collect');
  await subscribe(subscribers, server, { ...question, connections: subscriptions / each, each });
  const after = await server.ask<ServerState>('collect');
  return {
    name,
    memory: (after.memory - before.memory) / subscriptions,
    deliver: () => deliver(server, subscribers, subscriptions),
    cpu: async () => (await look(server)).cpu,
    async stop() {
      await subscribers.stop();
      await server.stop();
    },
  };
}

async function subscribe(
  subscribers: ForkedProcess,
  server: ForkedProcess,
  question: Subscribe,
): Promise<void> {
  await ask(subscribers, question);
  // graphql-ws does not tell a client that its subscription has started.
  await subscriptionsOf(server, question.connections * question.each);
}

/** Waits until the server has so many. */
async function subscriptionsOf(server: ForkedProcess, goal: number): Promise<void> {
  while ((await look(server)).subscriptions !== goal) await pause(LOOK_AGAIN);
}

async function deliver(server: ForkedProcess, subscribers: ForkedProcess, deliveries: number) {
  const { cpu: before } = await look(server);
  const arrived = ask<number[]>(subscribers, { deliveries });
  await server.ask<ServerState>('publish');
  const delays = (await arrived).toSorted((a, b) => a - b);
  const { cpu: after } = await look(server);
  return { p50: percentile(delays, 0.5), p99: percentile(delays, 0.99), cpu: after - before };
}

const ask = <Answer = unknown>(subscribers: ForkedProcess, question: Question): Promise<Answer> =>
  subscribers.ask<Answer>(question);

const look = (server: ForkedProcess): Promise<ServerState> => server.ask<ServerState>('look');

const file = (name: string): string => fileURLToPath(new URL(`${name}.ts`, import.meta.url));
