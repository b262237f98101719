import { setTimeout as pause } from 'node:timers/promises';

/** For what comes later, and for what subscribers hear. */
export const PATIENCE = 20_000; // milliseconds

/** What comes in time; else null. */
export async function within<T>(wait: Promise<T>): Promise<T | null> {
  return await Promise.race([wait, pause(PATIENCE, null, { ref: false })]);
}
