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

interface Limit {
  readonly signal: AbortSignal;
  /** Milliseconds. */
  readonly left: () => number;
  /** Of this limit and all within it. */
  readonly met: { throttled: boolean };
}

const limits = new AsyncLocalStorage<Limit>();

/** The signal that ends calls of what runs within a limit; undefined outside of one. */
export const currentLimit = (): AbortSignal | undefined => limits.getStore()?.signal;

/** Milliseconds until the limit that is nearest around; Infinity outside of one, as in `npm run users`. */
export const timeLeft = (): number => limits.getStore()?.left() ?? Infinity;

/** Remembers whether the last call of what runs within a limit was refused because too much is asked. */
export function noteThrottled(throttled: boolean): void {
  const limit = limits.getStore();
  // What the limit itself broke off says nothing of it.
  if (limit && !limit.signal.aborted) limit.met.throttled = throttled;
}

/** Whether the limit is over, and all that was heard of the last call is that too much is asked. */
export function isEndedThrottled(): boolean {
  const limit = limits.getStore();
  return limit?.signal.aborted === true && limit.met.throttled;
}

/**
 * Runs what may take so long and no longer: its calls are broken off then and no other begins, so that
 * nothing of it goes on behind the back of who tries again.
 * @param ms milliseconds; none of them are left when it is negative
 */
export function withinLimit<Result>(ms: number, run: () => Promise<Result>): Promise<Result> {
  const end = performance.now() + ms;
  return within(() => end - performance.now(), run);
}

/**
 * As `withinLimit`, for what belongs to an invocation of Lambda; without a limit outside of one.
 * @param reserve milliseconds that are left at the limit
 */
export function withinTimeOf<Result>(
  { getRemainingTimeInMillis: remaining }: TimedContext,
  reserve: number,
  run: () => Promise<Result>,
): Promise<Result> {
  return remaining ? within(() => remaining() - reserve, run) : run();
}

function within<Result>(left: Limit['left'], run: () => Promise<Result>): Promise<Result> {
  const signal = AbortSignal.timeout(Math.max(0, Math.floor(left())));
  const met = limits.getStore()?.met ?? { throttled: false };
  return limits.run({ signal, left, met }, run);
}

interface Client {
  // Of any SDK client; they share no type of their commands.
  send(command: never, options?: object): Promise<unknown>;
}

/**
 * Lets a client of AWS keep to the limits around its calls: their attempts, and the SDK's pauses between them, which
 * grow to seconds.
 */
export function obeyLimit(client: object): void {
  const limited = client as Client;
  const send = limited.send.bind(client);
  limited.send = (command, options = {}) => {
    const abortSignal = currentLimit();
    return send(command, abortSignal ? { ...options, abortSignal } : options);
  };
}
