import type { LocalOutputs } from 'appsync-on-a-laptop';
import { spawnEngine } from './spawn-engine.ts';

/** The engine as `npm start` runs it. */
export interface EngineProcess {
  readonly pid: number;
  readonly outputs: LocalOutputs;
  /** Seconds from the start of its process until everything answered. */
  readonly startSeconds: number;
  stop(): Promise<void>;
}

/** Starts the command line with its own flags, on a free port and without a seed. */
export async function startEngineProcess(
  flags: readonly string[],
  folder?: string,
): Promise<EngineProcess> {
  const engine = spawnEngine(['--json', '--quiet', '--no-seed', ...flags], folder);
  const outputs = await readOutputs(engine.stdout);
  const startSeconds = engine.seconds();
  if (outputs === null) throw new Error(`The engine did not start: ${await engine.complaint}`);
  const { pid, stop } = engine;
  return { pid, outputs, startSeconds, stop };
}

/** The one JSON value on stdout, or null when it ends without. */
async function readOutputs(stdout: NodeJS.ReadableStream): Promise<LocalOutputs | null> {
  let json = '';
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
