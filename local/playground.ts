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
  dataFolder: string,
  log: Log,
): Promise<Playground> {
  const { build: command } = playground;
  const folder = resolve(projectFolder, playground.folder);
  const isMade = (): boolean => existsSync(join(folder, 'index.html'));
  const watch = {
    folder: projectFolder,
    inputs: playground.inputs ?? [],
    extra: JSON.stringify(playground),
    marker: join(dataFolder, 'playground.inputs.json'),
    isMade,
  };
  const made =
    command !== undefined &&
    (await whenChanged(watch, () =>
      runCommand({ name: 'playground', command, folder: projectFolder, log }),
    ));
  if (isMade()) return { folder, made };
  throw new LocalError(
    'ERR_SYNTH',
    `The playground's folder ${folder} has no index.html: correct local.playground in package.json.`,
  );
}
