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
}

const limits = new AsyncLocalStorage<Limit>();

/** The signal that ends calls of what runs within a limit; undefined outside of one. */
export const currentLimit = (): AbortSignal | undefined => limits.getStore()?.signal;

/** Milliseconds until the limit that is nearest around; Infinity outside of one, as in `npm run users`. */
export const timeLeft = (): number => limits.getStore()?.left() ?? Infinity;

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

const within = <Result>(left: Limit['left'], run: () => Promise<Result>): Promise<Result> =>
  limits.run({ signal: AbortSignal.timeout(Math.max(0, Math.floor(left()))), left }, run);

interface Handler {
  // Of any SDK client; they share no type of their requests.
  handle(request: never, options?: object): Promise<unknown>;
}

/** Handlers that keep to the limits already. */
const limited = new WeakSet<object>();

/** Lets a client of AWS keep to the limits around its calls; again does no harm. */
export function obeyLimit(client: { readonly config: { readonly requestHandler: object } }): void {
  const handler = client.config.requestHandler as Handler;
  if (limited.has(handler)) return;
  limited.add(handler);
  const handle = handler.handle.bind(handler);
  handler.handle = (request, options = {}) => {
    const abortSignal = currentLimit();
    return handle(request, abortSignal ? { ...options, abortSignal } : options);
  };
}
