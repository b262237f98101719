import type { LambdaFunction } from '../../assembly/model.ts';
import type { Log } from '../../shared/log.ts';
import { createFunctionPool, type FunctionPool, type PoolOptions } from './function-pool.ts';

/** The workers of all functions. */
export interface FunctionPools {
  /** Those of one function, made when they are first needed. */
  of(config: LambdaFunction): FunctionPool;
  /** Makes the next ones anew; what runs comes to its end. */
  retire(functionName: string): void;
  stop(): Promise<void>;
}

type SharedOptions = Omit<PoolOptions, 'env' | 'log'> & {
  readonly logOf: (config: LambdaFunction) => Log;
  readonly environmentOf: (config: LambdaFunction) => Record<string, string>;
};

/** Keeps a pool for each function. */
export function createFunctionPools(options: SharedOptions): FunctionPools {
  const pools = new Map<string, FunctionPool>();
  const retired = new Set<FunctionPool>();
  return {
    of(config) {
      const existing = pools.get(config.functionName);
      if (existing) return existing;
      const pool = createFunctionPool(config, {
        ...options,
        env: options.environmentOf(config),
        log: options.logOf(config),
      });
      pools.set(config.functionName, pool);
      return pool;
    },
    retire(functionName) {
      const pool = pools.get(functionName);
      if (!pool) return;
      pools.delete(functionName);
      retired.add(pool);
      void pool.retire().then(() => retired.delete(pool));
    },
    async stop() {
      await Promise.all([...pools.values(), ...retired].map((pool) => pool.stop()));
      pools.clear();
    },
  };
}
