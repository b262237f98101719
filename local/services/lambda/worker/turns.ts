/** The most invocations that a thread has at a time: the one that it runs, and those that wait in it. */
export const MAX_TURNS = 16;

/**
 * The invocations that a thread was given and has not begun, by their numbers: memory that it shares with its
 * host, which so can take them back while the thread is busy.
 */
export type Turns = Int32Array<SharedArrayBuffer>;

/** Those of a thread that was given none. */
export const noTurns = (): Turns =>
  new Int32Array(new SharedArrayBuffer(MAX_TURNS * Int32Array.BYTES_PER_ELEMENT));

/** Puts one in; those that wait have numbers that follow each other. */
export function offerTurn(turns: Turns, number: number): void {
  Atomics.store(turns, number % MAX_TURNS, number);
}

/** Takes one out, to run it or to have another thread run it: whoever comes first gets it. */
export const takeTurn = (turns: Turns, number: number): boolean =>
  Atomics.compareExchange(turns, number % MAX_TURNS, number, 0) === number;
