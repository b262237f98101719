import { vi } from 'vitest';
import { PATIENCE } from './patience.ts';

/**
 * Waits until a check passes: it returns as soon as it does, so that patience costs only whoever
 * fails.
 */
export function eventually<T>(check: () => T | Promise<T>): Promise<T> {
  return vi.waitFor(check, { timeout: PATIENCE.soon, interval: 100 });
}
