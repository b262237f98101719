import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { LocalError } from '../../shared/errors.ts';
import { startTimeOf } from '../../shared/processes.ts';

/** A process that cannot be mistaken for a later one with the same number. */
interface ProcessMark {
  readonly pid: number;
  /** When it was started, in the system's own form. */
  readonly started: string;
}

interface LockContent {
  readonly owner: ProcessMark;
  readonly engine: ProcessMark | null;
}

/** Held while this process uses a data folder. */
export interface DataFolderLock {
  /** Notes the engine, so that the next start can end one that outlived this process. */
  engineStarted(pid: number): void;
  release(): void;
}

const STOP_PATIENCE = 2_000; // 2 seconds between SIGTERM and SIGKILL

/**
 * Takes the folder. An engine that a killed process left behind is ended first.
 * @throws LocalError ERR_DATA_FOLDER when a running process holds the folder
 */
export async function lockDataFolder(folder: string): Promise<DataFolderLock> {
  mkdirSync(folder, { recursive: true });
  const file = join(folder, 'dynamodb.lock');
  const left = read(file);
  if (left && isRunning(left.owner)) {
    throw new LocalError(
      'ERR_DATA_FOLDER',
      `The data folder ${folder} is in use by process ${left.owner.pid}. ` +
        'Stop that one, or give this one another folder.',
    );
  }
  if (left?.engine) await end(left.engine);
  const owner = mark(process.pid);
  const write = (engine: ProcessMark | null): void => {
    writeFileSync(file, JSON.stringify({ owner, engine } satisfies LockContent));
  };
  write(null);
  return {
    engineStarted: (pid) => write(mark(pid)),
    release: () => rmSync(file, { force: true }),
  };
}

function read(file: string): LockContent | null {
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as LockContent;
  } catch {
    return null; // absent, or cut short by a crash
  }
}

const mark = (pid: number): ProcessMark => ({ pid, started: startTimeOf(pid) ?? '' });

const isRunning = ({ pid, started }: ProcessMark): boolean =>
  started !== '' && startTimeOf(pid) === started;

async function end(left: ProcessMark): Promise<void> {
  const deadline = Date.now() + STOP_PATIENCE;
  for (let signal: NodeJS.Signals = 'SIGTERM'; isRunning(left);) {
    try {
      process.kill(left.pid, signal);
    } catch {
      return; // gone in between
    }
    await new Promise((resolve) => setTimeout(resolve, 20));
    if (Date.now() > deadline) signal = 'SIGKILL';
  }
}
