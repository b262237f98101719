import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import type { Readable } from 'node:stream';
import type { LambdaFunction } from '../../../assembly/model.ts';
import { AWS_DOMAINS } from '../../../shared/aws-hosts.ts';
import { contextOf, type StartThread, type ThreadListener } from '../thread.ts';
import type { WorkerMessage } from '../worker/messages.ts';

const RUNNER = join(import.meta.dirname, 'runner.py');

/** The command that runs Python on this machine. */
const PYTHON = 'python3';

/** Starts a process of this machine's Python that holds one function; when the engine is gone, its input ends and so does it. */
export const startPython: StartThread = (lambda, { env, gatewayUrl }, listener) => {
  const settings = {
    codeFolder: lambda.codeFolder,
    handler: lambda.handler,
    layers: pythonFolders(lambda),
    domains: gatewayUrl === undefined ? [] : AWS_DOMAINS,
  };
  const child = spawn(PYTHON, ['-u', RUNNER, JSON.stringify(settings)], {
    cwd: lambda.codeFolder,
    env: { ...env, LAMBDA_TASK_ROOT: lambda.codeFolder },
    stdio: ['pipe', 'pipe', 'pipe', 'pipe'],
  });
  const ended = new Promise<void>((resolve) => child.once('close', () => resolve()));
  child.stdout.on('data', (text: Buffer) => listener.output('stdout', text.toString()));
  child.stderr.on('data', (text: Buffer) => listener.output('stderr', text.toString()));
  readLines(child.stdio[3] as Readable, listener);
  child.on('error', (error: NodeJS.ErrnoException) => {
    const isAbsent = error.code === 'ENOENT';
    listener.error(isAbsent ? new Error(`${withoutPython(lambda)}.`) : error);
    if (isAbsent) listener.exit(1);
  });
  child.on('close', (code) => listener.exit(code ?? 1));
  // Of a process that is gone; its end is told above.
  child.stdin.on('error', () => {});
  return {
    post({ awsRequestId, ...message }) {
      const context = { ...contextOf(lambda), awsRequestId };
      const timeoutMs = lambda.timeout * 1_000;
      child.stdin.write(`${JSON.stringify({ ...message, context, timeoutMs })}\n`);
    },
    turns: null,
    async end() {
      child.kill('SIGKILL');
      if (child.pid !== undefined) await ended;
    },
  };
};

function readLines(replies: Readable, listener: ThreadListener): void {
  let rest = '';
  replies.setEncoding('utf8').on('data', (text: string) => {
    const lines = `${rest}${text}`.split('\n');
    rest = lines.pop() ?? '';
    for (const line of lines) listener.message(JSON.parse(line) as WorkerMessage);
  });
}

/** What layers have for Python. https://docs.aws.amazon.com/lambda/latest/dg/packaging-layers.html */
function pythonFolders({ layers = [], runtime }: LambdaFunction): readonly string[] {
  return layers
    .toReversed()
    .flatMap((layer) => [
      join(layer, 'python'),
      join(layer, 'python', 'lib', runtime, 'site-packages'),
    ]);
}

/** Whether the machine has Python. */
export const hasPython = (): boolean =>
  (process.env['PATH'] ?? '')
    .split(delimiter)
    .some((folder) => [PYTHON, `${PYTHON}.exe`].some((name) => existsSync(join(folder, name))));

/** What its absence means for a function. */
export const withoutPython = ({ runtime }: LambdaFunction): string =>
  `${runtime} needs ${PYTHON}, which is not on the PATH of this machine: install Python 3`;

/** The file of a handler setting, `app.handler` or `src/app.handler`; null when there is none. */
export function findPythonFile(codeFolder: string, handler: string): string | null {
  const module = handler.replace(/\.[^.]*$/, '').replaceAll('.', '/');
  const candidates = [`${module}.py`, join(module, '__init__.py')];
  return candidates.map((name) => join(codeFolder, name)).find((file) => existsSync(file)) ?? null;
}
