/** Calls back once after `ms`; the returned function cancels. */
export type Schedule = (ms: number, callback: () => void) => () => void;

/** Timers of the platform. */
export const timers: Schedule = (ms, callback) => {
  const timer = setTimeout(callback, ms);
  return () => clearTimeout(timer);
};

const FIRST_DELAY_MS = 500;
const LONGEST_DELAY_MS = 30_000; // 30 seconds

/**
 * Time to wait before a connection is tried again, in milliseconds: doubles with every failure, and
 * half of it is random so that clients of a restarted server do not come back all at once.
 * @param failures failures so far, from 0
 */
export function backoff(failures: number, random: () => number): number {
  const whole = Math.min(LONGEST_DELAY_MS, FIRST_DELAY_MS * 2 ** Math.min(failures, 16));
  return whole / 2 + (whole / 2) * random();
}
