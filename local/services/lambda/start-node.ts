import { Worker } from 'node:worker_threads';
import type { LambdaFunction } from '../../assembly/model.ts';
import type { Clock } from '../../shared/clock.ts';
import { isInspected } from '../../shared/inspected.ts';
import type { StartThread, ThreadOptions } from './thread.ts';
import type { LoadMessage, WorkerData, WorkerMessage } from './worker/messages.ts';

/** V8's own limit lets each thread keep up to a hundred for objects that hardly live. */
const YOUNG_GENERATION_MB = 6;

/** Starts a thread for code of a function that is still being made, which takes a good part of its start. */
export const startAhead = (lambda: LambdaFunction, options: ThreadOptions): Worker =>
  newThread(lambda, options, true);

/** Starts a thread of Node that holds one function, or has one that was started ahead load it. */
export const startNode: StartThread = (lambda, options, listener) => {
  const worker = options.ahead ?? newThread(lambda, options, false);
  worker.stdout.on('data', (text: Buffer) => listener.output('stdout', text.toString()));
  worker.stderr.on('data', (text: Buffer) => listener.output('stderr', text.toString()));
  worker.on('message', (message: WorkerMessage) => listener.message(message));
  worker.on('error', (error: Error) => listener.error(error));
  worker.on('exit', (code) => listener.exit(code));
  worker.postMessage(codeOf(lambda, options.clock));
  return {
    post: (message) => worker.postMessage(message),
    async end() {
      await worker.terminate();
    },
  };
};

const codeOf = (
  { codeFolder, layers = [], handler, runtime }: LambdaFunction,
  clock: Clock,
): LoadMessage => ({ codeFolder, layers, handler, runtime, clockOffset: clock.offset ?? 0 });

function newThread(lambda: LambdaFunction, options: ThreadOptions, isAhead: boolean): Worker {
  const { env, gatewayUrl, sourceFolder = process.cwd() } = options;
  const worker = new Worker(new URL('./worker/entry.mjs', import.meta.url), {
    name: lambda.functionName,
    env,
    execArgv: [],
    workerData: {
      gatewayUrl: gatewayUrl ?? null,
      isAhead,
      debuggedFrom: isInspected() ? sourceFolder : null,
    } satisfies WorkerData,
    resourceLimits: {
      maxOldGenerationSizeMb: lambda.memorySize,
      maxYoungGenerationSizeMb: YOUNG_GENERATION_MB,
    },
    // Else Node pipes every thread into this process's own output, a listener each.
    stdout: true,
    stderr: true,
  });
  // The gateway keeps the process alive, an idle function does not.
  worker.unref();
  return worker;
}
