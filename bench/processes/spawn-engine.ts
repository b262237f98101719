import { spawn, type ChildProcessByStdio } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Readable } from 'node:stream';
import { text } from 'node:stream/consumers';
import { ROOT } from '../folders.ts';
import { stopProcess } from './stop-process.ts';

/** The engine's command line in a process of its own, which ends with this one. */
export interface SpawnedEngine {
  readonly pid: number;
  readonly stdout: Readable;
  /** All of stderr, once it has ended. */
  readonly complaint: Promise<string>;
  /** Seconds since the start of its process. */
  seconds(): number;
  stop(): Promise<void>;
}

/** Starts it as the `start` script does, on a free port and with these flags, for the app of a folder. */
export function spawnEngine(flags: readonly string[], folder = ROOT): SpawnedEngine {
  const begun = performance.now();
  const child: ChildProcessByStdio<null, Readable, Readable> = spawn(
    process.execPath,
    [...startArguments(), '--port', '0', ...flags],
    { cwd: folder, stdio: ['ignore', 'pipe', 'pipe'] },
  );
  const kill = (): void => void child.kill();
  process.once('exit', kill);
  child.once('exit', () => process.off('exit', kill));
  return {
    pid: child.pid ?? 0,
    stdout: child.stdout.setEncoding('utf8'),
    complaint: text(child.stderr),
    seconds: () => (performance.now() - begun) / 1_000,
    stop: () => stopProcess(child),
  };
}

/** What the `start` script gives to Node. */
function startArguments(): readonly string[] {
  const { scripts } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')) as {
    scripts: { start: string };
  };
  return scripts.start.split(' ').slice(1);
}
