/** The time source of the engine; tests give their own. */
export interface Clock {
  /** Milliseconds since the epoch. */
  now(): number;
  /** Calls back once after `ms`; the returned function cancels. Does not keep the process alive. */
  after(ms: number, callback: () => void): () => void;
  /** Milliseconds that it is ahead of `machine`. @default 0 */
  readonly offset?: number;
  /** What it is ahead of. @default - itself */
  readonly machine?: Clock;
}

export const systemClock: Clock = {
  now: () => Date.now(),
  after(ms, callback) {
    const timer = setTimeout(callback, ms);
    timer.unref();
    return () => clearTimeout(timer);
  },
};

/**
 * The machine's time behind a clock that may be set ahead: how long work may take is measured by it, and what
 * other programs say of now.
 */
export const machineTime = (clock: Clock): Clock => clock.machine ?? clock;
