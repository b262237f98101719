import { existsSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { isObject } from '../shared/is-object.ts';
import { LocalError } from '../shared/errors.ts';
import { requireSoundDatabase } from '../shared/sqlite-file.ts';
import { StateError } from './state-error.ts';
import { isDatabase, stateFiles } from './state-files.ts';
import { readStoredApp, type StoredApp, withoutPlace } from './stored-app.ts';

const FORMAT = 'appsync-on-a-laptop state';
/** Of the layout of `data/` and of this file. */
const VERSION = 1;

/** `state.json` of a snapshot or an export; beside it lies `data/`. */
export interface SavedState {
  readonly format: typeof FORMAT;
  readonly version: typeof VERSION;
  /** ISO 8601. */
  readonly createdAt: string;
  /** Bytes of each file below `data/`. */
  readonly files: Readonly<Record<string, number>>;
}

/** Where the files of a saved state are. */
export const dataOf = (folder: string): string => join(folder, 'data');

const manifestOf = (folder: string): string => join(folder, 'state.json');

/** Whether a folder says that it is a saved state, of whichever version. */
export const isSavedState = (folder: string): boolean => existsSync(manifestOf(folder));

/** Says of the files below `folder/data` that they are all. */
export function writeSavedState(folder: string, now: number): void {
  const data = dataOf(folder);
  const files = stateFiles(data).files.map((path) => [path, statSync(join(data, path)).size]);
  const state: SavedState = {
    format: FORMAT,
    version: VERSION,
    createdAt: new Date(now).toISOString(),
    files: Object.fromEntries(files) as Record<string, number>,
  };
  writeFileSync(manifestOf(folder), `${JSON.stringify(state, null, 2)}\n`, { mode: 0o600 });
}

/**
 * Reads what `state.json` says.
 * @throws StateError for a folder that is no state, or of another version
 */
export function readSavedState(folder: string): SavedState {
  const file = manifestOf(folder);
  if (!existsSync(file)) {
    throw new StateError('BadRequest', `${folder} holds no exported state: it has no state.json.`);
  }
  const found = parsed(readFileSync(file, 'utf8'));
  if (!isObject(found) || found['format'] !== FORMAT || !isObject(found['files'])) {
    throw new StateError('BadRequest', `${file} does not describe a state of this engine.`);
  }
  if (found['version'] === VERSION) return found as unknown as SavedState;
  throw new StateError(
    'BadRequest',
    `${folder} is of version ${JSON.stringify(found['version'])}, this engine reads version ${VERSION}. ` +
      'Take it with the engine that wrote it, or export anew.',
  );
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

/**
 * Makes sure that a saved state has all its files, and that all it holds has a place in the app.
 * @param app null when it is not known
 * @throws StateError that names what is wrong
 */
export function requireUsable(folder: string, app: StoredApp | null): SavedState {
  const state = readSavedState(folder);
  requireWhole(folder, state);
  const stored = readStoredApp(dataOf(folder));
  if (stored === null)
    throw new StateError('BadRequest', `${folder} does not say of which app it is.`);
  const missing = app === null ? [] : withoutPlace(stored, app);
  if (missing.length > 0) throw new StateError('Conflict', ofAnotherApp(folder, missing));
  return state;
}

/**
 * Makes sure that databases can be read which came from elsewhere.
 * @throws StateError
 */
export function requireSound(folder: string): void {
  for (const path of stateFiles(dataOf(folder)).files.filter(isDatabase)) {
    try {
      requireSoundDatabase(join(dataOf(folder), path));
    } catch (error) {
      if (!(error instanceof LocalError)) throw error;
      throw new StateError('BadRequest', `${folder} is damaged: ${error.message}`);
    }
  }
}

/** Why a state is refused that the app cannot have. */
export const ofAnotherApp = (folder: string, missing: readonly string[]): string =>
  `${folder} is the state of another app, or of another version of it: this one has no ${missing.join(', no ')}.`;

function requireWhole(folder: string, { files }: SavedState): void {
  const data = dataOf(folder);
  const found = stateFiles(data);
  const refuse = (what: string): StateError =>
    new StateError('BadRequest', `${folder} is damaged or of a newer engine: ${what}.`);
  const strange = [...found.unknown, ...found.files.filter((path) => files[path] === undefined)];
  if (strange.length > 0) throw refuse(`nothing here knows data/${strange.join(', data/')}`);
  for (const [path, size] of Object.entries(files)) {
    if (!found.files.includes(path)) throw refuse(`data/${path} is missing`);
    const actual = statSync(join(data, path)).size;
    if (actual !== size)
      throw refuse(`data/${path} has ${actual} bytes instead of ${String(size)}`);
  }
}
