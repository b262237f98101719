import { spawn } from 'node:child_process';
import { constants, setPriority } from 'node:os';
import { delimiter, join } from 'node:path';
import { CACHE_FOLDER } from './cache-folder.mjs';
import { LocalError } from './shared/errors.ts';
import type { Log } from './shared/log.ts';
import { hasGroups, killTree } from './shared/processes.ts';

/** A command of the app. */
export interface Command {
  /** Shown in messages and in the log. */
  readonly name: string;
  /** As a shell reads it. */
  readonly command: string;
  readonly folder: string;
  readonly environment?: Readonly<Record<string, string>>;
  readonly log: Log;
  /** Ends the command, and whatever it started, at once. */
  readonly signal?: AbortSignal | undefined;
  /** Whether it takes what time the engine itself leaves. @default false */
  readonly inBackground?: boolean;
  /** Takes what it prints. @default - each line is logged */
  readonly onOutput?: (text: string) => void;
}

/** A command that failed: its message has how, and the end of its output. */
export class CommandError extends LocalError {
  /** `exit 1`, or why it did not begin. */
  readonly ended: string;

  constructor({ name, command }: Command, ended: string, tail: string) {
    super('ERR_SYNTH', `${name} failed (${command}: ${ended}).\n${tail.trimEnd()}`);
    this.ended = ended;
  }
}

/** Characters of a failed command's output that its error repeats. */
const TAIL = 4_000;

/**
 * Runs a command of the app to its end, with the app's own binaries first on PATH.
 * @throws CommandError (ERR_SYNTH) with the end of its output when it fails; the signal's reason once it
 * was aborted and the command is gone
 */
export async function runCommand(options: Command): Promise<void> {
  const { command, folder, name, log, signal } = options;
  const bin = join(folder, 'node_modules', '.bin');
  const child = spawn(command, {
    cwd: folder,
    shell: true,
    stdio: ['ignore', 'pipe', 'pipe'],
    // A group of its own: what the shell starts ends with it.
    detached: hasGroups(),
    windowsHide: true,
    env: {
      // Programs of Node find compiled what they load, such as the CDK: a third of a synthesis without.
      NODE_COMPILE_CACHE: join(CACHE_FOLDER, 'local'),
      ...process.env,
      ...options.environment,
      PATH: [bin, process.env['PATH'] ?? ''].join(delimiter),
    },
  });
  if (options.inBackground && child.pid !== undefined) lowerPriority(child.pid);
  let tail = '';
  const keep = (text: string): void => {
    tail = (tail + text).slice(-TAIL);
    if (options.onOutput) {
      options.onOutput(text);
      return;
    }
    for (const line of text.split('\n')) if (line.trim()) log.info(name, line.trimEnd());
  };
  child.stdout.setEncoding('utf8').on('data', keep);
  child.stderr.setEncoding('utf8').on('data', keep);
  const kill = (): void => {
    if (child.pid !== undefined) killTree(child.pid);
  };
  signal?.addEventListener('abort', kill);
  process.once('exit', kill);
  const ended = await new Promise<string>((resolve) => {
    child.on('error', (error) => resolve(error.message));
    child.on('close', (code, killed) => resolve(code === 0 ? '' : `exit ${code ?? killed ?? ''}`));
  });
  signal?.removeEventListener('abort', kill);
  process.off('exit', kill);
  signal?.throwIfAborted();
  if (ended === '') return;
  throw new CommandError(options, ended, tail);
}

function lowerPriority(pid: number): void {
  try {
    setPriority(pid, constants.priority.PRIORITY_LOW);
  } catch {
    // It ended, or the system does not let it: then it runs as everything else does.
  }
}
