import { vi } from 'vitest';
import { PATIENCE } from './patience.ts';

/**
 * Waits until a check passes: it returns as soon as it does, so that patience costs only whoever
 * fails.
 * @param interval milliseconds between two checks: longer for one that is work itself, which would take
 * the machine from what it waits for
 * @param timeout milliseconds
 */
export function eventually<T>(
  check: () => T | Promise<T>,
  interval = 100,
  timeout: number = PATIENCE.soon,
): Promise<T> {
  return vi.waitFor(check, { timeout, interval });
}
