import { isInspected } from '../../shared/inspected.ts';
import { machineTime, type Clock } from '../../shared/clock.ts';
import { limits } from '../limits.ts';

/** The 30 seconds of one request. Costs nothing until somebody waits on it. */
export class RequestDeadline {
  readonly #clock: Clock;
  readonly #start: number;
  #controller: AbortController | undefined;
  #cancel: (() => void) | undefined;

  constructor(clock: Clock) {
    this.#clock = machineTime(clock);
    this.#start = this.#clock.now();
  }

  get isOver(): boolean {
    return this.#clock.now() - this.#start >= limits.requestTime && !isInspected();
  }

  /** Aborts when the time is over. */
  get signal(): AbortSignal {
    if (!this.#controller) {
      const controller = new AbortController();
      const left = this.#start + limits.requestTime - this.#clock.now();
      const end = (): void => {
        if (!isInspected()) controller.abort();
      };
      this.#cancel = this.#clock.after(Math.max(left, 0), end);
      this.#controller = controller;
    }
    return this.#controller.signal;
  }

  /** Drops the timer. */
  end(): void {
    this.#cancel?.();
  }
}
