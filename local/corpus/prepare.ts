import { existsSync, mkdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { foldersOf } from './app-folders.ts';
import { checkOut, type Origins } from './check-out.ts';
import { installPackages } from './install-packages.ts';
import { NotHad } from './not-had.ts';
import { runOffline } from './offline.ts';
import { synthesizeApp } from './synthesize-app.ts';
import type { CorpusApp } from './types.ts';

const BUILD_TIME = 300_000; // milliseconds

/**
 * Brings an app here and installs what it asks for, unless that was done by an earlier run. Nothing of it runs.
 * @throws NotHad
 */
export async function bring(app: CorpusApp, work: string, origins: Origins): Promise<void> {
  const folders = foldersOf(app, work);
  if (existsSync(folders.assembly) || existsSync(folders.installed)) return;
  rmSync(folders.source, { recursive: true, force: true });
  mkdirSync(folders.source, { recursive: true });
  await checkOut(app, folders, origins);
  await installPackages(app, folders);
  writeFileSync(folders.installed, '');
}

/**
 * Makes the assembly of an app that was brought here, unless it is there from an earlier run.
 * @returns the assembly's folder or the template
 * @throws NotHad
 */
export async function prepare(app: CorpusApp, work: string): Promise<string> {
  const folders = foldersOf(app, work);
  if (existsSync(folders.assembly)) return folders.assembly;
  for (const command of app.before ?? []) {
    const ended = await runOffline(command, {
      folder: folders.app,
      environment: { ...app.environment },
      timeout: BUILD_TIME,
    });
    if (ended.code !== 0) throw new NotHad(`\`${command}\` fails`, ended.output);
  }
  if (app.template !== undefined) return join(folders.app, app.template);
  await synthesizeApp(app, folders);
  // What Lambda has and an app installs for its tests is found beside the assembly, as in the app's own folder.
  rmSync(folders.packages, { force: true });
  symlinkSync(join(folders.app, 'node_modules'), folders.packages);
  return folders.assembly;
}
