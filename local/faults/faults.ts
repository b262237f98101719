import { isDeepStrictEqual } from 'node:util';
import type { Clock } from '../shared/clock.ts';
import { FAILURES } from './failures.ts';
import type { FaultPoint, FaultRule, FaultState, ServiceFailure } from './types.ts';

/** Rules by which calls fail or wait. In memory: the next start has none. */
export interface Faults {
  /** Whether there is any rule; nothing else is asked while there is none. */
  readonly isSet: boolean;
  readonly rules: readonly FaultState[];
  /**
   * Takes these in place of those before, each with a count of its own. Calls that wait by a rule that is no
   * longer there go on at once.
   */
  replace(rules: readonly FaultRule[]): void;
  /** Waits as rules say, and gives the failure that one asks for; null: the call goes on. */
  meet(point: FaultPoint): Promise<ServiceFailure | null>;
  /** How far an index is behind for a read of it, in milliseconds; 0: not at all. */
  lagOf(point: FaultPoint): number;
}

/** What is met is decided by it; tests give their own. */
interface FaultsOptions {
  readonly clock: Clock;
  /** @default Math.random */
  readonly random?: () => number;
}

const DELAY_MS = 1_000; // 1 second

type Counted = FaultRule & { met: number };

/** A call that waits by a rule. */
interface Waiting {
  readonly rule: Counted;
  readonly go: () => void;
}

/** No rule yet. */
export function createFaults({ clock, random = Math.random }: FaultsOptions): Faults {
  let rules: readonly Counted[] = [];
  const waiting = new Set<Waiting>();
  const wait = async (rule: Counted): Promise<void> => {
    const { promise, resolve } = Promise.withResolvers<undefined>();
    const go = (): void => resolve(undefined);
    const entry: Waiting = { rule, go };
    waiting.add(entry);
    const cancel = clock.after(rule.ms ?? DELAY_MS, go);
    await promise;
    cancel();
    waiting.delete(entry);
  };
  const strikes = (rule: Counted, point: FaultPoint): boolean => {
    if (!isFor(rule, point) || random() >= (rule.rate ?? 1)) return false;
    rule.met += 1;
    return true;
  };
  return {
    get isSet() {
      return rules.length > 0;
    },
    get rules() {
      return rules.map((rule) => ({ ...rule }));
    },
    replace(next) {
      rules = next.map((rule) => ({ ...rule, met: 0 }));
      for (const { rule, go } of waiting) if (!next.some((one) => isSame(one, rule))) go();
    },
    async meet(point) {
      for (const rule of rules) {
        if (rule.kind === 'lag' || !strikes(rule, point)) continue;
        if (rule.kind !== 'delay') return FAILURES[point.service][rule.kind];
        await wait(rule);
      }
      return null;
    },
    lagOf(point) {
      const rule = rules.find((one) => one.kind === 'lag' && strikes(one, point));
      return rule ? (rule.ms ?? DELAY_MS) : 0;
    },
  };
}

const isSame = (one: FaultRule, { met: _met, ...other }: Counted): boolean =>
  isDeepStrictEqual(one, other);

function isFor(rule: Counted, { service, action, resources }: FaultPoint): boolean {
  return (
    rule.service === service &&
    rule.met < (rule.times ?? Infinity) &&
    (rule.action === undefined || rule.action === action) &&
    (rule.resource === undefined || resources.includes(rule.resource))
  );
}
