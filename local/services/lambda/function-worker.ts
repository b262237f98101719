import { Worker } from 'node:worker_threads';
import type { LambdaFunction } from '../../assembly/model.ts';
import type { Clock } from '../../shared/clock.ts';
import { isInspected } from '../../shared/inspected.ts';
import type { Log } from '../../shared/log.ts';
import { shortName } from '../../shared/short-name.ts';
import { exited, outOfMemory } from './function-errors.ts';
import { createLineLog, type LineLog } from './line-log.ts';
import { withSourcePlaces } from './source-of-error.ts';
import type { FunctionErrorPayload } from './types.ts';
import type { InvokeMessage, LoadMessage, WorkerData, WorkerMessage } from './worker/messages.ts';

/** What one invocation came to; `payload` is JSON text. */
export type RawResult =
  | { readonly ok: true; readonly payload: string }
  | { readonly ok: false; readonly error: FunctionErrorPayload };

/** Who looks on while a function runs. */
export interface InvocationWatch {
  /** What it finds in `_X_AMZN_TRACE_ID`. */
  readonly traceHeader: string;
  /** Told of each line that it prints. */
  line(stream: 'stdout' | 'stderr', text: string): void;
}

/** One thread that holds one function's loaded bundle: Lambda's execution environment. */
export interface FunctionWorker {
  /** False once the thread has ended. */
  readonly alive: boolean;
  /** Loads the bundle; null when it can be invoked. */
  ready(): Promise<FunctionErrorPayload | null>;
  /** One at a time. */
  run(message: InvokeMessage, watch?: InvocationWatch): Promise<RawResult>;
  end(): Promise<void>;
}

/** V8's own limit lets each thread keep up to a hundred for objects that hardly live. */
const YOUNG_GENERATION_MB = 6;

interface WorkerOptions {
  readonly env: Record<string, string>;
  /** Where connections to hosts of AWS lead. @default - to AWS */
  readonly gatewayUrl?: string | undefined;
  readonly sourceFolder?: string | undefined;
  /** Whose time `Date` tells. */
  readonly clock: Clock;
  readonly log: Log;
  /** A thread that was started for the function already, with the same options. @default - a new one */
  readonly ahead?: Worker | undefined;
}

/** Starts a thread for code of a function that is still being made, which takes a good part of its start. */
export const startAhead = (lambda: LambdaFunction, options: WorkerOptions): Worker =>
  newThread(lambda, options, true);

/** Starts a thread for a function. */
export function startFunctionWorker(
  lambda: LambdaFunction,
  options: WorkerOptions,
): FunctionWorker {
  const worker = options.ahead ?? newThread(lambda, options, false);
  const name = shortName(lambda);
  let watching: InvocationWatch | undefined;
  const lines = linesOf(lambda, options.log, (stream, text) => watching?.line(stream, text));
  const loaded = Promise.withResolvers<FunctionErrorPayload | null>();
  const state = { alive: true, requestId: '', died: null as FunctionErrorPayload | null };
  let settle: ((result: RawResult) => void) | null = null;
  const finish = (result: RawResult): void => {
    lines.flush();
    watching = undefined;
    settle?.(result);
    settle = null;
  };
  const fail = (error: FunctionErrorPayload): void => {
    loaded.resolve(error);
    finish({ ok: false, error });
  };

  follow(worker, lines);
  worker.on('message', (message: WorkerMessage) => {
    if (message.kind === 'output') lines.write(message.stream, message.text);
    else if (message.kind === 'ready') loaded.resolve(null);
    else if (message.kind === 'returned') finish({ ok: true, payload: message.payload });
    else if (message.kind === 'crashed') state.died = message.error;
    else fail(message.error);
  });
  worker.on('error', (error: Error & { code?: string }) => {
    state.died ??=
      error.code === 'ERR_WORKER_OUT_OF_MEMORY'
        ? outOfMemory(state.requestId)
        : { errorType: error.name, errorMessage: error.message };
  });
  worker.on('exit', (code) => {
    const whileIdle = state.alive && settle === null;
    state.alive = false;
    if (whileIdle && state.died) options.log.error(name, `ended: ${state.died.errorMessage}`);
    fail(state.died ?? exited(state.requestId, code));
  });

  worker.postMessage(codeOf(lambda, options.clock));

  return {
    get alive() {
      return state.alive;
    },
    ready: () => loaded.promise,
    run: (message, watch) =>
      new Promise((resolve) => {
        settle = resolve;
        watching = watch;
        state.requestId = message.context.awsRequestId;
        worker.postMessage(message);
      }),
    async end() {
      state.alive = false;
      await worker.terminate();
    },
  };
}

const codeOf = ({ codeFolder, handler, runtime }: LambdaFunction, clock: Clock): LoadMessage => ({
  codeFolder,
  handler,
  runtime,
  clockOffset: clock.offset ?? 0,
});

function follow({ stdout, stderr }: Worker, lines: LineLog): void {
  stdout.on('data', (text: Buffer) => lines.write('stdout', text.toString()));
  stderr.on('data', (text: Buffer) => lines.write('stderr', text.toString()));
}

/** Errors that a function catches and logs lead to their lines, too. */
function linesOf(lambda: LambdaFunction, log: Log, told: InvocationWatch['line']): LineLog {
  const shown = (text: string): string => withSourcePlaces(text, lambda.codeFolder);
  return createLineLog(shortName(lambda), log, told, shown);
}

function newThread(lambda: LambdaFunction, options: WorkerOptions, isAhead: boolean): Worker {
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
