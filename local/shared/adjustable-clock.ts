import type { Clock } from './clock.ts';

/** A clock that can be set ahead of another. */
export interface AdjustableClock extends Clock {
  readonly offset: number;
  readonly machine: Clock;
  /** Moves on; what falls due on the way runs now, in order. */
  advance(ms: number): void;
  /** Goes back to the machine's time. What waits, waits as long as it had to. */
  reset(): void;
}

interface Timer {
  /** By this clock. */
  at: number;
  readonly callback: () => void;
  cancel: () => void;
}

/**
 * A clock that goes with the machine's, and can be set ahead of it.
 * @param offset milliseconds it is ahead at first
 */
export function createAdjustableClock(machine: Clock, offset = 0): AdjustableClock {
  return new Adjustable(machine, offset);
}

class Adjustable implements AdjustableClock {
  readonly machine: Clock;
  readonly #timers = new Set<Timer>();
  #offset: number;

  constructor(machine: Clock, offset: number) {
    this.machine = machine;
    this.#offset = offset;
  }

  get offset(): number {
    return this.#offset;
  }

  // Both are passed on as functions.
  readonly now = (): number => this.machine.now() + this.#offset;

  readonly after = (ms: number, callback: () => void): (() => void) => {
    const timer: Timer = { at: this.now() + ms, callback, cancel: () => {} };
    this.#timers.add(timer);
    this.#wait(timer);
    return () => {
      timer.cancel();
      this.#timers.delete(timer);
    };
  };

  advance(ms: number): void {
    this.#offset += ms;
    const waiting = [...this.#timers].toSorted((a, b) => a.at - b.at);
    for (const timer of waiting) {
      timer.cancel();
      // One that ran before may have cancelled it.
      if (!this.#timers.has(timer)) continue;
      if (timer.at <= this.now()) this.#ring(timer);
      else this.#wait(timer);
    }
  }

  reset(): void {
    for (const timer of this.#timers) timer.at -= this.#offset;
    this.#offset = 0;
  }

  #wait(timer: Timer): void {
    timer.cancel = this.machine.after(timer.at - this.now(), () => this.#ring(timer));
  }

  #ring(timer: Timer): void {
    this.#timers.delete(timer);
    timer.callback();
  }
}
