import { pathToFileURL } from 'node:url';
import { generatedPositionFor, LEAST_UPPER_BOUND, TraceMap } from '@jridgewell/trace-mapping';
import { WebSocket } from 'ws';
import { eventually } from './eventually.ts';

interface Message {
  readonly id?: number;
  readonly method?: string;
  readonly params?: Readonly<Record<string, unknown>>;
  readonly result?: unknown;
}

interface Script {
  readonly scriptId: string;
  readonly sourceMapURL: string;
}

interface Location {
  readonly scriptId: string;
  readonly lineNumber: number;
  readonly columnNumber: number;
}

/** Code that stands at a breakpoint. */
export interface Stopped {
  /** The value of an expression where it stands. */
  valueOf(expression: string): Promise<unknown>;
  resume(): Promise<unknown>;
}

/**
 * A debugger of one thread, as editors are: over the protocol of Chrome's DevTools.
 * https://chromedevtools.github.io/devtools-protocol/v8/
 */
export class Debugger {
  readonly #send: (message: object) => void;
  readonly #answers = new Map<number, (result: unknown) => void>();
  readonly #scripts: Script[] = [];
  #last = 0;
  #stop = Promise.withResolvers<string>();

  constructor(send: (message: object) => void, listen: (hear: (message: Message) => void) => void) {
    this.#send = send;
    listen((message) => this.#hear(message));
  }

  #hear({ id, method, params, result }: Message): void {
    if (id !== undefined) this.#answers.get(id)?.(result);
    else if (method === 'Debugger.scriptParsed') {
      this.#scripts.push(params as unknown as Script);
    } else if (method === 'Debugger.paused') {
      const [frame] = params?.['callFrames'] as { readonly callFrameId: string }[];
      this.#stop.resolve(frame?.callFrameId ?? '');
    }
  }

  call(method: string, params: object = {}): Promise<unknown> {
    return new Promise((resolve) => {
      this.#last += 1;
      this.#answers.set(this.#last, resolve);
      this.#send({ id: this.#last, method, params });
    });
  }

  /**
   * Sets a breakpoint in a source, once a script is there that its map leads to.
   * @param line from 1
   */
  async breakAt(file: string, line: number): Promise<void> {
    const location = await eventually(() => this.#find(pathToFileURL(file).href, line));
    const answer = (await this.call('Debugger.setBreakpoint', { location })) as object | undefined;
    if (!answer || !('breakpointId' in answer)) throw new Error(`no breakpoint: ${file}:${line}`);
  }

  #find(source: string, line: number): Location {
    for (const { scriptId, sourceMapURL } of this.#scripts) {
      const [, data] = /^data:application\/json;.*base64,(.*)$/.exec(sourceMapURL) ?? [];
      if (data === undefined) continue;
      const map = new TraceMap(Buffer.from(data, 'base64').toString());
      if (!map.sources.includes(source)) continue;
      const at = generatedPositionFor(map, { source, line, column: 0, bias: LEAST_UPPER_BOUND });
      if (at.line !== null) {
        return { scriptId, lineNumber: at.line - 1, columnNumber: at.column };
      }
    }
    throw new Error(`no script is made of ${source}`);
  }

  /** Where the code stands, as soon as it stands. */
  async stopped(): Promise<Stopped> {
    const callFrameId = await this.#stop.promise;
    this.#stop = Promise.withResolvers();
    return {
      valueOf: async (expression) => {
        const asked = { callFrameId, expression, returnByValue: true };
        const answer = await this.call('Debugger.evaluateOnCallFrame', asked);
        return (answer as { readonly result: { readonly value: unknown } }).result.value;
      },
      resume: () => this.call('Debugger.resume'),
    };
  }
}

/** Debuggers of a process. */
export interface DebuggedProcess {
  readonly main: Debugger;
  /** Of the first thread whose title fits, once it has started. https://nodejs.org/api/inspector.html */
  thread(title: RegExp): Promise<Debugger>;
  close(): void;
}

/** Connects to a process by what it printed of `--inspect`. */
export async function connectDebugger(stderr: string): Promise<DebuggedProcess> {
  const [url = ''] = /ws:\/\/127\.0\.0\.1:\d+\/[\w-]+/.exec(stderr) ?? [];
  const socket = new WebSocket(url);
  await new Promise((resolve, reject) => {
    socket.once('open', resolve);
    socket.once('error', reject);
  });
  const ears: ((message: Message) => void)[] = [];
  const heard: Message[] = [];
  socket.on('message', (data: Buffer) => {
    const message = JSON.parse(data.toString()) as Message;
    if (message.method === 'NodeWorker.attachedToWorker') heard.push(message);
    for (const hear of ears) hear(message);
  });
  const main = new Debugger(
    (message) => socket.send(JSON.stringify(message)),
    (hear) => void ears.push(hear),
  );
  await main.call('Debugger.enable');
  await main.call('NodeWorker.enable', { waitForDebuggerOnStart: false });
  return {
    main,
    async thread(title) {
      const sessionId = await eventually(() => {
        const found = heard.find(({ params }) =>
          title.test(JSON.stringify(params?.['workerInfo'])),
        );
        if (!found) throw new Error(`no thread fits ${String(title)}: ${JSON.stringify(heard)}`);
        return found.params?.['sessionId'];
      });
      const own = threadOf(main, ears, sessionId);
      await own.call('Debugger.enable');
      return own;
    },
    close: () => socket.terminate(),
  };
}

function threadOf(
  main: Debugger,
  ears: ((message: Message) => void)[],
  sessionId: unknown,
): Debugger {
  const send = (message: object): void =>
    void main.call('NodeWorker.sendMessageToWorker', {
      sessionId,
      message: JSON.stringify(message),
    });
  return new Debugger(send, (hear) =>
    ears.push(({ method, params }) => {
      if (method !== 'NodeWorker.receivedMessageFromWorker') return;
      if (params?.['sessionId'] === sessionId) {
        hear(JSON.parse(String(params?.['message'])) as Message);
      }
    }),
  );
}
