import type { State } from './definition.ts';
import { fits, type StateError } from './state-error.ts';

/**
 * How often a state is tried again.
 * @returns asked for each error: milliseconds to wait before the next attempt, or null when it is the last
 */
export function createRetries({ Retry }: State): (error: StateError) => number | null {
  const retriers = (Array.isArray(Retry) ? (Retry as State[]) : []).map((retrier) => ({
    retrier,
    attempts: 0,
  }));
  return (error) => {
    const found = retriers.find(({ retrier }) => fits(retrier['ErrorEquals'], error));
    if (!found || found.attempts >= numberIn(found.retrier['MaxAttempts'], 3)) return null;
    found.attempts += 1;
    return waitOf(found.retrier, found.attempts);
  };
}

/** @param attempt from 1 */
function waitOf(retrier: State, attempt: number): number {
  const first = numberIn(retrier['IntervalSeconds'], 1);
  const rate = numberIn(retrier['BackoffRate'], 2);
  const longest = numberIn(retrier['MaxDelaySeconds'], Infinity);
  const seconds = Math.min(first * rate ** (attempt - 1), longest);
  return seconds * 1_000 * (retrier['JitterStrategy'] === 'FULL' ? Math.random() : 1);
}

const numberIn = (given: unknown, otherwise: number): number =>
  typeof given === 'number' ? given : otherwise;
