import { randomUUID } from 'node:crypto';
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmdirSync,
  rmSync,
} from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { holdFolder, isInUse } from '../data-folder.ts';
import { makeFolder } from '../shared/make-folder.ts';
import { importInto } from './import-into.ts';
import { createRemoteSnapshots, type RemoteSnapshots } from './remote-snapshots.ts';
import {
  dataOf,
  isSavedState,
  requireSound,
  requireUsable,
  writeSavedState,
} from './saved-state.ts';
import { snapshotsFolder } from './snapshots.ts';
import { StateError } from './state-error.ts';
import { copyUsedState } from './state-files.ts';

/** Whether what was exported or imported is that of an engine that runs. */
export interface Transfer {
  readonly isRunning: boolean;
}

/**
 * Writes all state of a data folder into a folder that is new or empty, whole or not at all; of an
 * engine that runs as it is at one moment.
 * @throws StateError
 */
export async function exportState(target: string, dataFolder: string): Promise<Transfer> {
  requireFreeTarget(target);
  const running = runningOn(dataFolder);
  await (running ? exportRunning(target, dataFolder, running) : exportStopped(target, dataFolder));
  return { isRunning: running !== null };
}

/** @throws StateError when something is in the folder, or it is none */
export function requireFreeTarget(target: string): void {
  if (!existsSync(target) || isEmptyFolder(target)) return;
  throw new StateError(
    'BadRequest',
    `${target} is not empty. Name a folder that is new, or remove what is there.`,
  );
}

/**
 * The same for a folder that is exported to again and again.
 * @throws StateError when it holds anything else than an export
 */
export function requireReplaceable(target: string): void {
  if (!isSavedState(target)) requireFreeTarget(target);
}

function isEmptyFolder(path: string): boolean {
  try {
    return readdirSync(path).length === 0;
  } catch {
    return false; // a file
  }
}

/** Exports what an engine keeps that runs, by a snapshot that only lives meanwhile. */
export async function exportRunning(
  target: string,
  dataFolder: string,
  snapshots: Pick<RemoteSnapshots, 'create' | 'delete'>,
): Promise<void> {
  const name = `export-${randomUUID()}`;
  await snapshots.create(name);
  try {
    await writeWhole(target, (unfinished) => {
      cpSync(join(snapshotsFolder(dataFolder), name), unfinished, { recursive: true });
    });
  } finally {
    await snapshots.delete(name);
  }
}

async function exportStopped(target: string, dataFolder: string): Promise<void> {
  const data = dataOf(dataFolder);
  const nothing = (): StateError =>
    new StateError('NotFound', `No engine has run on ${dataFolder} yet: there is no state.`);
  if (!existsSync(dataFolder)) throw nothing();
  await holdFolder(dataFolder, async () => {
    if (!existsSync(join(data, 'app.json'))) throw nothing();
    await writeWhole(target, async (unfinished) => {
      mkdirSync(dataOf(unfinished), { mode: 0o700 });
      await copyUsedState(data, dataOf(unfinished));
      writeSavedState(unfinished, Date.now());
    });
  });
}

/** Has the folder appear, or what it held replaced, only once all is written. */
async function writeWhole(
  target: string,
  write: (unfinished: string) => Promise<void> | void,
): Promise<void> {
  mkdirSync(dirname(target), { recursive: true });
  const unfinished = mkdtempSync(join(dirname(target), `.${basename(target)}-`));
  try {
    await write(unfinished);
    const former = `${unfinished}-former`;
    if (isSavedState(target)) renameSync(target, former);
    else if (existsSync(target)) rmdirSync(target);
    renameSync(unfinished, target);
    rmSync(former, { recursive: true, force: true });
  } finally {
    rmSync(unfinished, { recursive: true, force: true });
  }
}

/**
 * Makes the state of a data folder what a folder holds that was exported; an engine that runs on it goes
 * on with that. Nothing is changed when it does not fit.
 * @throws StateError
 */
export async function importState(source: string, dataFolder: string): Promise<Transfer> {
  requireUsable(source, null);
  const running = runningOn(dataFolder);
  if (running) await importRunning(source, dataFolder, running);
  else {
    makeFolder(dataFolder);
    await holdFolder(dataFolder, () => importInto(dataFolder, source));
  }
  return { isRunning: running !== null };
}

async function importRunning(
  source: string,
  dataFolder: string,
  snapshots: RemoteSnapshots,
): Promise<void> {
  requireSound(source);
  const name = `import-${randomUUID()}`;
  const home = snapshotsFolder(dataFolder);
  makeFolder(home);
  const unfinished = join(home, `.${name}`);
  try {
    cpSync(source, unfinished, { recursive: true });
    renameSync(unfinished, join(home, name));
    await snapshots.restore(name);
  } finally {
    for (const path of [unfinished, join(home, name)]) {
      rmSync(path, { recursive: true, force: true });
    }
  }
}

/** The engine that runs on a data folder, or null. */
function runningOn(dataFolder: string): RemoteSnapshots | null {
  if (!isInUse(dataFolder)) return null;
  const file = join(dataFolder, 'outputs.json');
  const outputs = existsSync(file)
    ? (JSON.parse(readFileSync(file, 'utf8')) as { readonly cognitoEndpoint?: string })
    : {};
  if (outputs.cognitoEndpoint !== undefined) return createRemoteSnapshots(outputs.cognitoEndpoint);
  throw new StateError('Busy', `The engine on ${dataFolder} is starting. Wait until it is ready.`);
}
