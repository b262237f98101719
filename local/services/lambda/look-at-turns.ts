import type { Clock } from '../../shared/clock.ts';
import type { FunctionWorker } from './function-worker.ts';

/** Between two looks at threads that were given more than they run. */
const LOOK_MS = 25;

/** Has what waits in a thread for a long invocation taken back, for another to run it; looks while there is such. */
export function createLook(clock: Clock, workers: ReadonlySet<FunctionWorker>): () => void {
  let isLooking = false;
  const look = (): void => {
    isLooking = false;
    const together = [...workers].filter((worker) => worker.look());
    if (together.length > 0) lookLater();
  };
  const lookLater = (): void => {
    if (isLooking) return;
    isLooking = true;
    clock.after(LOOK_MS, look);
  };
  return lookLater;
}
