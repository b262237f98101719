import { once } from 'node:events';
import { Worker } from 'node:worker_threads';
import type { SignInFailure, SignInTask } from './sign-in-worker.ts';

/** Threads that sign people in. */
export interface SignInThreads {
  /** Signs somebody in and out again, as soon as a thread is free. */
  signIn(task: SignInTask): Promise<void>;
  stop(): Promise<void>;
}

/**
 * The client's part of SRP is 0.2 s of arithmetic, which would stop the local system if it were done
 * in its own thread.
 */
export function startSignInThreads(count: number): SignInThreads {
  const file = new URL('sign-in-worker.ts', import.meta.url);
  const workers = Array.from({ length: count }, () => new Worker(file));
  const free = [...workers];
  const waiting: ((worker: Worker) => void)[] = [];
  const release = (worker: Worker): void => {
    const next = waiting.shift();
    if (next) next(worker);
    else free.push(worker);
  };
  return {
    async signIn(task) {
      const worker = free.pop() ?? (await new Promise<Worker>((resolve) => waiting.push(resolve)));
      try {
        worker.postMessage(task);
        const [failure] = (await once(worker, 'message')) as [SignInFailure];
        if (failure !== null) throw new Error(`${task.email} could not sign in: ${failure}`);
      } finally {
        release(worker);
      }
    },
    async stop() {
      await Promise.all(workers.map((worker) => worker.terminate()));
    },
  };
}
