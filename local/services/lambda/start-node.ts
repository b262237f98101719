import { Worker } from 'node:worker_threads';
import type { LambdaFunction } from '../../assembly/model.ts';
import type { Clock } from '../../shared/clock.ts';
import { isInspected } from '../../shared/inspected.ts';
import { contextOf, type StartThread, type ThreadOptions } from './thread.ts';
import type { InvokeMessage, LoadMessage, WorkerData, WorkerMessage } from './worker/messages.ts';
import { noTurns, type Turns } from './worker/turns.ts';

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
  const turns = noTurns();
  worker.postMessage(codeOf(lambda, turns, options.clock));
  return {
    post: together((messages) => worker.postMessage(messages)),
    turns,
    async end() {
      await worker.terminate();
    },
  };
};

/** Sends what comes in one turn of the event loop at once: to wake a thread costs more than a small function. */
function together(
  send: (messages: readonly InvokeMessage[]) => void,
): (message: InvokeMessage) => void {
  let ready: InvokeMessage[] = [];
  const sendAll = (): void => {
    const messages = ready;
    ready = [];
    send(messages);
  };
  return (message) => {
    if (ready.push(message) === 1) setImmediate(sendAll);
  };
}

function codeOf(lambda: LambdaFunction, turns: Turns, clock: Clock): LoadMessage {
  const { codeFolder, layers = [], handler, runtime, timeout } = lambda;
  const clockOffset = clock.offset ?? 0;
  const context = contextOf(lambda);
  return {
    codeFolder,
    layers,
    handler,
    runtime,
    clockOffset,
    context,
    timeoutMs: timeout * 1_000,
    turns,
  };
}

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
