import type { Clock } from '../../../shared/clock.ts';

/** Limits how often something happens for a key. */
export interface CodeRate {
  /** Counts one; false when there were `limit` within `window` milliseconds. */
  allow(key: string, limit: number, window: number): boolean;
  clear(): void;
}

const MAX_KEYS = 50_000;

/** In memory only. */
export function createCodeRate(clock: Clock): CodeRate {
  const times = new Map<string, readonly number[]>();
  return {
    allow(key, limit, window) {
      const now = clock.now();
      const recent = (times.get(key) ?? []).filter((time) => time > now - window);
      if (recent.length >= limit) return false;
      times.delete(key);
      times.set(key, [...recent, now]);
      const oldest = times.keys().next();
      if (times.size > MAX_KEYS && oldest.done !== true) times.delete(oldest.value);
      return true;
    },
    clear: () => times.clear(),
  };
}
