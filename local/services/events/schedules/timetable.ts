import type { Clock } from '../../../shared/clock.ts';
import type { Log } from '../../../shared/log.ts';
import { nextRunOf, type NextRun, type Timing } from './next-run.ts';

/** Something that runs at its times. */
export interface Planned extends Timing {
  /** `<stack>/<logical id>`, for messages. */
  readonly where: string;
  /** @param at when it was due, in milliseconds since the epoch */
  run(at: number): void;
}

interface Entry {
  readonly planned: Planned;
  readonly nextRun: NextRun;
  /** Infinity: never again. */
  next: number;
}

/** A wait that timers can have: longer ones ring at once. */
const LONGEST_WAIT = 86_400_000; // 1 day
/** Times of one schedule that are made good when the clock is set ahead. */
const MOST_AT_ONCE = 100;

/** What is to run when, by the engine's clock. */
export interface Timetable {
  start(): Promise<void>;
  stop(): void;
}

/**
 * Runs things at their times. When the clock is set ahead, each time that it passes is made good, in order.
 * What would have run while the engine stood still does not.
 */
export function createTimetable(all: readonly Planned[], clock: Clock, log: Log): Timetable {
  return new Table(all, clock, log);
}

class Table implements Timetable {
  readonly #all: readonly Planned[];
  readonly #clock: Clock;
  readonly #log: Log;
  #entries: readonly Entry[] = [];
  #cancel = (): void => {};
  /** By the clock, when it was looked at last. */
  #seen = 0;

  constructor(all: readonly Planned[], clock: Clock, log: Log) {
    this.#all = all;
    this.#clock = clock;
    this.#log = log;
  }

  async start(): Promise<void> {
    const now = this.#clock.now();
    const entries = await Promise.all(this.#all.map((planned) => this.#read(planned, now)));
    this.#entries = entries.filter((entry) => entry !== null);
    this.#wait();
  }

  stop(): void {
    this.#cancel();
    this.#entries = [];
  }

  async #read(planned: Planned, now: number): Promise<Entry | null> {
    try {
      const nextRun = await nextRunOf(planned, now);
      return { planned, nextRun, next: nextRun(now) ?? Infinity };
    } catch (error) {
      const { where, scheduleExpression } = planned;
      const reason = error instanceof Error ? error.message : String(error);
      this.#log.warn('schedule', `${where}: ${scheduleExpression} never runs here: ${reason}`);
      return null;
    }
  }

  #wait(): void {
    this.#seen = this.#clock.now();
    const next = Math.min(...this.#entries.map((entry) => entry.next));
    if (next === Infinity) return;
    const wait = Math.min(Math.max(next - this.#seen, 0), LONGEST_WAIT);
    this.#cancel = this.#clock.after(wait, () => this.#ring());
  }

  #ring(): void {
    const now = this.#clock.now();
    // The clock was taken back: what was made good may come once more.
    if (now < this.#seen) for (const entry of this.#entries) advance(entry, now);
    const runs = new Map<Entry, number>();
    for (let due = this.#earliest(now); due; due = this.#earliest(now)) {
      const { planned, next: at } = due;
      advance(due, at);
      const count = (runs.get(due) ?? 0) + 1;
      runs.set(due, count);
      planned.run(at);
      if (count === MOST_AT_ONCE && due.next <= now) {
        const left = `ran ${count} times for the time that the clock was set ahead, and not for the rest of it`;
        this.#log.warn('schedule', `${planned.where} ${left}`);
        advance(due, now);
      }
    }
    this.#wait();
  }

  #earliest(now: number): Entry | null {
    const due = this.#entries.filter(({ next }) => next <= now);
    return due.toSorted((one, other) => one.next - other.next)[0] ?? null;
  }
}

function advance(entry: Entry, after: number): void {
  entry.next = entry.nextRun(after) ?? Infinity;
}
