import type { Clock } from '../shared/clock.ts';

/** A clock that stands still until told to go on. */
export interface FakeClock extends Clock {
  /** Moves on and runs, in order, what falls due on the way. */
  advance(ms: number): void;
}

/**
 * A clock that stands until it is moved.
 * @param start milliseconds since the epoch
 */
export function createFakeClock(start = Date.UTC(2026, 10, 23)): FakeClock {
  let now = start;
  let timers: { readonly at: number; readonly callback: () => void }[] = [];
  return {
    now: () => now,
    after(ms, callback) {
      const timer = { at: now + ms, callback };
      timers.push(timer);
      return () => {
        timers = timers.filter((other) => other !== timer);
      };
    },
    advance(ms) {
      const until = now + ms;
      for (;;) {
        const due = timers.filter(({ at }) => at <= until).sort((a, b) => a.at - b.at)[0];
        if (due === undefined) break;
        timers = timers.filter((other) => other !== due);
        now = due.at;
        due.callback();
      }
      now = until;
    },
  };
}
