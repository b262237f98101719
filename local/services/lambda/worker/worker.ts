import { type MessagePort, parentPort, workerData } from 'node:worker_threads';
import { installCodeHooks, type ReadSource } from './code-hooks.ts';
import { errorPayload, RuntimeError } from './error-payload.ts';
import { leadAwsHome } from './lead-aws-home.ts';
import { type Handler, loadHandler } from './load-handler.ts';
import type { InvokeMessage, LoadMessage, WorkerData, WorkerMessage } from './messages.ts';
import { runHandler } from './run-handler.ts';
import { shiftDate } from './shift-date.ts';
import { spareUndici } from './spare-undici.ts';
import { takeTurn } from './turns.ts';

type Post = (message: WorkerMessage) => void;

/** What a function's thread does: loads the bundle once, then runs one invocation after the other. */
export async function runThread(): Promise<void> {
  const port = parentPort;
  if (port === null) throw new Error('runThread runs in a worker thread only');
  const data = workerData as WorkerData;
  const post: Post = (message) => port.postMessage(message);

  captureOutput('stdout', post);
  captureOutput('stderr', post);
  process.on('uncaughtException', (error) => crash(error, post));
  process.on('unhandledRejection', (reason) => {
    crash(new RuntimeError('Runtime.UnhandledPromiseRejection', String(reason), reason), post);
  });
  try {
    if (data.gatewayUrl !== null) leadAwsHome(data.gatewayUrl);
    await spareUndici();
    const loading = new Promise<LoadMessage>((resolve) => void port.once('message', resolve));
    if (data.isAhead) await loadWhatMostNeed();
    const code = await loading;
    process.env['LAMBDA_TASK_ROOT'] = code.codeFolder;
    shiftDate(code.clockOffset);
    installCodeHooks(code, await sourcesOf(data));
    const handler = await loadHandler(code);
    post({ kind: 'ready' });
    takeInvocations(port, handler, code, post);
  } catch (error) {
    post({ kind: 'initFailed', error: errorPayload(error) });
  }
}

/** What AWS's SDK takes of Node: there is time for it while the code is being made. */
async function loadWhatMostNeed(): Promise<void> {
  await Promise.all([import('node:https'), import('node:http2'), import('node:crypto')]);
}

/** What code is read as: as it stands, unless a debugger is there. */
async function sourcesOf({ debuggedFrom }: WorkerData): Promise<ReadSource | undefined> {
  if (debuggedFrom === null) return undefined;
  const { mapForDebugger } = await import('./map-for-debugger.ts');
  return (source, file) => mapForDebugger(source, file, debuggedFrom);
}

/** One after the other, as an environment of Lambda does: what comes meanwhile waits. */
function takeInvocations(port: MessagePort, handler: Handler, code: LoadMessage, post: Post): void {
  const waiting: InvokeMessage[] = [];
  let isRunning = false;
  const runAll = async (): Promise<void> => {
    isRunning = true;
    for (let next = waiting.shift(); next; next = waiting.shift()) {
      // Else the host has taken it back.
      if (takeTurn(code.turns, next.turn)) post(await run(handler, next, code));
    }
    isRunning = false;
  };
  port.on('message', (messages: readonly InvokeMessage[]) => {
    waiting.push(...messages);
    if (!isRunning) void runAll();
  });
}

async function run(
  handler: Handler,
  message: InvokeMessage,
  code: LoadMessage,
): Promise<WorkerMessage> {
  try {
    return { kind: 'returned', payload: await runHandler(handler, message, code) };
  } catch (error) {
    return { kind: 'failed', error: errorPayload(error) };
  }
}

// Sent at once, not when the loop is free: what a function printed before it hung must be seen.
function captureOutput(stream: 'stdout' | 'stderr', post: Post): void {
  const write = (chunk: string | Uint8Array, ...rest: unknown[]): boolean => {
    post({ kind: 'output', stream, text: Buffer.from(chunk as string).toString('utf8') });
    const done = rest.at(-1);
    if (typeof done === 'function') queueMicrotask(done as () => void);
    return true;
  };
  process[stream].write = write;
}

function crash(error: unknown, post: Post): void {
  post({ kind: 'crashed', error: errorPayload(error) });
  process.exit(129);
}
