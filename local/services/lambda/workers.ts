import type { Worker } from 'node:worker_threads';
import type { LambdaFunction } from '../../assembly/model.ts';
import type { Clock } from '../../shared/clock.ts';
import type { Log } from '../../shared/log.ts';
import { startFunctionWorker, type FunctionWorker } from './function-worker.ts';
import { createIdleWorkers } from './idle-workers.ts';
import { createWaitingCalls, type WaitingCalls } from './waiting-calls.ts';

/** Most invocations of one function that run at the same time; more wait their turn. */
export const MAX_CONCURRENCY = 10;

/** What workers are started with. */
export interface PoolOptions {
  readonly env: Record<string, string>;
  /** Where connections to hosts of AWS lead. @default - to AWS */
  readonly gatewayUrl?: string | undefined;
  /** Where debuggers find the sources of bundles. @default - the working directory */
  readonly sourceFolder?: string | undefined;
  /** A thread of the function that waits for its code: the first worker, which loads it at once. @default - none */
  readonly ahead?: Worker;
  readonly clock: Clock;
  readonly log: Log;
}

/** The workers of one function, and the calls that wait for one. */
export interface Workers {
  readonly all: ReadonlySet<FunctionWorker>;
  readonly waiting: WaitingCalls<FunctionWorker>;
  /** One that takes an invocation at once: it has nothing to do, or is quick. */
  free(): FunctionWorker | undefined;
  /** An invocation that it was given has come to an end: gives it what waits. */
  release(worker: FunctionWorker): void;
  retire(): Promise<void>;
  stop(): Promise<void>;
}

/** Starts them when they are needed. */
export function createWorkers(lambda: LambdaFunction, options: PoolOptions): Workers {
  const { clock, ahead } = options;
  const { all, begin, isStarting } = createBeginnings(lambda, options);
  const drained = Promise.withResolvers<undefined>();
  let isRetired = false;
  let isStopped = false;

  const waiting = createWaitingCalls({
    clock,
    isStarting,
    workers: () => all.size,
    canGrow: () => all.size < MAX_CONCURRENCY,
    grow: () => begin(),
  });
  const end = (worker: FunctionWorker): void => {
    all.delete(worker);
    void worker.end();
    if (isRetired && all.size === 0) drained.resolve(undefined);
  };
  const idle = createIdleWorkers(clock, end);
  if (ahead) idle.add(begin(ahead), true);
  const quickOne = (): FunctionWorker | undefined => [...all].find(({ room }) => room > 0);
  return {
    all,
    waiting,
    free() {
      // What a thread has not begun at its end is not begun any more.
      if (isStopped) return undefined;
      const found = idle.take() ?? (all.size === 0 ? begin() : undefined);
      return found ?? (waiting.count === 0 ? quickOne() : undefined);
    },
    release(worker) {
      if (isStopped) return;
      if (!worker.alive) {
        if (all.delete(worker)) waiting.give(() => begin());
      } else if (worker.count === 0 && !waiting.give(() => worker)) {
        if (!isRetired) idle.add(worker, all.size === 1);
      }
      // Each that it is given takes room.
      while (worker.room > 0 && waiting.give(() => worker));
      if (isRetired && worker.count === 0) end(worker);
    },
    async retire() {
      isRetired = true;
      idle.clear();
      if (all.size > 0) await drained.promise;
    },
    async stop() {
      isStopped = true;
      waiting.stop();
      const ending = [...all];
      idle.clear();
      await Promise.all(ending.map((worker) => worker.end()));
      all.clear();
    },
  };
}

/** Starts them, and knows those that have not loaded their code yet. */
function createBeginnings(lambda: LambdaFunction, options: PoolOptions) {
  const all = new Set<FunctionWorker>();
  let starting = 0;
  return {
    all,
    isStarting: () => starting > 0,
    begin: (thread?: Worker): FunctionWorker => {
      const worker = startFunctionWorker(lambda, { ...options, ahead: thread });
      all.add(worker);
      starting += 1;
      void worker.ready().then(() => (starting -= 1));
      return worker;
    },
  };
}
