import type { LambdaFunction } from '../../assembly/model.ts';
import type { Log } from '../../shared/log.ts';
import { shortName } from '../../shared/short-name.ts';
import { exited, outOfMemory, timedOut } from './function-errors.ts';
import { UNSAMPLED_TRACE_HEADER } from '../../tracing/index.ts';
import { createLineLog, type LineLog } from './line-log.ts';
import { startPython } from './python/start-python.ts';
import { withSourcePlaces } from './source-of-error.ts';
import { startNode } from './start-node.ts';
import type { Thread, ThreadOptions } from './thread.ts';
import { createTurnsGiven, type TurnsGiven } from './turns-given.ts';
import type { FunctionErrorPayload } from './types.ts';
import type { WorkerMessage } from './worker/messages.ts';

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

/** One run of a function. */
export interface Invocation {
  readonly requestId: string;
  /** JSON text. */
  readonly payload: string;
  readonly watch: InvocationWatch | undefined;
}

/** One thread or process that holds one function's loaded code: Lambda's execution environment. */
export interface FunctionWorker extends Pick<TurnsGiven, 'count' | 'room' | 'look'> {
  /** False once the thread has ended. */
  readonly alive: boolean;
  /** Whether it has loaded the bundle. */
  readonly isReady: boolean;
  /** Loads the bundle; null when it can be invoked. */
  ready(): Promise<FunctionErrorPayload | null>;
  /**
   * One at a time: what is given before the last one is answered waits for it. Ends the thread when the function's
   * time is over: nothing else stops code that loops.
   * @returns null when it was not begun and another worker may run it
   */
  run(invocation: Invocation): Promise<RawResult | null>;
  end(): Promise<void>;
}

interface WorkerOptions extends ThreadOptions {
  readonly log: Log;
}

/** Starts a thread for a function. */
export const startFunctionWorker = (
  lambda: LambdaFunction,
  options: WorkerOptions,
): FunctionWorker => new ThreadWorker(lambda, options);

class ThreadWorker implements FunctionWorker {
  alive = true;
  isReady = false;
  readonly #lambda: LambdaFunction;
  readonly #options: WorkerOptions;
  readonly #lines: LineLog;
  readonly #thread: Thread;
  readonly #turns: TurnsGiven;
  readonly #loaded = Promise.withResolvers<FunctionErrorPayload | null>();
  #requestId = '';
  #died: FunctionErrorPayload | null = null;

  constructor(lambda: LambdaFunction, options: WorkerOptions) {
    this.#lambda = lambda;
    this.#options = options;
    const told: InvocationWatch['line'] = (stream, text) =>
      this.#turns.first?.watch?.line(stream, text);
    this.#lines = linesOf(lambda, options.log, told);
    const start = lambda.runtime.startsWith('python') ? startPython : startNode;
    this.#thread = start(lambda, options, {
      output: (stream, text) => this.#lines.write(stream, text),
      message: (message) => this.#hear(message),
      error: (error) => (this.#died ??= deathBy(error, this.#requestId)),
      exit: (code) => this.#exit(code),
    });
    this.#turns = createTurnsGiven({
      turns: this.#thread.turns,
      timeoutMs: lambda.timeout * 1_000,
      clock: options.clock,
      begins: ({ requestId }) => (this.#requestId = requestId),
      late: () => this.#late(),
    });
  }

  get count(): number {
    return this.#turns.count;
  }

  get room(): number {
    return this.alive ? this.#turns.room : 0;
  }

  look(): boolean {
    return this.#turns.look();
  }

  ready(): Promise<FunctionErrorPayload | null> {
    return this.#loaded.promise;
  }

  run({ requestId: awsRequestId, payload, watch }: Invocation): Promise<RawResult | null> {
    return new Promise((resolve) => {
      const settle = (result: RawResult | null): void => resolve(result);
      const turn = this.#turns.add({ requestId: awsRequestId, watch, settle });
      const clockOffset = this.#options.clock.offset ?? 0;
      const traceHeader = watch?.traceHeader ?? UNSAMPLED_TRACE_HEADER;
      this.#thread.post({ turn, awsRequestId, event: payload, clockOffset, traceHeader });
    });
  }

  async end(): Promise<void> {
    this.alive = false;
    await this.#thread.end();
  }

  #hear(message: WorkerMessage): void {
    if (message.kind === 'returned') this.#finish({ ok: true, payload: message.payload });
    else if (message.kind === 'output') this.#lines.write(message.stream, message.text);
    else if (message.kind === 'crashed') this.#died = message.error;
    else if (message.kind === 'ready') {
      this.isReady = true;
      this.#loaded.resolve(null);
    } else this.#fail(message.error);
  }

  #finish(result: RawResult): void {
    this.#lines.flush();
    this.#turns.shift(result);
  }

  #fail(error: FunctionErrorPayload): void {
    this.#loaded.resolve(error);
    this.#finish({ ok: false, error });
  }

  #late(): void {
    void this.end();
    this.#finish({ ok: false, error: timedOut(this.#requestId, this.#lambda.timeout) });
  }

  #exit(code: number): void {
    const whileIdle = this.alive && this.count === 0;
    this.alive = false;
    const died = this.#died;
    if (whileIdle && died) {
      this.#options.log.error(shortName(this.#lambda), `ended: ${died.errorMessage}`);
    }
    const error = died ?? exited(this.#requestId, code);
    this.#fail(error);
    this.#turns.recall();
    while (this.count > 0) this.#fail(error);
  }
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
