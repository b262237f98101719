/** The time source of the functions; tests give their own. */
export interface Clock {
  /** Milliseconds since the epoch. */
  now(): number;
  /** Resolves after `ms`. */
  wait(ms: number): Promise<void>;
}

/** The machine's own time. */
export const systemClock: Clock = {
  now: () => Date.now(),
  wait: (ms) => new Promise((resolve) => setTimeout(resolve, ms)),
};

/** The time now, as ISO 8601 in UTC with milliseconds: an AWSDateTime. */
export const timestamp = (clock: Clock) => new Date(clock.now()).toISOString();

/** Waits a random part of a growing time, so that rivals of the same attempt meet no more. */
export const backOff = (clock: Pick<Clock, 'wait'>, attempt: number) =>
  clock.wait(Math.random() * 20 * 2 ** Math.min(attempt, 5));
