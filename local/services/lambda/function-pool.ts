import type { Worker } from 'node:worker_threads';
import type { LambdaFunction } from '../../assembly/model.ts';
import { machineTime, type Clock } from '../../shared/clock.ts';
import { isInspected } from '../../shared/inspected.ts';
import type { Log } from '../../shared/log.ts';
import { shortName } from '../../shared/short-name.ts';
import { LOG_STREAM_NAME, logGroupName } from './environment.ts';
import { answerTooLarge, PAYLOAD_LIMIT, timedOut } from './function-errors.ts';
import {
  type FunctionWorker,
  type InvocationWatch,
  type RawResult,
  startFunctionWorker,
} from './function-worker.ts';
import { createIdleWorkers } from './idle-workers.ts';
import type { FunctionErrorPayload } from './types.ts';
import { createWaitingCalls } from './waiting-calls.ts';

/** Most invocations of one function that run at the same time; more wait their turn. */
export const MAX_CONCURRENCY = 10;

const INIT_PATIENCE = 10_000; // 10 seconds, Lambda's own limit of the init phase

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

/** Starts a worker when none is free in time, keeps finished ones warm and ends them when they stay idle. */
export function createFunctionPool(lambda: LambdaFunction, options: PoolOptions): FunctionPool {
  const { clock, ahead } = options;
  const workers = new Set<FunctionWorker>();
  const drained = Promise.withResolvers<undefined>();
  let starting = 0;
  let isRetired = false;

  const begin = (thread?: Worker): FunctionWorker => {
    const worker = startFunctionWorker(lambda, { ...options, ahead: thread });
    workers.add(worker);
    starting += 1;
    void worker.ready().then(() => (starting -= 1));
    return worker;
  };
  const waiting = createWaitingCalls({
    clock,
    isStarting: () => starting > 0,
    workers: () => workers.size,
    canGrow: () => workers.size < MAX_CONCURRENCY,
    grow: () => begin(),
  });
  const end = (worker: FunctionWorker): void => {
    workers.delete(worker);
    void worker.end();
    if (isRetired && workers.size === 0) drained.resolve(undefined);
  };
  const idle = createIdleWorkers(clock, end);
  if (ahead) idle.add(begin(ahead), true);
  const acquire = async (): Promise<FunctionWorker> =>
    idle.take() ?? (workers.size === 0 ? begin() : await waiting.wait());
  const release = (worker: FunctionWorker): void => {
    if (!worker.alive) workers.delete(worker);
    if (waiting.give(() => (worker.alive ? worker : begin()))) return;
    if (isRetired) end(worker);
    else if (worker.alive) idle.add(worker, workers.size === 1);
  };

  return {
    isUsed: () => workers.size > 0,
    async invoke(requestId, payload, watch) {
      const worker = await acquire();
      try {
        return await runOn(worker, lambda, { requestId, payload, watch }, options);
      } finally {
        release(worker);
      }
    },
    async retire() {
      isRetired = true;
      idle.clear();
      if (workers.size > 0) await drained.promise;
    },
    async stop() {
      waiting.stop();
      const ending = [...workers];
      idle.clear();
      await Promise.all(ending.map((worker) => worker.end()));
      workers.clear();
    },
  };
}

interface Invocation {
  readonly requestId: string;
  /** JSON text. */
  readonly payload: string;
  readonly watch: InvocationWatch | undefined;
}

async function runOn(
  worker: FunctionWorker,
  lambda: LambdaFunction,
  call: Invocation,
  { clock, log }: PoolOptions,
): Promise<RawResult> {
  const result = await resultOn(worker, lambda, call, clock);
  if (!result.ok) report(log, lambda, call.requestId, result.error);
  return result;
}

async function resultOn(
  worker: FunctionWorker,
  lambda: LambdaFunction,
  { requestId, payload, watch }: Invocation,
  clock: Clock,
): Promise<RawResult> {
  const broken = await within(worker, INIT_PATIENCE, clock, worker.ready());
  if (broken === LATE) return { ok: false, error: timedOut(requestId, INIT_PATIENCE / 1_000) };
  if (broken !== null) {
    await worker.end();
    return { ok: false, error: broken };
  }
  const timeoutMs = lambda.timeout * 1_000;
  const context = {
    awsRequestId: requestId,
    functionName: lambda.functionName,
    functionVersion: '$LATEST',
    invokedFunctionArn: lambda.arn,
    memoryLimitInMB: String(lambda.memorySize),
    logGroupName: logGroupName(lambda),
    logStreamName: LOG_STREAM_NAME,
  };
  const traceHeader = watch?.traceHeader;
  const run = worker.run(
    { event: payload, context, timeoutMs, clockOffset: clock.offset ?? 0, traceHeader },
    watch,
  );
  const result = await within(worker, timeoutMs, clock, run);
  if (result === LATE) return { ok: false, error: timedOut(requestId, lambda.timeout) };
  if (result.ok && Buffer.byteLength(result.payload) > PAYLOAD_LIMIT) {
    return { ok: false, error: answerTooLarge() };
  }
  return result;
}

const LATE = Symbol('late');

/** Ends the worker when the time is over: nothing else stops code that loops. */
async function within<T>(
  worker: FunctionWorker,
  ms: number,
  clock: Clock,
  result: Promise<T>,
): Promise<T | typeof LATE> {
  const late = Promise.withResolvers<typeof LATE>();
  const cancel = machineTime(clock).after(ms, () => {
    // What stands still in a debugger is not late.
    if (isInspected()) return;
    // Before the thread's end settles `result` as an exit.
    late.resolve(LATE);
    void worker.end();
  });
  try {
    return await Promise.race([late.promise, result]);
  } finally {
    cancel();
  }
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
