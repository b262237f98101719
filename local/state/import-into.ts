import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { App } from '../assembly/model.ts';
import { replaceData, takeBack, unfinishedData, forgetFormer } from './replace-data.ts';
import { dataOf, ofAnotherApp, requireSound, requireUsable } from './saved-state.ts';
import { StateError } from './state-error.ts';
import { copyState } from './state-files.ts';
import { readStoredApp, storedAppOf, withoutPlace } from './stored-app.ts';

/**
 * Makes a saved state that of a data folder which this process holds. What was there stays beside it until
 * a start has seen that the app is the right one: `settleImport`.
 * @throws StateError when the state is not whole
 */
export function importInto(dataFolder: string, source: string): void {
  requireUsable(source, null);
  requireSound(source);
  const next = unfinishedData(dataFolder);
  rmSync(next, { recursive: true, force: true });
  copyState(dataOf(source), next);
  const file = join(next, 'app.json');
  const app = JSON.parse(readFileSync(file, 'utf8')) as object;
  writeFileSync(file, JSON.stringify({ ...app, importedFrom: source }));
  replaceData(dataFolder, { keepFormer: true });
}

/**
 * Looks, once the app is known, whether data that was imported is that of the app.
 * @throws StateError after what was there before is back
 */
export function settleImport(dataFolder: string, app: App): void {
  const data = dataOf(dataFolder);
  const stored = existsSync(data) ? readStoredApp(data) : null;
  if (stored?.importedFrom === undefined) return;
  const missing = withoutPlace(stored, storedAppOf(app));
  if (missing.length === 0) {
    forgetFormer(dataFolder);
    return;
  }
  takeBack(dataFolder);
  throw new StateError(
    'Conflict',
    `${ofAnotherApp(stored.importedFrom, missing)} The data from before the import is back.`,
  );
}
