import type { LambdaFunction } from '../../assembly/model.ts';
import type { Log } from '../../shared/log.ts';
import { shortName } from '../../shared/short-name.ts';
import { exited, outOfMemory } from './function-errors.ts';
import { createLineLog, type LineLog } from './line-log.ts';
import { startPython } from './python/start-python.ts';
import { withSourcePlaces } from './source-of-error.ts';
import { startNode } from './start-node.ts';
import type { ThreadOptions } from './thread.ts';
import type { FunctionErrorPayload } from './types.ts';
import type { InvokeMessage } from './worker/messages.ts';

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

/** One thread or process that holds one function's loaded code: Lambda's execution environment. */
export interface FunctionWorker {
  /** False once the thread has ended. */
  readonly alive: boolean;
  /** Loads the bundle; null when it can be invoked. */
  ready(): Promise<FunctionErrorPayload | null>;
  /** One at a time. */
  run(message: InvokeMessage, watch?: InvocationWatch): Promise<RawResult>;
  end(): Promise<void>;
}

interface WorkerOptions extends ThreadOptions {
  readonly log: Log;
}

/** Starts a thread for a function. */
export function startFunctionWorker(
  lambda: LambdaFunction,
  options: WorkerOptions,
): FunctionWorker {
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

  const start = lambda.runtime.startsWith('python') ? startPython : startNode;
  const thread = start(lambda, options, {
    output: (stream, text) => lines.write(stream, text),
    message(message) {
      if (message.kind === 'output') lines.write(message.stream, message.text);
      else if (message.kind === 'ready') loaded.resolve(null);
      else if (message.kind === 'returned') finish({ ok: true, payload: message.payload });
      else if (message.kind === 'crashed') state.died = message.error;
      else fail(message.error);
    },
    error(error) {
      state.died ??= deathBy(error, state.requestId);
    },
    exit(code) {
      const whileIdle = state.alive && settle === null;
      state.alive = false;
      if (whileIdle && state.died) options.log.error(name, `ended: ${state.died.errorMessage}`);
      fail(state.died ?? exited(state.requestId, code));
    },
  });

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
        thread.post(message);
      }),
    async end() {
      state.alive = false;
      await thread.end();
    },
  };
}

const deathBy = (
  error: Error & { readonly code?: string },
  requestId: string,
): FunctionErrorPayload =>
  error.code === 'ERR_WORKER_OUT_OF_MEMORY'
    ? outOfMemory(requestId)
    : { errorType: error.name, errorMessage: error.message };

/** Errors that a function catches and logs lead to their lines, too. */
function linesOf(lambda: LambdaFunction, log: Log, told: InvocationWatch['line']): LineLog {
  const shown = (text: string): string => withSourcePlaces(text, lambda.codeFolder);
  return createLineLog(shortName(lambda), log, told, shown);
}
