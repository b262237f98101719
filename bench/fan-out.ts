import { writeFileSync } from 'node:fs';
import { availableParallelism, cpus, loadavg } from 'node:os';
import { join, relative } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { format } from 'prettier';
import type { ServerState } from './fan-out/serve.ts';
import type { Question } from './fan-out/subscribers.ts';
import { ROOT } from './folders.ts';
import { installPeer, peerFolder } from './install-peers.ts';
import { forkProcess, type ForkedProcess } from './processes/fork-process.ts';
import { median, percentile } from './statistics.ts';

/**
 * One change to many subscribers: this engine's real time next to graphql-ws, with the same API, the
 * same tests on each change and the same subscribers, taking turns event by event.
 */
const SERVERS = ['user-manager', 'graphql-ws'] as const;
const SIZES = [1_000, 10_000];
const EACH = 100;
const WARM_UP = 3;
const EVENTS = 11;
const IDLE = 5_000; // 5 seconds
const SETTLE = 2_000; // 2 seconds, for what is left of the last event

type ServerName = (typeof SERVERS)[number];

interface Contestant {
  readonly name: ServerName;
  readonly server: ForkedProcess;
  readonly subscribers: ForkedProcess;
  /** Bytes for each subscription, its part of the connection included. */
  readonly memory: number;
  /** Milliseconds, of one event each. */
  readonly events: { readonly p50: number; readonly p99: number; readonly cpu: number }[];
}

const file = (name: string): string =>
  fileURLToPath(new URL(`fan-out/${name}.ts`, import.meta.url));

const number = (value: number, digits = 0): string =>
  value.toLocaleString('en-US', { minimumFractionDigits: digits, maximumFractionDigits: digits });

const look = (server: ForkedProcess): Promise<ServerState> => server.ask<ServerState>('look');

/** After a garbage collection, so that memory is what is in use. */
const lookTidied = (server: ForkedProcess): Promise<ServerState> =>
  server.ask<ServerState>('collect');

const rows: string[][] = [];
const idle: string[] = [];
await installPeer('graphql-ws', (line) => process.stderr.write(`${line}\n`));
for (const ownFilters of [true, false]) {
  for (const size of SIZES) await measure(size, ownFilters);
}
await writePage();

async function measure(size: number, ownFilters: boolean): Promise<void> {
  const contestants: Contestant[] = [];
  for (const name of SERVERS) contestants.push(await start(name, size, ownFilters));
  for (let event = 0; event < WARM_UP + EVENTS; event += 1) {
    // Each begins every other time.
    for (const contestant of event % 2 ? contestants : contestants.toReversed()) {
      const measured = await deliver(contestant, size);
      if (event >= WARM_UP) contestant.events.push(measured);
    }
  }
  for (const { name, events, memory, server } of contestants) {
    const middle = (key: 'p50' | 'p99' | 'cpu'): string =>
      number(median(events.map((event) => event[key])), 1);
    const filters = ownFilters ? 'one each' : 'all the same';
    rows.push([
      ...[number(size), filters, name, middle('p50'), middle('p99'), middle('cpu')],
      number(memory),
    ]);
    if (size === 10_000 && ownFilters) idle.push(await measureIdle(name, server));
  }
  for (const { subscribers, server } of contestants) {
    await subscribers.stop();
    await server.stop();
  }
}

async function start(name: ServerName, size: number, ownFilters: boolean): Promise<Contestant> {
  const server = forkProcess(name, file(name), [peerFolder('graphql-ws')]);
  const url = await server.receive<string>();
  const subscribers = forkProcess('subscribers', file('subscribers'));
  await subscribers.receive();
  // One first, so that what is loaded and compiled once does not count.
  await subscribe(subscribers, server, { url, server: name, connections: 1, each: 1, ownFilters });
  const before = await lookTidied(server);
  const connections = size / EACH;
  const question = { url, server: name, connections, each: EACH, ownFilters };
  await subscribe(subscribers, server, question);
  const after = await lookTidied(server);
  return { name, server, subscribers, memory: (after.memory - before.memory) / size, events: [] };
}

async function subscribe(
  subscribers: ForkedProcess,
  server: ForkedProcess,
  question: Exclude<Question, { deliveries: number }>,
): Promise<void> {
  const { subscriptions } = await look(server);
  const goal = subscriptions + question.connections * question.each;
  await subscribers.ask(question);
  // graphql-ws does not tell a client that its subscription has started.
  while ((await look(server)).subscriptions < goal) await pause(50);
}

async function deliver({ server, subscribers }: Contestant, size: number) {
  const { cpu: before } = await look(server);
  const arrived = subscribers.ask<number[]>({ deliveries: size + 1 });
  await server.ask<ServerState>('publish');
  const delays = (await arrived).toSorted((a, b) => a - b);
  const { cpu: after } = await look(server);
  return { p50: percentile(delays, 0.5), p99: percentile(delays, 0.99), cpu: after - before };
}

async function measureIdle(name: ServerName, server: ForkedProcess): Promise<string> {
  await pause(SETTLE);
  const before = await look(server);
  await pause(IDLE);
  const { cpu } = await look(server);
  const share = ((cpu - before.cpu) / IDLE) * 100;
  return `- ${name}, 10,000 idle subscriptions: ${number(share, 2)} % of a core`;
}

async function writePage(): Promise<void> {
  const head = ['subscriptions', 'filters', 'server', 'p50 ms', 'p99 ms', 'CPU ms', 'bytes each'];
  const rule = head.map((_, column) => (column < 3 ? '---' : '---:'));
  const lines = [head, rule, ...rows];
  const text = `# Fan-out of one change

${new Date().toISOString().slice(0, 10)}, Node ${process.versions.node}, ${availableParallelism()} cores (${cpus()[0]?.model.trim() ?? ''}), load average ${number(loadavg()[0] ?? NaN, 1)} at the end.
Written by \`npm run bench:fan-out\`.

${lines.map((cells) => `| ${cells.join(' | ')} |`).join('\n')}

${idle.join('\n')}

- One change is published; **p50** and **p99** are the milliseconds until a subscription's event is in
  the subscribers' process, **CPU** what the server spends on it: medians of ${EVENTS} changes, the two
  servers taking turns.
- ${EACH} subscriptions a connection. **bytes each** is JavaScript's heap and buffers after a garbage
  collection, less those before, over the subscriptions; connections are in it.
- Every subscription tests two fields. With *one each* no two filters are the same; with *all the same*
  this engine tests, cuts and serialises once, which graphql-ws leaves to the application.
- graphql-ws runs with graphql-js and a filter by hand that wakes nothing for changes it does not pass.
- Subscribers and server share the machine's cores.
`;
  const page = join(ROOT, 'docs', 'fan-out.md');
  writeFileSync(page, await format(text, { parser: 'markdown' }));
  process.stderr.write(`wrote ${relative(process.cwd(), page)}\n`);
}
