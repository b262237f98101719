import type { LambdaFunction } from '../../assembly/model.ts';
import type { Log } from '../../shared/log.ts';
import { shortName } from '../../shared/short-name.ts';
import type { FunctionWorker, Invocation, InvocationWatch, RawResult } from './function-worker.ts';
import { createLook } from './look-at-turns.ts';
import { runInvocation } from './run-invocation.ts';
import type { FunctionErrorPayload } from './types.ts';
import { createWorkers, type PoolOptions } from './workers.ts';

/** All workers of one function. */
export interface FunctionPool {
  /** Whether it has a worker. */
  isUsed(): boolean;
  /** @param payload JSON text */
  invoke(requestId: string, payload: string, watch?: InvocationWatch): Promise<RawResult>;
  /** Lets what runs come to its end, and ends each worker then: other code takes the place. */
  retire(): Promise<void>;
  stop(): Promise<void>;
}

/** Starts a worker when none is free in time, keeps finished ones warm and ends them when they stay idle. */
export function createFunctionPool(lambda: LambdaFunction, options: PoolOptions): FunctionPool {
  const workers = createWorkers(lambda, options);
  const { waiting } = workers;
  const look = createLook(options.clock, workers.all);
  const placeOn = (call: Call, worker: FunctionWorker): void => {
    const result = runInvocation(worker, call.invocation, options.clock);
    if (worker.count > 1) look();
    const settle = (found: RawResult | null): void => {
      workers.release(worker);
      if (found !== null) call.resolve(found);
      else place(call, (take) => waiting.waitFirst(take));
    };
    result.then(settle).catch((error: unknown) => call.reject(error));
  };
  const place = (call: Call, wait: typeof waiting.wait): void => {
    const worker = workers.free();
    if (worker) placeOn(call, worker);
    else wait((next) => placeOn(call, next));
  };
  return {
    isUsed: () => workers.all.size > 0,
    async invoke(requestId, payload, watch) {
      const result = await new Promise<RawResult>((resolve, reject) => {
        const invocation = { requestId, payload, watch };
        place({ invocation, resolve, reject }, (take) => waiting.wait(take));
      });
      if (!result.ok) report(options.log, lambda, requestId, result.error);
      return result;
    },
    retire: () => workers.retire(),
    stop: () => workers.stop(),
  };
}

/** An invocation, and who waits for it. */
interface Call {
  readonly invocation: Invocation;
  resolve(result: RawResult): void;
  reject(error: unknown): void;
}

function report(
  log: Log,
  lambda: LambdaFunction,
  requestId: string,
  { errorType, errorMessage }: FunctionErrorPayload,
): void {
  const { stackName, logicalId } = lambda;
  const where = errorType.startsWith('Runtime.') ? ` (${stackName}/${logicalId})` : '';
  log.error(shortName(lambda), `${requestId} ${errorType}${where}: ${errorMessage}`);
}
