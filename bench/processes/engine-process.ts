import { spawn } from 'node:child_process';
import { text } from 'node:stream/consumers';
import type { LocalOutputs } from '../../local/index.ts';
import { ROOT } from '../folders.ts';
import { startArguments } from './start-arguments.ts';
import { stopProcess } from './stop-process.ts';

/** The engine as `npm start` runs it. */
export interface EngineProcess {
  readonly pid: number;
  readonly outputs: LocalOutputs;
  /** Seconds from the start of its process until everything answered. */
  readonly startSeconds: number;
  stop(): Promise<void>;
}

/** Starts the command line with its own flags, on a free port and without a seed. */
export async function startEngineProcess(flags: readonly string[]): Promise<EngineProcess> {
  const begun = performance.now();
  const child = spawn(
    process.execPath,
    [...startArguments(), '--json', '--quiet', '--no-seed', '--port', '0', ...flags],
    { cwd: ROOT, stdio: ['ignore', 'pipe', 'pipe'] },
  );
  const complaint = text(child.stderr);
  const outputs = await readOutputs(child.stdout);
  const startSeconds = (performance.now() - begun) / 1_000;
  if (outputs === null) throw new Error(`The engine did not start: ${await complaint}`);
  const stop = (): Promise<void> => stopProcess(child);
  process.once('exit', () => child.kill());
  return { pid: child.pid ?? 0, outputs, startSeconds, stop };
}

/** The one JSON value on stdout, or null when it ends without. */
async function readOutputs(stdout: NodeJS.ReadableStream): Promise<LocalOutputs | null> {
  let json = '';
  stdout.setEncoding('utf8');
  for await (const chunk of stdout) {
    json += String(chunk);
    const outputs = parsed(json);
    if (outputs) return outputs;
  }
  return null;
}

function parsed(json: string): LocalOutputs | null {
  try {
    return JSON.parse(json) as LocalOutputs;
  } catch {
    return null; // not all of it has come
  }
}
