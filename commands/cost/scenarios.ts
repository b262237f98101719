import { ALTERNATIVES } from './alternatives.ts';
import { PERSON } from './assumptions.ts';
import { billOf, totalOf } from './bill.ts';
import type { Usage } from './usage.ts';

/** Queries and mutations of a month, of the table and the plot. */
export const REQUESTS = [1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 3.6e9] as const;

const PER_PERSON = PERSON.reads + PERSON.writes;

/** People who together ask so often in a month. */
export function usageOf(requests: number): Usage {
  const users = requests / PER_PERSON;
  return {
    users,
    reads: users * PERSON.reads,
    writes: users * PERSON.writes,
    signIns: users * PERSON.signIns,
    subscribers: users * PERSON.subscribers,
    deliveries: Math.min(PERSON.deliveries, users * PERSON.subscribers),
  };
}

/** A line of the plot, a column of the table. */
export interface Series {
  readonly name: string;
  readonly usd: (usage: Usage) => number;
}

/** This stack first. */
export const SERIES: readonly Series[] = [
  { name: 'this stack', usd: (usage) => totalOf(billOf(usage)) },
  ...ALTERNATIVES,
];
