import { vi } from 'vitest';

/**
 * Waits until a check passes, on a machine as slow as may be: it returns as soon as it does, so that
 * patience costs nothing.
 */
export function eventually<T>(check: () => T | Promise<T>): Promise<T> {
  return vi.waitFor(check, { timeout: 120_000, interval: 100 });
}
