import type { Demand } from './demands.ts';
import { QUOTAS, type QuotaName } from './quotas.ts';

/** Something that comes in some rhythm and waits until it is served. */
export interface Load {
  readonly demand: Demand;
  /** How many come in a second, counted from 0. */
  readonly arriving: (second: number) => number;
  /** Whether what is not served at once comes again; else it is refused. */
  readonly waits: boolean;
}

/** One second of a run. */
export interface Second {
  readonly second: number;
  readonly served: number;
  readonly refused: number;
  /** What waits at its end. */
  readonly backlog: number;
}

/** A run until nothing waits any more. */
export interface Run {
  readonly seconds: readonly Second[];
  /** What was at its limit first; null when nothing ever was. */
  readonly limit: QuotaName | null;
  readonly mostServed: number;
  readonly mostBacklog: number;
  readonly refused: number;
}

/** Runs are cut here: a week. */
const LONGEST = 7 * 24 * 3600;

const CAPACITY = Object.fromEntries(
  Object.entries(QUOTAS).map(([name, { perSecond }]) => [name, perSecond]),
) as Readonly<Record<QuotaName, number>>;

/**
 * Lets time pass by the second: each serves what the tightest limit lets through, and the rest waits or is refused.
 * @param raised limits that AWS has raised
 */
export function simulate(
  { demand, arriving, waits }: Load,
  lasts: number,
  raised: Readonly<Partial<Record<QuotaName, number>>> = {},
): Run {
  const { most, limit } = tightest(demand, { ...CAPACITY, ...raised });
  const seconds: Second[] = [];
  let backlog = 0;
  for (let second = 0; second < LONGEST; second += 1) {
    if (second >= lasts && backlog <= 0) break;
    const wanted = backlog + (second < lasts ? arriving(second) : 0);
    const served = Math.min(wanted, most);
    const left = wanted - served;
    backlog = waits ? left : 0;
    seconds.push({ second, served, refused: waits ? 0 : left, backlog });
  }
  const wasAtLimit = seconds.some((each) => each.backlog > 0 || each.refused > 0);
  return {
    seconds,
    limit: wasAtLimit ? limit : null,
    mostServed: seconds.reduce((peak, { served }) => Math.max(peak, served), 0),
    mostBacklog: seconds.reduce((peak, { backlog: each }) => Math.max(peak, each), 0),
    refused: seconds.reduce((sum, { refused }) => sum + refused, 0),
  };
}

/** How many in a second each limit lets through, the tightest first. */
export function limitsOf(
  demand: Demand,
  capacity: Readonly<Record<QuotaName, number>> = CAPACITY,
): readonly { readonly limit: QuotaName; readonly most: number }[] {
  return (Object.entries(demand) as [QuotaName, number][])
    .filter(([, each]) => each > 0)
    .map(([limit, each]) => ({ limit, most: capacity[limit] / each }))
    .toSorted((one, other) => one.most - other.most);
}

function tightest(demand: Demand, capacity: Readonly<Record<QuotaName, number>>) {
  const [first] = limitsOf(demand, capacity);
  if (!first) throw new Error('What takes nothing meets no limit');
  return first;
}
