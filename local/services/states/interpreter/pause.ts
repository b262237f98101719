import type { Clock } from '../../../shared/clock.ts';

/** A day: timers that wait longer ring at once. */
const LONGEST = 86_400_000;

/** Waits by the clock; rejects with the signal's reason as soon as it aborts. */
export function pause(clock: Clock, ms: number, signal: AbortSignal): Promise<void> {
  const until = clock.now() + ms;
  return new Promise((resolve, reject) => {
    let cancel = (): void => {};
    const abort = (): void => {
      cancel();
      reject(signal.reason as Error);
    };
    const end = (): void => {
      signal.removeEventListener('abort', abort);
      resolve();
    };
    const wait = (): void => {
      const left = until - clock.now();
      if (left <= 0) end();
      // A timer is as long as it was when the clock goes back: it is not asked again.
      else cancel = left > LONGEST ? clock.after(LONGEST, wait) : clock.after(left, end);
    };
    if (signal.aborted) abort();
    else {
      signal.addEventListener('abort', abort, { once: true });
      wait();
    }
  });
}

/**
 * Does work that may take so long at most.
 * @param ms by the clock
 * @param timeout what it fails with otherwise
 */
export async function within<T>(
  { clock, signal }: { readonly clock: Clock; readonly signal: AbortSignal },
  { ms, timeout }: { readonly ms: number; readonly timeout: () => Error },
  work: (signal: AbortSignal) => Promise<T>,
): Promise<T> {
  const own = new AbortController();
  const both = AbortSignal.any([signal, own.signal]);
  const cancelled = new AbortController();
  const late = pause(clock, ms, AbortSignal.any([both, cancelled.signal])).then(() => {
    const error = timeout();
    own.abort(error);
    throw error;
  });
  try {
    return await Promise.race([work(both), late]);
  } finally {
    late.catch(() => {});
    cancelled.abort();
  }
}
