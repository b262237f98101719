import type { FunctionErrorPayload } from '../types.ts';
import type { Turns } from './turns.ts';

/** What a worker thread is started with. */
export interface WorkerData {
  /** Where connections to hosts of AWS lead; null: to AWS. */
  readonly gatewayUrl: string | null;
  /** The folder with the sources, for a debugger; null without one. */
  readonly debuggedFrom: string | null;
  /** Whether its code is still being made. */
  readonly isAhead: boolean;
}

/** Host to worker, first of all: the code that it is for. */
export interface LoadMessage {
  readonly codeFolder: string;
  /** Folders of its layers, in their order. */
  readonly layers: readonly string[];
  /** `<file without extension>.<export>`. */
  readonly handler: string;
  /** E.g. `nodejs24.x`. */
  readonly runtime: string;
  /** Milliseconds that the engine's clock is ahead of the machine's. */
  readonly clockOffset: number;
  readonly context: FunctionContext;
  readonly timeoutMs: number;
  /** What it was given and has not begun. */
  readonly turns: Turns;
}

/** Members of the handler's context argument that are the same in each invocation. */
export interface FunctionContext {
  readonly functionName: string;
  readonly functionVersion: string;
  readonly invokedFunctionArn: string;
  readonly memoryLimitInMB: string;
  readonly logGroupName: string;
  readonly logStreamName: string;
}

/** Host to worker, in lists: run the handler once, after those before it. */
export interface InvokeMessage {
  /** Its number in `turns`. */
  readonly turn: number;
  readonly awsRequestId: string;
  /** JSON text of the event. */
  readonly event: string;
  /** Milliseconds that the engine's clock is ahead of the machine's by now. */
  readonly clockOffset: number;
  /** Value of `_X_AMZN_TRACE_ID`. */
  readonly traceHeader: string;
}

/** Worker to host. */
export type WorkerMessage =
  | { readonly kind: 'ready' }
  | { readonly kind: 'initFailed'; readonly error: FunctionErrorPayload }
  /** JSON text of what the handler returned. */
  | { readonly kind: 'returned'; readonly payload: string }
  | { readonly kind: 'failed'; readonly error: FunctionErrorPayload }
  /** The process would have ended: an uncaught exception or rejection. */
  | { readonly kind: 'crashed'; readonly error: FunctionErrorPayload }
  | { readonly kind: 'output'; readonly stream: 'stdout' | 'stderr'; readonly text: string };
