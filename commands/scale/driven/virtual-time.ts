import { setImmediate } from 'node:timers/promises';
import type { Clock } from '../../../functions/lib/clock.ts';

/** Turns of the event loop after which whoever can go on has gone on. */
const TURNS = 3;

interface Timer {
  readonly at: number;
  readonly go: () => void;
}

/** A clock that stands until everybody waits for it, and then is where the first wants it. */
export interface VirtualTime extends Clock {
  /** What takes real time, and none of this clock's. */
  during<Result>(run: () => Promise<Result>): Promise<Result>;
  /** Lets time pass until it is done. */
  until<Result>(done: Promise<Result>): Promise<Result>;
}

/** @param start milliseconds since the epoch */
export function createVirtualTime(start: number): VirtualTime {
  let now = start;
  let busy = 0;
  const timers: Timer[] = [];

  const settle = async (): Promise<void> => {
    for (let quiet = 0; quiet < TURNS; quiet = busy > 0 ? 0 : quiet + 1) await setImmediate();
  };
  const next = (): void => {
    const at = Math.min(...timers.map((timer) => timer.at));
    if (at === Infinity) throw new Error('Everybody waits, and nobody for the clock');
    now = at;
    const due = timers.filter((timer) => timer.at === at);
    timers.splice(0, timers.length, ...timers.filter((timer) => timer.at !== at));
    for (const { go } of due) go();
  };
  return {
    now: () => now,
    wait: (ms) => new Promise((go) => timers.push({ at: now + Math.ceil(ms), go })),
    async during(run) {
      busy += 1;
      try {
        return await run();
      } finally {
        busy -= 1;
      }
    },
    async until(done) {
      const ended = new AbortController();
      const end = () => ended.abort();
      done.then(end, end);
      await settle();
      while (!ended.signal.aborted) {
        next();
        await settle();
      }
      return done;
    },
  };
}
