import { AsyncLocalStorage } from 'node:async_hooks';

/**
 * Milliseconds before Lambda ends the invocation of a field in which its calls of AWS are broken off:
 * what was begun is taken back then, and the caller answered.
 */
export const ANSWER_MS = 2_000;

/** The part of Lambda's context that tells how long the invocation may still go on. */
export interface TimedContext {
  readonly getRemainingTimeInMillis?: () => number;
}

const contexts = new AsyncLocalStorage<TimedContext>();

/** Runs what belongs to an invocation, so that `timeLeft` knows it. */
export const withinTimeOf = <Result>(context: TimedContext, run: () => Result): Result =>
  contexts.run(context, run);

/** Milliseconds until Lambda ends the invocation; Infinity outside of one, as in `npm run users`. */
export const timeLeft = (): number => contexts.getStore()?.getRemainingTimeInMillis?.() ?? Infinity;
