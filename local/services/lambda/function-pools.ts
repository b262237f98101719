import { isDeepStrictEqual } from 'node:util';
import type { Worker } from 'node:worker_threads';
import type { LambdaFunction } from '../../assembly/model.ts';
import { machineTime } from '../../shared/clock.ts';
import type { Log } from '../../shared/log.ts';
import { createFunctionPool, type FunctionPool } from './function-pool.ts';
import { startAhead } from './start-node.ts';
import type { PoolOptions } from './workers.ts';

/** The workers of all functions. */
export interface FunctionPools {
  /** Those of one function, made when they are first needed. */
  of(config: LambdaFunction): FunctionPool;
  /** Their code is being made anew: starts threads for those in use that can wait for it. */
  prepare(configs: readonly LambdaFunction[]): void;
  /** Has the next ones run this version; what runs comes to its end. */
  replace(config: LambdaFunction): void;
  stop(): Promise<void>;
}

type SharedOptions = Omit<PoolOptions, 'env' | 'log'> & {
  readonly logOf: (config: LambdaFunction) => Log;
  readonly environmentOf: (config: LambdaFunction) => Record<string, string>;
};

/** More wait for no code: each takes 10 MB, and what many functions share is bundled for longer anyway. */
const MAX_AHEAD = 3;
/** So long code may take to be made; a broken save is mended within it, too. */
const AHEAD_MS = 30_000; // 30 seconds

/** A thread that waits for the code of a function. */
interface Ahead {
  /** The version that runs. */
  readonly config: LambdaFunction;
  readonly options: PoolOptions;
  readonly thread: Worker;
  readonly cancel: () => void;
}

/** Keeps a pool for each function. */
export function createFunctionPools(options: SharedOptions): FunctionPools {
  const pools = new Map<string, FunctionPool>();
  const retired = new Set<FunctionPool>();
  const ahead = createThreadsAhead(options);
  const retire = (functionName: string): void => {
    const pool = pools.get(functionName);
    if (!pool) return;
    pools.delete(functionName);
    retired.add(pool);
    void pool.retire().then(() => retired.delete(pool));
  };
  return {
    of(config) {
      const existing = pools.get(config.functionName);
      if (existing) return existing;
      const pool = createFunctionPool(config, poolOptionsOf(config, options));
      pools.set(config.functionName, pool);
      return pool;
    },
    prepare(configs) {
      const used = configs.filter(
        ({ functionName, runtime }) =>
          runtime.startsWith('nodejs') && pools.get(functionName)?.isUsed(),
      );
      for (const config of used.slice(0, MAX_AHEAD)) ahead.start(config);
    },
    replace(config) {
      retire(config.functionName);
      const begun = ahead.take(config);
      if (!begun) return;
      pools.set(
        config.functionName,
        createFunctionPool(config, { ...begun.options, ahead: begun.thread }),
      );
    },
    async stop() {
      await ahead.stop();
      await Promise.all([...pools.values(), ...retired].map((pool) => pool.stop()));
      pools.clear();
    },
  };
}

const poolOptionsOf = (config: LambdaFunction, options: SharedOptions): PoolOptions => ({
  ...options,
  env: options.environmentOf(config),
  log: options.logOf(config),
});

/** Threads that wait for the code of their function, one of each for a while. */
function createThreadsAhead(options: SharedOptions) {
  const waiting = new Map<string, Ahead>();
  const remove = (functionName: string): Ahead | undefined => {
    const found = waiting.get(functionName);
    waiting.delete(functionName);
    found?.cancel();
    return found;
  };
  return {
    start(config: LambdaFunction): void {
      const { functionName } = config;
      if (waiting.has(functionName)) return;
      const own = poolOptionsOf(config, options);
      const thread = startAhead(config, own);
      const cancel = machineTime(options.clock).after(AHEAD_MS, () => {
        void remove(functionName)?.thread.terminate();
      });
      waiting.set(functionName, { config, options: own, thread, cancel });
    },
    /** Null: there is none, or it was started for other settings. */
    take(next: LambdaFunction): Ahead | null {
      const found = remove(next.functionName);
      if (!found) return null;
      const { config, thread } = found;
      // One that ended by itself has no number any more.
      if (thread.threadId !== -1 && isDeepStrictEqual(withoutCode(config), withoutCode(next))) {
        return found;
      }
      void thread.terminate();
      return null;
    },
    async stop(): Promise<void> {
      const threads = [...waiting.keys()].flatMap((name) => remove(name)?.thread ?? []);
      await Promise.all(threads.map((thread) => thread.terminate()));
    },
  };
}

const withoutCode = ({ codeFolder: _code, ...settings }: LambdaFunction): unknown => settings;
