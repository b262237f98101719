import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { PlaygroundSettings } from './project.ts';
import { runCommand } from './run-command.ts';
import { whenChanged } from './when-changed.ts';
import { LocalError } from './shared/errors.ts';
import type { Log } from './shared/log.ts';

/** Folder with the app's pages, and whether they were made anew. */
export interface Playground {
  readonly folder: string;
  readonly made: boolean;
}

/**
 * Makes the pages that package.json names, unless nothing changed since.
 * @throws LocalError ERR_SYNTH
 */
export async function buildPlayground(
  projectFolder: string,
  playground: PlaygroundSettings,
  log: Log,
  signal?: AbortSignal,
): Promise<Playground> {
  const { build: command } = playground;
  const folder = resolve(projectFolder, playground.folder);
  const isMade = (): boolean => existsSync(join(folder, 'index.html'));
  const requireMade = (): void => {
    if (isMade()) return;
    throw new LocalError(
      'ERR_SYNTH',
      `The playground's folder ${folder} has no index.html: correct local.playground in package.json.`,
    );
  };
  const watch = {
    folder: projectFolder,
    inputs: playground.inputs ?? [],
    extra: JSON.stringify(playground),
    // In the folder itself: it tells of what is there, whichever data folder the system runs with.
    marker: join(folder, '.inputs.json'),
    isMade,
  };
  const made =
    command !== undefined &&
    (await whenChanged(watch, async () => {
      await runCommand({ name: 'playground', command, folder: projectFolder, log, signal });
      requireMade();
    }));
  requireMade();
  return { folder, made };
}
