import type { Clock } from '../../../shared/clock.ts';

/** Slows down who guesses passwords. */
export interface Attempts {
  /** Whether the user has to wait before the next try. */
  locked(key: string): boolean;
  failed(key: string): void;
  succeeded(key: string): void;
  clear(): void;
}

const FREE_ATTEMPTS = 5;
const LONGEST_LOCK = 15 * 60_000; // 15 minutes
const FORGET_AFTER = 15 * 60_000;
const MAX_ENTRIES = 50_000;

interface Entry {
  readonly count: number;
  readonly lockedUntil: number;
  readonly at: number;
}

/**
 * After five failed sign-ins a user is locked for one second, twice as long after each further one,
 * at most about 15 minutes.
 * @see https://docs.aws.amazon.com/cognito/latest/developerguide/authentication.html
 */
export function createAttempts(clock: Clock): Attempts {
  const entries = new Map<string, Entry>();
  const current = (key: string) => {
    const entry = entries.get(key);
    return entry !== undefined && clock.now() - entry.at < FORGET_AFTER + LONGEST_LOCK
      ? entry
      : undefined;
  };
  return {
    locked: (key) => (current(key)?.lockedUntil ?? 0) > clock.now(),
    failed(key) {
      const now = clock.now();
      const count = (current(key)?.count ?? 0) + 1;
      const over = count - FREE_ATTEMPTS;
      const lock = over < 0 ? 0 : Math.min(1000 * 2 ** over, LONGEST_LOCK);
      entries.delete(key);
      entries.set(key, { count, lockedUntil: now + lock, at: now });
      const oldest = entries.keys().next();
      if (entries.size > MAX_ENTRIES && oldest.done !== true) entries.delete(oldest.value);
    },
    succeeded(key) {
      entries.delete(key);
    },
    clear: () => entries.clear(),
  };
}
