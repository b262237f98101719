import { parentPort, workerData } from 'node:worker_threads';
import { installCodeHooks } from './code-hooks.ts';
import { errorPayload, RuntimeError } from './error-payload.ts';
import { type Handler, loadHandler } from './load-handler.ts';
import type { InvokeMessage, WorkerData, WorkerMessage } from './messages.ts';
import { runHandler } from './run-handler.ts';

/** Entry of a function's thread: loads the bundle once, then runs one invocation after the other. */
const port = parentPort;
if (port === null) throw new Error('worker.ts runs in a worker thread only');
const data = workerData as WorkerData;
const post = (message: WorkerMessage): void => port.postMessage(message);

captureOutput('stdout');
captureOutput('stderr');

process.on('uncaughtException', (error) => crash(error));
process.on('unhandledRejection', (reason) => {
  crash(new RuntimeError('Runtime.UnhandledPromiseRejection', String(reason), reason));
});

let handler: Handler | null = null;
try {
  installCodeHooks(data.codeFolder);
  handler = await loadHandler(data);
  post({ kind: 'ready' });
} catch (error) {
  post({ kind: 'initFailed', error: errorPayload(error) });
}

port.on('message', (message: InvokeMessage) => {
  if (handler === null) return;
  runHandler(handler, message, data.runtime).then(
    (payload) => post({ kind: 'returned', payload }),
    (error: unknown) => post({ kind: 'failed', error: errorPayload(error) }),
  );
});

// Sent at once, not when the loop is free: what a function printed before it hung must be seen.
function captureOutput(stream: 'stdout' | 'stderr'): void {
  const write = (chunk: string | Uint8Array, ...rest: unknown[]): boolean => {
    post({ kind: 'output', stream, text: Buffer.from(chunk as string).toString('utf8') });
    const done = rest.at(-1);
    if (typeof done === 'function') queueMicrotask(done as () => void);
    return true;
  };
  process[stream].write = write;
}

function crash(error: unknown): void {
  post({ kind: 'crashed', error: errorPayload(error) });
  process.exit(129);
}
