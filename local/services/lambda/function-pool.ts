import type { LambdaFunction } from '../../assembly/model.ts';
import { machineTime, type Clock } from '../../shared/clock.ts';
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
import type { FunctionErrorPayload } from './types.ts';
import { createWaitingCalls } from './waiting-calls.ts';

/** Most invocations of one function that run at the same time; more wait their turn. */
export const MAX_CONCURRENCY = 10;

const IDLE_EXTRA = 10_000; // 10 seconds for workers beyond the first
const IDLE_LAST = 300_000; // 5 minutes for the only one
const INIT_PATIENCE = 10_000; // 10 seconds, Lambda's own limit of the init phase

/** All workers of one function. */
export interface FunctionPool {
  /** @param payload JSON text */
  invoke(requestId: string, payload: string, watch?: InvocationWatch): Promise<RawResult>;
  stop(): Promise<void>;
}

interface PoolOptions {
  readonly env: Record<string, string>;
  /** Where connections to hosts of AWS lead. @default - to AWS */
  readonly gatewayUrl?: string | undefined;
  readonly clock: Clock;
  readonly log: Log;
}

/** Starts a worker when none is free in time, keeps finished ones warm and ends them when they stay idle. */
export function createFunctionPool(lambda: LambdaFunction, options: PoolOptions): FunctionPool {
  const { clock, log } = options;
  const workers = new Set<FunctionWorker>();
  const idle: { readonly worker: FunctionWorker; readonly cancel: () => void }[] = [];
  let starting = 0;

  const begin = (): FunctionWorker => {
    const worker = startFunctionWorker(lambda, options);
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
    grow: begin,
  });
  const acquire = async (): Promise<FunctionWorker> => {
    for (let warm = idle.pop(); warm; warm = idle.pop()) {
      warm.cancel();
      if (warm.worker.alive) return warm.worker;
      workers.delete(warm.worker); // ended by itself between two invocations
    }
    return workers.size === 0 ? begin() : await waiting.wait();
  };
  const release = (worker: FunctionWorker): void => {
    if (!worker.alive) workers.delete(worker);
    const isTaken = waiting.give(() => (worker.alive ? worker : begin()));
    if (isTaken || !worker.alive) return;
    const cancel = clock.after(workers.size > 1 ? IDLE_EXTRA : IDLE_LAST, () => {
      idle.splice(
        idle.findIndex((entry) => entry.worker === worker),
        1,
      );
      workers.delete(worker);
      void worker.end();
    });
    idle.push({ worker, cancel });
  };

  return {
    async invoke(requestId, payload, watch) {
      const worker = await acquire();
      try {
        const result = await runOn(worker, lambda, { requestId, payload, watch }, clock);
        if (!result.ok) report(log, lambda, requestId, result.error);
        return result;
      } finally {
        release(worker);
      }
    },
    async stop() {
      waiting.stop();
      for (const { cancel } of idle.splice(0)) cancel();
      await Promise.all([...workers].map((worker) => worker.end()));
      workers.clear();
    },
  };
}

interface Invocation {
  readonly requestId: string;
  readonly payload: string;
  readonly watch: InvocationWatch | undefined;
}

async function runOn(
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
