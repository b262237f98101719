import { setTimeout as pause } from 'node:timers/promises';
import { median } from '../statistics.ts';
import { startContestant, type Contestant } from './contestant.ts';
import type { Audience, Connections, Cost, Delivery, FanOutResults, ServerName } from './types.ts';

const SECOND = 1_000; // milliseconds

/** How often changes are published. */
export interface Changes {
  readonly warmUp: number;
  readonly counted: number;
}

/** Who is measured, and what is subscribed before. */
export interface Contest {
  readonly servers: readonly ServerName[];
  readonly first: Connections;
}

/** What changes to one audience cost each server. */
export async function measureDelivery(
  contest: Contest,
  audience: Audience,
  { warmUp, counted }: Changes,
): Promise<Delivery> {
  return withContestants(contest, audience, async (contestants) => {
    const changes = new Map(contestants.map(({ name }) => [name, [] as Omit<Cost, 'memory'>[]]));
    for (let change = 0; change < warmUp + counted; change += 1) {
      // Each begins every other time.
      for (const contestant of change % 2 ? contestants : contestants.toReversed()) {
        const cost = await contestant.deliver();
        if (change >= warmUp) changes.get(contestant.name)?.push(cost);
      }
    }
    const costs = contestants.map(({ name, memory }): [ServerName, Cost] => {
      const middle = (key: 'p50' | 'p99' | 'cpu'): number =>
        median((changes.get(name) ?? []).map((cost) => cost[key]));
      return [name, { p50: middle('p50'), p99: middle('p99'), cpu: middle('cpu'), memory }];
    });
    return { ...audience, costs: Object.fromEntries(costs) };
  });
}

/** What an audience that hears nothing costs each server. */
export async function measureIdle(
  contest: Contest,
  audience: Audience,
  seconds: number,
): Promise<FanOutResults['idle']> {
  return withContestants(contest, audience, async (contestants) => {
    const times = () => Promise.all(contestants.map((contestant) => contestant.cpu()));
    const before = await times();
    await pause(seconds * SECOND);
    const after = await times();
    const cpu = contestants.map(({ name }, index): [ServerName, number] => {
      const spent = (after[index] ?? Number.NaN) - (before[index] ?? Number.NaN);
      return [name, spent / (seconds * SECOND)];
    });
    return { subscriptions: audience.subscriptions, seconds, cpu: Object.fromEntries(cpu) };
  });
}

async function withContestants<Result>(
  { servers, first }: Contest,
  audience: Audience,
  use: (contestants: readonly Contestant[]) => Promise<Result>,
): Promise<Result> {
  const contestants: Contestant[] = [];
  try {
    for (const name of servers) contestants.push(await startContestant(name, audience, first));
    return await use(contestants);
  } finally {
    for (const contestant of contestants) await contestant.stop();
  }
}
