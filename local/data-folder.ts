import { randomBytes } from 'node:crypto';
import {
  accessSync,
  constants,
  existsSync,
  readFileSync,
  readdirSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { LocalError } from './shared/errors.ts';
import { importInto } from './state/import-into.ts';
import { finishReplacement } from './state/replace-data.ts';
import { makeFolder } from './shared/make-folder.ts';
import type { Service } from './shared/service.ts';
import { damaged, isBusy } from './shared/sqlite-file.ts';

/** Where everything of one engine lies; no second engine uses it at the same time. */
export interface DataFolder extends Service {
  readonly folder: string;
  /** What `--fresh` forgets: databases, keys, the seed's result. */
  readonly data: string;
  /** Inline code of functions. */
  readonly code: string;
  /** Random, made once: client secrets, API keys and page tokens come from it. Throws before start(). */
  readonly secretSeed: string;
}

interface DataFolderOptions {
  /** Forgets what is there. */
  readonly fresh: boolean;
  /** Folder of an export whose state it gets. @default - it keeps its own */
  readonly importFrom?: string | null;
}

/**
 * A data folder, made when absent and held from start() to stop().
 * @throws LocalError ERR_DATA_FOLDER from start() when another engine has it or it cannot be written
 */
export function createDataFolder(folder: string, options: DataFolderOptions): DataFolder {
  const data = join(folder, 'data');
  let lock: DatabaseSync | null = null;
  let secretSeed: string | null = null;
  const release = (): void => {
    lock?.close();
    lock = null;
  };
  return {
    name: 'data folder',
    folder,
    data,
    code: join(folder, 'code'),
    get secretSeed() {
      if (secretSeed === null) throw new Error('The data folder has no seed before start()');
      return secretSeed;
    },
    // eslint-disable-next-line @typescript-eslint/require-await -- Service is asynchronous
    async start() {
      writing(folder, () => {
        makeFolder(folder);
        requireAccess(folder);
      });
      lock = takeLock(folder);
      try {
        secretSeed = writing(folder, () => {
          prepare(folder, data, options);
          return readSecretSeed(join(data, 'secret-seed'));
        });
      } catch (error) {
        release();
        throw error;
      }
    },
    stop() {
      release();
      return Promise.resolve();
    },
  };
}

/** Has the data be there that this start asks for. */
function prepare(
  folder: string,
  data: string,
  { fresh, importFrom = null }: DataFolderOptions,
): void {
  finishReplacement(folder);
  if (importFrom !== null) importInto(folder, importFrom);
  makeFolder(data);
  requireAccess(data);
  if (fresh && importFrom === null) forget(data);
  for (const name of readdirSync(data)) requireAccess(join(data, name));
}

/** Before anything is opened: each database would fail in words of its own, some only when written. */
function requireAccess(path: string): void {
  accessSync(path, constants.R_OK | constants.W_OK);
}

function writing<T>(folder: string, work: () => T): T {
  try {
    return work();
  } catch (error) {
    throw error instanceof LocalError ? error : cannotWrite(folder, error);
  }
}

function cannotWrite(folder: string, cause: unknown): LocalError {
  const reason = cause instanceof Error ? cause.message : String(cause);
  return new LocalError(
    'ERR_DATA_FOLDER',
    `Cannot write the data folder ${folder}: ${reason}. Mend that, or name another with --data.`,
    { cause },
  );
}

/** Writes a file that only its owner reads, whole or not at all. */
export function writePrivately(file: string, text: string): void {
  const next = `${file}.${process.pid}.next`;
  rmSync(next, { force: true });
  writeFileSync(next, text, { mode: 0o600 });
  renameSync(next, file);
}

const LOCK = 'engine.lock';

/** An exclusive SQLite transaction: the system ends it with the process, however that ends. */
function takeLock(folder: string): DatabaseSync {
  const file = join(folder, LOCK);
  const lock = writing(folder, () => new DatabaseSync(file));
  try {
    lock.exec('BEGIN EXCLUSIVE');
    return lock;
  } catch (error) {
    lock.close();
    if (!isBusy(error)) throw cannotWrite(folder, error);
    throw new LocalError(
      'ERR_DATA_FOLDER',
      `Another engine runs on the data folder ${folder}. ` +
        'Stop it, or start this one with --data FOLDER and --port PORT of its own.',
      { cause: error },
    );
  }
}

/**
 * Does the work while no engine runs on the folder, which is there.
 * @throws LocalError ERR_DATA_FOLDER when one does
 */
export async function holdFolder<T>(folder: string, work: () => Promise<T> | T): Promise<T> {
  const lock = takeLock(folder);
  try {
    finishReplacement(folder);
    return await work();
  } finally {
    lock.close();
  }
}

/** Whether an engine runs on the folder now. */
export function isInUse(folder: string): boolean {
  if (!existsSync(join(folder, LOCK))) return false;
  try {
    takeLock(folder).close();
    return false;
  } catch (error) {
    return error instanceof LocalError && isBusy(error.cause);
  }
}

/** `*.lock` files stay: they tell of processes that a killed engine left behind. */
function forget(data: string): void {
  for (const name of readdirSync(data)) {
    if (!name.endsWith('.lock')) rmSync(join(data, name), { recursive: true, force: true });
  }
}

function readSecretSeed(file: string): string {
  if (!existsSync(file)) writePrivately(file, randomBytes(32).toString('hex'));
  const seed = readFileSync(file, 'utf8');
  if (!/^[0-9a-f]{64}$/.test(seed.trim())) throw damaged(file, 'it does not hold a secret');
  return seed;
}
