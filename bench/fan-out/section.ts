import { number, spread, table } from '../page/format.ts';
import type { Goal } from '../part.ts';
import type { Cost, Delivery, FanOutResults, ServerName } from './types.ts';

const MAX_BYTES = 2_000;
const MAX_SUSPENSION = 1_000; // milliseconds

/** What the page says of fan-out. */
export function fanOutSection(results: FanOutResults): string {
  const { deliveries, idle, suspensions } = results;
  return [
    INTRODUCTION,
    table(HEAD, deliveries.map(row), 3),
    `- ${number(idle.subscriptions)} subscriptions that hear nothing cost ${idleCosts(results)} of a core,
  measured over ${number(idle.seconds)} s.
- A suspended user's subscription is over ${spread(suspensions)} ms (median [min..max] of ${suspensions.length} users)
  after \`suspendUser\` was sent, on the whole product: the change goes through the table, its stream,
  \`publish-changes\` and \`publishUserChange\`, which ends it.`,
    howToRead(results),
  ].join('\n\n');
}

/** Faster than graphql-ws, small, and closed to whoever is suspended. */
export function fanOutGoals({ deliveries, suspensions }: FanOutResults): readonly Goal[] {
  const bytes = Math.max(...deliveries.map(({ costs }) => costOf(costs, 'user-manager').memory));
  const slowest = Math.max(...suspensions);
  const [p50, p99, cpu] = [
    leastAhead(deliveries, 'p50'),
    leastAhead(deliveries, 'p99'),
    leastAhead(deliveries, 'cpu'),
  ];
  return [
    {
      text: 'fan-out with one filter each: p50, p99 and CPU at most those of graphql-ws',
      measured: `graphql-ws needs at least ${number(p50, 1)}, ${number(p99, 1)} and ${number(cpu, 1)} times as much`,
      isMet: [p50, p99, cpu].every((ratio) => ratio >= 1),
    },
    {
      text: `memory of a subscription: below ${number(MAX_BYTES)} bytes`,
      measured: `at most ${number(bytes)} bytes`,
      isMet: bytes < MAX_BYTES,
    },
    {
      text: "a suspended user's subscription is closed within 1 s",
      measured: `at most ${number(slowest)} ms`,
      isMet: slowest < MAX_SUSPENSION,
    },
  ];
}

/** How many times as much graphql-ws needs, where the difference is smallest. */
function leastAhead(deliveries: readonly Delivery[], key: keyof Cost): number {
  const alike = deliveries.filter(({ ownFilters }) => ownFilters);
  return Math.min(
    ...alike.map(
      ({ costs }) => costOf(costs, 'graphql-ws')[key] / costOf(costs, 'user-manager')[key],
    ),
  );
}

const NOT_MEASURED: Cost = {
  p50: Number.NaN,
  p99: Number.NaN,
  cpu: Number.NaN,
  memory: Number.NaN,
};

const costOf = (costs: Delivery['costs'], server: ServerName): Cost =>
  costs[server] ?? NOT_MEASURED;

const HEAD = [
  'subscriptions',
  'a connection',
  'filters',
  'p50 ms',
  'graphql-ws',
  'p99 ms',
  'graphql-ws',
  'CPU ms',
  'graphql-ws',
  'bytes each',
  'graphql-ws',
];

function row({ subscriptions, each, ownFilters, costs }: Delivery): readonly string[] {
  const pair = (key: keyof Cost, decimals: number): readonly string[] =>
    (['user-manager', 'graphql-ws'] as const).map((server) =>
      number(costOf(costs, server)[key], decimals),
    );
  return [
    number(subscriptions),
    number(each),
    ownFilters ? 'one each' : 'all the same',
    ...pair('p50', 1),
    ...pair('p99', 1),
    ...pair('cpu', 1),
    ...pair('memory', 0),
  ];
}

function idleCosts({ idle }: FanOutResults): string {
  const share = (server: ServerName): string =>
    `${number((idle.cpu[server] ?? Number.NaN) * 100, 2)} %`;
  return `${share('user-manager')} (graphql-ws ${share('graphql-ws')})`;
}

const INTRODUCTION = `One change is published to all subscriptions, next to graphql-ws with graphql-js and a filter by hand
that wakes nothing for changes it does not pass.`;

const howToRead = ({
  changes,
}: FanOutResults): string => `- **p50** and **p99** are the milliseconds until a subscription's event is in the subscribers' process,
  **CPU** is what the server spends on the change: medians of ${changes} changes, the two servers taking
  turns. Subscribers and server share the machine's cores.
- **bytes each** is JavaScript's heap and the buffers beside it after a garbage collection, less those
  before, over the subscriptions; the connections are in it. A thousand subscriptions have come and gone
  before, so that compiled code is not.
- Every subscription tests two fields, and this engine's has a filter for invalidations besides. With
  *one each* no two filters are the same; with *all the same* this engine tests, cuts and serialises
  once, which graphql-ws leaves to the application.`;
