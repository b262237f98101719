import type { Worker } from 'node:worker_threads';
import type { LambdaFunction } from '../../assembly/model.ts';
import type { Clock } from '../../shared/clock.ts';
import { LOG_STREAM_NAME, logGroupName } from './environment.ts';
import type { FunctionContext, InvokeMessage, WorkerMessage } from './worker/messages.ts';
import type { Turns } from './worker/turns.ts';

/** What runs a function's code, whatever it is: a thread of Node, or a process. */
export interface Thread {
  post(message: InvokeMessage): void;
  /** What it was given and has not begun; null: it takes no invocation before the one before it is answered. */
  readonly turns: Turns | null;
  end(): Promise<void>;
}

/** Who hears of it. */
export interface ThreadListener {
  message(message: WorkerMessage): void;
  output(stream: 'stdout' | 'stderr', text: string): void;
  error(error: Error & { readonly code?: string }): void;
  exit(code: number): void;
}

/** What one is started with. */
export interface ThreadOptions {
  readonly env: Record<string, string>;
  /** Where connections to hosts of AWS lead. @default - to AWS */
  readonly gatewayUrl?: string | undefined;
  /** Where debuggers find the sources of bundles. @default - the working directory */
  readonly sourceFolder?: string | undefined;
  /** A thread of Node that was started for the function already, with the same options. @default - a new one */
  readonly ahead?: Worker | undefined;
  /** Whose time `Date` tells. */
  readonly clock: Clock;
}

/** Starts what runs a function. */
export type StartThread = (
  lambda: LambdaFunction,
  options: ThreadOptions,
  listener: ThreadListener,
) => Thread;

/** What each invocation is told of its function. */
export const contextOf = (lambda: LambdaFunction): FunctionContext => ({
  functionName: lambda.functionName,
  functionVersion: '$LATEST',
  invokedFunctionArn: lambda.arn,
  memoryLimitInMB: String(lambda.memorySize),
  logGroupName: logGroupName(lambda),
  logStreamName: LOG_STREAM_NAME,
});
