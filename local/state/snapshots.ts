import { rm } from 'node:fs/promises';
import { copyFileSync, existsSync, mkdirSync, readdirSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { makeFolder } from '../shared/make-folder.ts';
import { requireName } from './names.ts';
import { replaceData, unfinishedData } from './replace-data.ts';
import {
  dataOf,
  isSavedState,
  readSavedState,
  requireUsable,
  writeSavedState,
} from './saved-state.ts';
import { StateError } from './state-error.ts';
import { copyState, copyUsedState } from './state-files.ts';
import type { StoredApp } from './stored-app.ts';

/** A snapshot, as it is told of. */
export interface Snapshot {
  readonly name: string;
  /** ISO 8601. */
  readonly createdAt: string;
  readonly bytes: number;
}

/** Snapshots of one engine, in its data folder. */
export interface Snapshots {
  /**
   * Keeps all state as it is now, under a name.
   * @throws StateError for a bad name, one that is taken, or when the system does not come to rest
   */
  create(name: string): Promise<Snapshot>;
  /** The newest last. */
  list(): readonly Snapshot[];
  /**
   * Makes all state what it was then. Who subscribes is told by a close of the connection (1001).
   * @throws StateError when there is none of this name, or it does not fit the app
   */
  restore(name: string): Promise<Snapshot>;
  /** @throws StateError when there is none of this name */
  delete(name: string): Promise<void>;
}

/** What snapshots are made of. */
export interface SnapshotsContext {
  /** Of the engine, with `data` in it. */
  readonly folder: string;
  readonly app: StoredApp;
  readonly now: () => number;
  /** Does the work while nothing changes. */
  readonly atRest: <T>(work: () => Promise<T>) => Promise<T>;
  /** Does the work while no file is open, then takes up what the files hold. */
  whileDetached(work: () => void): Promise<void>;
  /** Has every service write what it keeps in memory alone. */
  save(folder: string): void;
}

/** Folder of the snapshots of a data folder. */
export const snapshotsFolder = (folder: string): string => join(folder, 'snapshots');

/** Snapshots of an engine that runs. */
export function createSnapshots(context: SnapshotsContext): Snapshots {
  const { folder, app, atRest } = context;
  const home = snapshotsFolder(folder);
  const folderOf = (name: string): string => {
    requireName(name);
    return join(home, name);
  };
  const found = (name: string): string => {
    const at = folderOf(name);
    if (isSavedState(at)) return at;
    const others = list(home).map((snapshot) => snapshot.name);
    const known = others.length === 0 ? 'There is none yet' : `There is: ${others.join(', ')}`;
    throw new StateError('NotFound', `No snapshot is named ${name}. ${known}.`);
  };
  return {
    async create(name) {
      const target = folderOf(name);
      if (existsSync(target)) throw taken(name);
      makeFolder(home);
      const unfinished = join(home, `.${name}.unfinished`);
      try {
        await atRest(() => write(unfinished, context));
        if (existsSync(target)) throw taken(name);
        renameSync(unfinished, target);
      } finally {
        rmSync(unfinished, { recursive: true, force: true });
      }
      return described(home, name);
    },
    list: () => list(home),
    async restore(name) {
      const source = found(name);
      requireUsable(source, app);
      // What takes long, while all goes on.
      prepare(source, folder);
      await atRest(() => context.whileDetached(() => replaceData(folder)));
      return described(home, name);
    },
    delete: async (name) => rm(found(name), { recursive: true }),
  };
}

const taken = (name: string): StateError =>
  new StateError(
    'Conflict',
    `A snapshot is named ${name} already. Delete it first, or take another name.`,
  );

async function write(
  target: string,
  { folder, save, now }: Pick<SnapshotsContext, 'folder' | 'save' | 'now'>,
): Promise<void> {
  rmSync(target, { recursive: true, force: true });
  mkdirSync(dataOf(target), { recursive: true, mode: 0o700 });
  await copyUsedState(join(folder, 'data'), dataOf(target));
  save(dataOf(target));
  writeSavedState(target, now());
}

/** What runs was made with them: client secrets and API keys, the names of what the app stores. */
const OF_THE_ENGINE = ['secret-seed', 'app.json'];

/** Puts the data together that will take the place of the engine's. */
function prepare(source: string, folder: string): void {
  const next = unfinishedData(folder);
  rmSync(next, { recursive: true, force: true });
  copyState(dataOf(source), next);
  for (const file of OF_THE_ENGINE) copyFileSync(join(folder, 'data', file), join(next, file));
}

function list(home: string): readonly Snapshot[] {
  const names = existsSync(home) ? readdirSync(home) : [];
  return names
    .filter((name) => !name.startsWith('.') && isSavedState(join(home, name)))
    .map((name) => described(home, name))
    .sort((a, b) => a.createdAt.localeCompare(b.createdAt) || a.name.localeCompare(b.name));
}

function described(home: string, name: string): Snapshot {
  const { createdAt, files } = readSavedState(join(home, name));
  const bytes = Object.values(files).reduce((sum, size) => sum + size, 0);
  return { name, createdAt, bytes };
}
