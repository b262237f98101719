import type { Worker } from 'node:worker_threads';
import type { LambdaFunction } from '../../assembly/model.ts';
import type { Clock } from '../../shared/clock.ts';
import type { InvokeMessage, WorkerMessage } from './worker/messages.ts';

/** What runs a function's code, whatever it is: a thread of Node, or a process. */
export interface Thread {
  post(message: InvokeMessage): void;
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
