import type { Clock } from '../shared/clock.ts';
import { FAILURES } from './failures.ts';
import type { FaultPoint, FaultRule, FaultState, ServiceFailure } from './types.ts';

/** Rules by which calls fail or wait. In memory: the next start has none. */
export interface Faults {
  /** Whether there is any rule; nothing else is asked while there is none. */
  readonly isSet: boolean;
  readonly rules: readonly FaultState[];
  /** Takes these in place of those before, each with a count of its own. */
  replace(rules: readonly FaultRule[]): void;
  /** Waits as rules say, and gives the failure that one asks for; null: the call goes on. */
  meet(point: FaultPoint): Promise<ServiceFailure | null>;
}

/** What is met is decided by it; tests give their own. */
interface FaultsOptions {
  readonly clock: Clock;
  /** @default Math.random */
  readonly random?: () => number;
}

const DELAY_MS = 1_000; // 1 second

type Counted = FaultRule & { met: number };

/** No rule yet. */
export function createFaults({ clock, random = Math.random }: FaultsOptions): Faults {
  let rules: readonly Counted[] = [];
  const wait = (ms: number): Promise<void> =>
    new Promise((resolve) => void clock.after(ms, resolve));
  return {
    get isSet() {
      return rules.length > 0;
    },
    get rules() {
      return rules.map((rule) => ({ ...rule }));
    },
    replace(next) {
      rules = next.map((rule) => ({ ...rule, met: 0 }));
    },
    async meet(point) {
      for (const rule of rules) {
        if (!isFor(rule, point) || random() >= (rule.rate ?? 1)) continue;
        rule.met += 1;
        if (rule.kind !== 'delay') return FAILURES[point.service][rule.kind];
        await wait(rule.ms ?? DELAY_MS);
      }
      return null;
    },
  };
}

function isFor(rule: Counted, { service, action, resources }: FaultPoint): boolean {
  return (
    rule.service === service &&
    rule.met < (rule.times ?? Infinity) &&
    (rule.action === undefined || rule.action === action) &&
    (rule.resource === undefined || resources.includes(rule.resource))
  );
}
