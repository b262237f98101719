import type { Clock } from '../shared/clock.ts';

/**
 * So long a call waits for a busy worker before one more is started: most functions are done sooner,
 * and each further thread takes more than 10 MB.
 */
const BUSY_PATIENCE = 50; // milliseconds
/** So long it waits while a worker is being started. */
const START_PATIENCE = 1_000; // 1 second

/** Calls of one function that no worker was free for, in the order they came. */
export interface WaitingCalls<Worker> {
  wait(): Promise<Worker>;
  /** Gives the first one a worker; false when nobody waits. */
  give(worker: () => Worker): boolean;
  stop(): void;
}

interface Options<Worker> {
  readonly clock: Clock;
  /** Whether a worker is on its way. */
  readonly isStarting: () => boolean;
  /** Whether there may be one more. */
  readonly canGrow: () => boolean;
  /** Starts one more. */
  readonly grow: () => Worker;
}

/** Starts one more worker whenever the first call has waited too long. */
export function createWaitingCalls<Worker>(options: Options<Worker>): WaitingCalls<Worker> {
  const { clock } = options;
  const calls: { readonly since: number; readonly take: (worker: Worker) => void }[] = [];
  let cancel: (() => void) | null = null;

  const give = (worker: () => Worker): boolean => {
    const first = calls.shift();
    first?.take(worker());
    return first !== undefined;
  };
  const lookLater = (ms: number): void => {
    if (!options.canGrow()) return;
    cancel ??= clock.after(ms, () => {
      cancel = null;
      const [first] = calls;
      if (!first) return;
      const waited = clock.now() - first.since;
      const isLate = waited >= (options.isStarting() ? START_PATIENCE : BUSY_PATIENCE);
      if (isLate) give(options.grow);
      lookLater(Math.max(BUSY_PATIENCE - (isLate ? 0 : waited), 1));
    });
  };
  return {
    wait: () =>
      new Promise((take) => {
        calls.push({ since: clock.now(), take });
        lookLater(BUSY_PATIENCE);
      }),
    give,
    stop: () => cancel?.(),
  };
}
