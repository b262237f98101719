import type { Clock } from '../../shared/clock.ts';

const LOOK = 25; // milliseconds between two looks at the calls that wait

/**
 * How many looks the first call waits before one more worker is started: most functions are done
 * sooner, and each further thread takes 10 to 30 MB. Looks and not milliseconds, for a process that was
 * held up finds calls late whose worker is free long since.
 */
const PATIENCE = {
  /** A worker is being started: a second. */
  starting: 40,
  /** The workers take one call after the other: a quarter of a second for each that there is. */
  moving: 10,
  /** They are busy with long calls: 50 ms for each. */
  stuck: 2,
};

/** Looks for which a call taken counts: a worker that was only held up is no reason for one more. */
const MOVING_FOR = 10;

/** Calls of one function that no worker was free for, in the order they came. */
export interface WaitingCalls<Worker> {
  readonly count: number;
  /** @param take has the worker begin the call at once */
  wait(take: (worker: Worker) => void): void;
  /** The same for one that is come back, from before all others. */
  waitFirst(take: (worker: Worker) => void): void;
  /** Gives the first one a worker; false when nobody waits. */
  give(worker: () => Worker): boolean;
  stop(): void;
}

interface Options<Worker> {
  readonly clock: Clock;
  /** Whether a worker is on its way. */
  readonly isStarting: () => boolean;
  /** How many there are. */
  readonly workers: () => number;
  /** Whether there may be one more. */
  readonly canGrow: () => boolean;
  /** Starts one more. */
  readonly grow: () => Worker;
}

/** Starts one more worker whenever the first call has waited too long. */
export function createWaitingCalls<Worker>(options: Options<Worker>): WaitingCalls<Worker> {
  const calls: { readonly since: number; readonly take: (worker: Worker) => void }[] = [];
  let looks = 0;
  let lastMove = -MOVING_FOR;
  let cancel: (() => void) | null = null;

  const give = (worker: () => Worker): boolean => {
    const first = calls.shift();
    if (!first) return false;
    lastMove = looks;
    first.take(worker());
    return true;
  };
  const patience = (): number => {
    if (options.isStarting()) return PATIENCE.starting;
    const isMoving = looks - lastMove < MOVING_FOR;
    return (isMoving ? PATIENCE.moving : PATIENCE.stuck) * Math.max(1, options.workers());
  };
  const lookLater = (): void => {
    if (!options.canGrow()) return;
    cancel ??= options.clock.after(LOOK, () => {
      cancel = null;
      const [first] = calls;
      if (!first) return;
      looks += 1;
      if (looks - first.since >= patience()) calls.shift()?.take(options.grow());
      lookLater();
    });
  };
  return {
    get count() {
      return calls.length;
    },
    wait(take) {
      calls.push({ since: looks, take });
      lookLater();
    },
    waitFirst(take) {
      calls.unshift({ since: looks, take });
      lookLater();
    },
    give,
    stop: () => cancel?.(),
  };
}
