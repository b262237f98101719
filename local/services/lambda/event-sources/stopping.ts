import type { Clock } from '../../../shared/clock.ts';

/** Tells loops to end, and cuts their waits short. */
export interface Stopping {
  /** No new work is to be begun. */
  readonly now: boolean;
  /** What is kept can no longer be written. */
  readonly closed: boolean;
  /** False when it was cut short. */
  wait(ms: number): Promise<boolean>;
  stop(): void;
  close(): void;
}

/** Not stopping yet. */
export function createStopping(clock: Clock): Stopping {
  const waits = new Set<() => void>();
  const state = { now: false, closed: false };
  return {
    get now() {
      return state.now;
    },
    get closed() {
      return state.closed;
    },
    wait(ms) {
      if (state.now) return Promise.resolve(false);
      return new Promise((resolve) => {
        const end = (whole: boolean) => () => {
          cancel();
          waits.delete(cut);
          resolve(whole);
        };
        const cut = end(false);
        const cancel = clock.after(ms, () => end(true)());
        waits.add(cut);
      });
    },
    stop() {
      state.now = true;
      for (const cut of waits) cut();
    },
    close: () => void (state.closed = true),
  };
}
