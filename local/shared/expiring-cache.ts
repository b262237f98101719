import { LRUCache } from 'lru-cache';
import type { Clock } from './clock.ts';

/** Values that are kept for a time; the least used go first when there are too many. */
export interface ExpiringCache<Value extends object> {
  get(key: string): Value | undefined;
  set(key: string, value: Value, ttlSeconds: number): void;
  /** Whether there was such a value. */
  delete(key: string): boolean;
  clear(): void;
}

/** @param max number of values */
export function createExpiringCache<Value extends object>(
  max: number,
  clock: Clock,
): ExpiringCache<Value> {
  const entries = new LRUCache<string, { readonly value: Value; readonly until: number }>({ max });
  const get = (key: string): Value | undefined => {
    const entry = entries.get(key);
    if (entry && entry.until > clock.now()) return entry.value;
    entries.delete(key);
    return undefined;
  };
  return {
    get,
    set: (key, value, ttl) => void entries.set(key, { value, until: clock.now() + ttl * 1_000 }),
    delete: (key) => get(key) !== undefined && entries.delete(key),
    clear: () => entries.clear(),
  };
}
