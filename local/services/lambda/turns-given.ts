import { performance } from 'node:perf_hooks';
import { machineTime, type Clock } from '../../shared/clock.ts';
import { isInspected } from '../../shared/inspected.ts';
import type { InvocationWatch, RawResult } from './function-worker.ts';
import { MAX_TURNS, offerTurn, takeTurn, type Turns } from './worker/turns.ts';

/** Functions that answer in less are given more than one invocation at a time. */
const QUICK_MS = 1;
/** What a thread counts as until it has shown how quick it is, and once it was not. */
const SLOW_MS = 25;
/** How much the last invocation says of the next. */
const WEIGHT = 0.2;
/** Numbers fit into 32 bits. */
const MAX_NUMBER = 2 ** 30;

/** One that a thread was given. */
export interface Turn {
  readonly requestId: string;
  readonly watch: InvocationWatch | undefined;
  /** @param result null: it was not begun, and another thread may run it */
  settle(result: RawResult | null): void;
}

interface Options {
  /** What the thread has not begun; null: it takes one invocation at a time. */
  readonly turns: Turns | null;
  readonly timeoutMs: number;
  readonly clock: Clock;
  /** Milliseconds, by which a thread is quick or not. @default - the machine's */
  readonly now?: () => number;
  /** Told of each, when it becomes the first. */
  readonly begins: (turn: Turn) => void;
  /** The first one runs for too long. */
  readonly late: () => void;
}

/** What one thread was given and has not answered, in its order. */
export interface TurnsGiven {
  readonly first: Turn | undefined;
  readonly count: number;
  /** How many more it may be given before it has answered those. */
  readonly room: number;
  /** @returns the number of the turn */
  add(turn: Turn): number;
  /** The first one is answered. */
  shift(result: RawResult): void;
  /** Takes back those that are not begun: the thread is gone. */
  recall(): void;
  /**
   * Takes back all but the first that are not begun, when that is the same as at the last look.
   * @returns whether there is one to look at again
   */
  look(): boolean;
}

/** Keeps account of them, and of the time of the first. */
export const createTurnsGiven = (options: Options): TurnsGiven => new Given(options);

class Given implements TurnsGiven {
  readonly #options: Options;
  readonly #clock: Clock;
  readonly #now: () => number;
  #given: (Turn & { readonly number: number })[] = [];
  #last = 0;
  /** Milliseconds of an invocation, about. */
  #pace = SLOW_MS;
  #since = 0;
  #seen: Turn | undefined;
  #cancel: (() => void) | undefined;

  constructor(options: Options) {
    this.#options = options;
    this.#clock = machineTime(options.clock);
    this.#now = options.now ?? (() => performance.now());
  }

  get first(): Turn | undefined {
    return this.#given[0];
  }

  get count(): number {
    return this.#given.length;
  }

  get room(): number {
    const [first] = this.#given;
    if (this.#options.turns === null || this.#pace >= QUICK_MS) return 0;
    return first ? MAX_TURNS - 1 - (this.#last - first.number) : MAX_TURNS;
  }

  add(turn: Turn): number {
    const { turns } = this.#options;
    this.#last = (this.#last % MAX_NUMBER) + 1;
    if (turns) offerTurn(turns, this.#last);
    if (this.#given.push({ ...turn, number: this.#last }) === 1) this.#beginFirst();
    return this.#last;
  }

  shift(result: RawResult): void {
    const first = this.#given.shift();
    if (!first) return;
    this.#pace += WEIGHT * (this.#now() - this.#since - this.#pace);
    this.#beginFirst();
    first.settle(result);
  }

  recall(): void {
    this.#recallFrom(0);
    this.#beginFirst();
  }

  look(): boolean {
    const { first } = this;
    if (this.count > 1 && first === this.#seen) this.#recallFrom(1);
    this.#seen = first;
    return this.count > 1;
  }

  #recallFrom(place: number): void {
    const { turns } = this.#options;
    const back = this.#given
      .slice(place)
      .filter(({ number }) => turns !== null && takeTurn(turns, number));
    if (back.length === 0) return;
    this.#pace = SLOW_MS;
    this.#given = this.#given.filter((turn) => !back.includes(turn));
    // So that each may be put before those that came later.
    for (const turn of back.toReversed()) turn.settle(null);
  }

  #beginFirst(): void {
    this.#cancel?.();
    const { first } = this;
    this.#cancel = first && this.#clock.after(this.#options.timeoutMs, this.#late);
    if (!first) return;
    this.#since = this.#now();
    this.#options.begins(first);
  }

  readonly #late = (): void => {
    // What stands still in a debugger is not late.
    if (isInspected()) return;
    this.#recallFrom(1);
    // More than one is begun: the answer of the first is on its way.
    if (this.count > 1) this.#beginFirst();
    else if (this.count === 1) this.#options.late();
  };
}
