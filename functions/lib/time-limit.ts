import { AsyncLocalStorage } from 'node:async_hooks';

const limits = new AsyncLocalStorage<AbortSignal>();

/** The signal that ends calls of what runs within a limit; undefined outside of one. */
export const currentLimit = (): AbortSignal | undefined => limits.getStore();

/**
 * Runs what may take so long and no longer: its calls are broken off then and no other begins, so that
 * nothing of it goes on behind the back of who tries again.
 * @param ms milliseconds; none of them are left when it is negative
 */
export const withinLimit = <Result>(ms: number, run: () => Promise<Result>): Promise<Result> =>
  limits.run(AbortSignal.timeout(Math.max(0, Math.floor(ms))), run);

interface Handler {
  // Of any SDK client; they share no type of their requests.
  handle(request: never, options?: object): Promise<unknown>;
}

/** Lets a client of AWS keep to the limits of `withinLimit`. */
export function obeyLimit(client: { readonly config: { readonly requestHandler: object } }): void {
  const handler = client.config.requestHandler as Handler;
  const handle = handler.handle.bind(handler);
  handler.handle = (request, options = {}) => {
    const abortSignal = currentLimit();
    return handle(request, abortSignal ? { ...options, abortSignal } : options);
  };
}
