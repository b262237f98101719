import { untilAborted } from '../../shared/until-aborted.ts';

/** Who may use what only one can use at a time, in the order in which they ask. */
export interface Turns {
  /**
   * Resolves when it is the caller's turn, with what ends it.
   * @throws the reason of the signal, when it is aborted before
   */
  take(signal: AbortSignal): Promise<() => void>;
}

/** Turns that nobody has yet. */
export function createTurns(): Turns {
  let last: Promise<unknown> = Promise.resolve();
  return {
    async take(signal) {
      const before = last;
      const { promise, resolve: end } = Promise.withResolvers<undefined>();
      last = before.then(() => promise);
      try {
        await untilAborted(before, signal);
      } catch (error) {
        end(undefined);
        throw error;
      }
      return () => end(undefined);
    },
  };
}
