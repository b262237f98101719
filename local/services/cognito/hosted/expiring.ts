import { randomBytes } from 'node:crypto';

import type { Clock } from '../../../shared/clock.ts';

/** Things that a random token leads to, for a while; in memory only, so a restart ends them. */
export interface Expiring<T> {
  /** Returns the token. Lives for `lifetime` milliseconds. */
  put(value: T, lifetime: number): string;
  get(token: string): T | null;
  /** As `get`, and the token is used up. */
  take(token: string): T | null;
  clear(): void;
}

const MAX_ENTRIES = 10_000;

/** Makes the table; beyond 10,000 entries the oldest are dropped. */
export function createExpiring<T>(clock: Clock): Expiring<T> {
  const entries = new Map<string, { value: T; expiresAt: number }>();
  const get = (token: string) => {
    const found = entries.get(token);
    if (found === undefined) return null;
    if (found.expiresAt > clock.now()) return found.value;
    entries.delete(token);
    return null;
  };
  return {
    get,
    put(value, lifetime) {
      const token = randomBytes(32).toString('base64url');
      entries.set(token, { value, expiresAt: clock.now() + lifetime });
      const oldest = entries.keys().next();
      if (entries.size > MAX_ENTRIES && oldest.done !== true) entries.delete(oldest.value);
      return token;
    },
    take(token) {
      const value = get(token);
      entries.delete(token);
      return value;
    },
    clear() {
      entries.clear();
    },
  };
}
