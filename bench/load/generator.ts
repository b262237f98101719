import { fileURLToPath } from 'node:url';
import { forkProcess } from '../processes/fork-process.ts';
import type { LoadResult, LoadTask } from './types.ts';

/** The load generator's process; it works on one task at a time. */
export interface Generator {
  run(task: LoadTask): Promise<LoadResult>;
  stop(): Promise<void>;
}

/** Starts the process that makes load. */
export function startGenerator(): Generator {
  const child = forkProcess('load generator', fileURLToPath(new URL('worker.ts', import.meta.url)));
  return {
    run: (task) => child.ask<LoadResult>({ ...task, exchanges: [...task.exchanges] }),
    stop: () => child.stop(),
  };
}
