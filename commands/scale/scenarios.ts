import { DEMANDS } from './demands.ts';
import type { QuotaName } from './quotas.ts';
import type { Load } from './simulate.ts';

/** A question of docs/scale.md. */
export interface Scenario {
  readonly name: string;
  readonly load: Load;
  /** Seconds in which something comes. */
  readonly lasts: number;
  /** What AWS is asked for, and what then stands. */
  readonly raised: Readonly<Partial<Record<QuotaName, number>>>;
}

const HOUR = 3600;
const MILLION = 1e6;

/** 10 million people come in two hours: few at first, most in the middle. */
const morning = (second: number): number => {
  const people = 10 * MILLION;
  const half = HOUR;
  return (people / half) * (1 - Math.abs(second - half) / half);
};

/** What is asked, in the order of the page. */
export const SCENARIOS: readonly Scenario[] = [
  {
    name: '50,000 reads a second, for a minute',
    load: { demand: DEMANDS.read, arriving: () => 50_000, waits: false },
    lasts: 60,
    raised: { requests: 50_000 },
  },
  {
    name: '10 million people sign in within two hours',
    load: { demand: DEMANDS.signIn, arriving: morning, waits: true },
    lasts: 2 * HOUR,
    raised: { authentication: 6_000, lambda: 3_000 },
  },
  {
    name: 'an import of 1 million people',
    load: {
      demand: DEMANDS.imported,
      arriving: (second) => (second === 0 ? MILLION : 0),
      waits: true,
    },
    lasts: 1,
    raised: { creation: 500, read: 1_200, resourceRead: 500 },
  },
  {
    name: '1 million subscribers connect anew at once',
    load: {
      demand: DEMANDS.reconnect,
      arriving: (second) => (second === 0 ? MILLION : 0),
      waits: true,
    },
    lasts: 1,
    raised: { connects: 10_000 },
  },
  {
    name: '10 changes a second that each of 1 million subscribers hears, for a minute',
    load: { demand: DEMANDS.delivery, arriving: () => 10 * MILLION, waits: true },
    lasts: 60,
    raised: { delivered: 5 * MILLION },
  },
];
