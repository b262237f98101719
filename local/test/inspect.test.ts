import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { generatedPositionFor, LEAST_UPPER_BOUND, TraceMap } from '@jridgewell/trace-mapping';
import { expect, onTestFinished, test } from 'vitest';
import { WebSocket } from 'ws';
import type { LocalOutputs } from '../index.ts';
import { eventually } from '../testing/eventually.ts';
import { PATIENCE } from '../testing/patience.ts';
import { watchedProject } from './watching/watched-project.ts';

interface Message {
  readonly id?: number;
  readonly method?: string;
  readonly params?: Readonly<Record<string, unknown>>;
  readonly result?: unknown;
}

/** https://chromedevtools.github.io/devtools-protocol/v8/ */
interface Session {
  readonly scripts: { readonly scriptId: string; readonly sourceMapURL: string }[];
  call(method: string, params?: object): Promise<unknown>;
  /** Where the code stands, as soon as it stands. */
  paused(): Promise<{ readonly callFrameId: string }>;
}

function sessionOver(
  send: (message: object) => void,
  listen: (handle: (message: Message) => void) => void,
): Session {
  let last = 0;
  const answers = new Map<number, (result: unknown) => void>();
  const scripts: Session['scripts'] = [];
  let stop = Promise.withResolvers<{ readonly callFrameId: string }>();
  listen(({ id, method, params, result }) => {
    if (id !== undefined) answers.get(id)?.(result);
    else if (method === 'Debugger.scriptParsed') scripts.push(params as Session['scripts'][number]);
    else if (method === 'Debugger.paused') {
      stop.resolve((params?.['callFrames'] as { callFrameId: string }[])[0] ?? { callFrameId: '' });
    }
  });
  return {
    scripts,
    call: (method, params = {}) =>
      new Promise((resolve) => {
        last += 1;
        answers.set(last, resolve);
        send({ id: last, method, params });
      }),
    async paused() {
      const frame = await stop.promise;
      stop = Promise.withResolvers();
      return frame;
    },
  };
}

/** As an editor does: finds the script that the file is in by its map, and the place in it. */
async function setBreakpoint(session: Session, file: string, line: number): Promise<void> {
  const source = pathToFileURL(file).href;
  const { scriptId, at } = await eventually(() => {
    for (const script of session.scripts) {
      const [, data] = /^data:application\/json;.*base64,(.*)$/.exec(script.sourceMapURL) ?? [];
      if (data === undefined) continue;
      const map = new TraceMap(Buffer.from(data, 'base64').toString());
      if (!map.sources.includes(source)) continue;
      const place = generatedPositionFor(map, { source, line, column: 0, bias: LEAST_UPPER_BOUND });
      if (place.line !== null) return { scriptId: script.scriptId, at: place };
    }
    throw new Error(`no script is made of ${source}`);
  });
  const location = { scriptId, lineNumber: at.line - 1, columnNumber: at.column };
  expect(await session.call('Debugger.setBreakpoint', { location })).toHaveProperty('breakpointId');
}

async function valueOf(session: Session, frame: { callFrameId: string }, expression: string) {
  const { callFrameId } = frame;
  const answer = await session.call('Debugger.evaluateOnCallFrame', {
    callFrameId,
    expression,
    returnByValue: true,
  });
  return (answer as { result: { value: unknown } }).result.value;
}

test(
  '--inspect: stops in the TypeScript of a resolver and of a function, and shows ctx and event',
  async () => {
    const project = watchedProject();
    project.save('resolvers/Query.bundled.ts', 'request() {', 'request(ctx: unknown) {');
    project.save(
      'functions/compute.ts',
      /.*\n/,
      'export async function handler(event: object): Promise<string> {\n  return Object.keys(event).join();\n}\n',
    );
    const child = spawn(
      process.execPath,
      [
        join(import.meta.dirname, '../cli.mjs'),
        '--port',
        '0',
        '--json',
        '--inspect-port',
        '0',
        '--no-watch',
      ],
      { cwd: project.folder },
    );
    onTestFinished(() => void child.kill('SIGKILL'));
    let [stdout, stderr] = ['', ''];
    child.stdout.on('data', (chunk: Buffer) => (stdout += chunk.toString()));
    child.stderr.on('data', (chunk: Buffer) => (stderr += chunk.toString()));
    const outputs = await eventually(() => JSON.parse(stdout) as LocalOutputs);
    const ask = (query: string): Promise<unknown> =>
      fetch(outputs.graphqlUrl, {
        method: 'POST',
        headers: { 'x-api-key': outputs.apiKey },
        body: JSON.stringify({ query }),
      }).then((answer) => answer.json());

    const [url = ''] = /ws:\/\/127\.0\.0\.1:\d+\/[\w-]+/.exec(stderr) ?? [];
    const socket = new WebSocket(url);
    onTestFinished(() => socket.terminate());
    await new Promise((resolve) => socket.once('open', resolve));
    const handlers: ((message: Message) => void)[] = [];
    socket.on('message', (data: Buffer) => {
      const message = JSON.parse(data.toString()) as Message;
      for (const handle of handlers) handle(message);
    });
    const main = sessionOver(
      (message) => socket.send(JSON.stringify(message)),
      (handle) => handlers.push(handle),
    );
    await main.call('Debugger.enable');
    const worker = workerSession(main, handlers);
    await main.call('NodeWorker.enable', { waitForDebuggerOnStart: false });

    await setBreakpoint(main, join(project.folder, 'resolvers/Query.bundled.ts'), 3);
    const answer = ask('{ bundled }');
    const inResolver = await main.paused();
    expect(await valueOf(main, inResolver, 'ctx.info.fieldName')).toBe('bundled');
    await main.call('Debugger.resume');
    expect(await answer).toEqual({ data: { bundled: 'bundled 1 shared' } });

    await ask('{ compute }');
    const thread = await worker;
    await thread.call('Debugger.enable');
    await setBreakpoint(thread, join(project.folder, 'functions/compute.ts'), 2);
    const computed = ask('{ compute }');
    const inFunction = await thread.paused();
    expect(await valueOf(thread, inFunction, 'arguments[0].info.fieldName')).toBe('compute');
    await thread.call('Debugger.resume');
    expect(await computed).toMatchObject({
      data: { compute: expect.stringContaining('arguments') },
    });
  },
  PATIENCE.journey,
);

/** The first thread that starts. https://nodejs.org/api/inspector.html */
function workerSession(main: Session, handlers: ((message: Message) => void)[]): Promise<Session> {
  return new Promise((resolve) => {
    handlers.push(({ method, params }) => {
      if (method !== 'NodeWorker.attachedToWorker') return;
      const sessionId = params?.['sessionId'];
      resolve(
        sessionOver(
          (message) =>
            void main.call('NodeWorker.sendMessageToWorker', {
              sessionId,
              message: JSON.stringify(message),
            }),
          (handle) =>
            handlers.push((other) => {
              if (other.method !== 'NodeWorker.receivedMessageFromWorker') return;
              const { sessionId: from, message } = other.params ?? {};
              if (from === sessionId) handle(JSON.parse(String(message)) as Message);
            }),
        ),
      );
    });
  });
}
