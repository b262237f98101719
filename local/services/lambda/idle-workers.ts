import { machineTime, type Clock } from '../../shared/clock.ts';
import type { FunctionWorker } from './function-worker.ts';

const IDLE_EXTRA = 10_000; // 10 seconds for workers beyond the first
const IDLE_LAST = 300_000; // 5 minutes for the only one

/** Workers of one function that nothing runs on. */
export interface IdleWorkers {
  /** The one that was used last, of those that did not end by themselves. */
  take(): FunctionWorker | undefined;
  /** Keeps it for its time, which is longer for the only one. */
  add(worker: FunctionWorker, isOnly: boolean): void;
  /** Ends all of them. */
  clear(): void;
}

/**
 * @param clock what they take up is the machine's: they do not end because an app's clock is set ahead
 * @param end ends a worker that was idle for too long
 */
export function createIdleWorkers(
  clock: Clock,
  end: (worker: FunctionWorker) => void,
): IdleWorkers {
  const idle: { readonly worker: FunctionWorker; readonly cancel: () => void }[] = [];
  return {
    take() {
      for (let last = idle.pop(); last; last = idle.pop()) {
        last.cancel();
        if (last.worker.alive) return last.worker;
        end(last.worker);
      }
    },
    add(worker, isOnly) {
      if (idle.some((entry) => entry.worker === worker)) return;
      const cancel = machineTime(clock).after(isOnly ? IDLE_LAST : IDLE_EXTRA, () => {
        idle.splice(
          idle.findIndex((entry) => entry.worker === worker),
          1,
        );
        end(worker);
      });
      idle.push({ worker, cancel });
    },
    clear() {
      for (const { worker, cancel } of idle.splice(0)) {
        cancel();
        end(worker);
      }
    },
  };
}
