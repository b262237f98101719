import { installPeer } from '../install-peers.ts';
import type { BenchContext, BenchPart } from '../part.ts';
import { measureDelivery, measureIdle, type Contest } from './contest.ts';
import { fanOutGoals, fanOutSection } from './section.ts';
import { measureSuspensions } from './suspensions.ts';
import {
  SERVERS,
  type Audience,
  type Connections,
  type Delivery,
  type FanOutResults,
} from './types.ts';

/** How much is measured. */
interface Extent {
  /** What is subscribed before, so that what is loaded and compiled meanwhile does not count. */
  readonly first: Connections;
  readonly audiences: readonly Audience[];
  readonly changes: { readonly warmUp: number; readonly counted: number };
  readonly idle: { readonly audience: Audience; readonly seconds: number };
  readonly suspensions: number;
}

const FULL: Extent = {
  first: { connections: 10, each: 100 },
  audiences: [true, false].flatMap((ownFilters) =>
    [1_000, 10_000].flatMap((subscriptions) =>
      [50, 100, 200].map((each) => ({ subscriptions, each, ownFilters })),
    ),
  ),
  changes: { warmUp: 3, counted: 11 },
  // Every connection gets its keep-alive in a minute.
  idle: { audience: { subscriptions: 10_000, each: 100, ownFilters: true }, seconds: 60 },
  suspensions: 20,
};

const QUICK: Extent = {
  first: { connections: 1, each: 1 },
  audiences: [true, false].map((ownFilters) => ({ subscriptions: 100, each: 50, ownFilters })),
  changes: { warmUp: 0, counted: 1 },
  idle: { audience: { subscriptions: 100, each: 50, ownFilters: true }, seconds: 0.2 },
  suspensions: 1,
};

/**
 * One change to many subscribers: this engine's real time next to graphql-ws, with the same API, the
 * same tests on each change and the same subscribers; and how soon a suspended user hears no more.
 */
export const fanOut: BenchPart<FanOutResults> = {
  name: 'fan-out',
  title: 'One change to many subscribers',
  measure,
  section: fanOutSection,
  goals: fanOutGoals,
};

async function measure({ options, tell }: BenchContext): Promise<FanOutResults> {
  const { first, audiences, changes, idle, suspensions } = options.quick ? QUICK : FULL;
  const names = options.quick ? SERVERS.slice(0, 1) : SERVERS;
  const contest: Contest = { servers: names, first };
  if (!options.quick) await installPeer('graphql-ws', tell);
  const deliveries: Delivery[] = [];
  for (const audience of audiences) {
    const { subscriptions, each, ownFilters } = audience;
    const filters = ownFilters ? 'one filter each' : 'the same filter';
    tell(`${subscriptions} subscriptions, ${each} a connection, ${filters}`);
    deliveries.push(await measureDelivery(contest, audience, changes));
  }
  tell(`${idle.audience.subscriptions} idle subscriptions`);
  const idleCosts = await measureIdle(contest, idle.audience, idle.seconds);
  tell('users who are suspended');
  return {
    changes: changes.counted,
    deliveries,
    idle: idleCosts,
    suspensions: await measureSuspensions(suspensions),
  };
}
