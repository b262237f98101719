import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { runCommand } from '../run-command.ts';
import { LocalError } from '../shared/errors.ts';
import type { Log } from '../shared/log.ts';
import { whenChanged } from '../when-changed.ts';
import type { SiteSettings } from './settings.ts';

/** Where the build of a site runs. */
export interface SiteBuild {
  readonly projectFolder: string;
  readonly log: Log;
  readonly signal?: AbortSignal | undefined;
}

/** The folder with the pages of a site. */
export const folderOfSite = (projectFolder: string, { folder }: SiteSettings): string =>
  resolve(projectFolder, folder);

/**
 * Makes the pages of a site, unless nothing changed since.
 * @returns whether they were made anew
 * @throws LocalError ERR_SYNTH
 */
export async function buildSite(
  site: SiteSettings,
  { projectFolder, log, signal }: SiteBuild,
): Promise<boolean> {
  const { name, build } = site;
  const folder = folderOfSite(projectFolder, site);
  const isMade = (): boolean => existsSync(join(folder, 'index.html'));
  const requireMade = (): void => {
    if (isMade()) return;
    throw new LocalError(
      'ERR_SYNTH',
      `${folder} has no index.html: correct local.sites in package.json, where the site ${name} is.`,
    );
  };
  const watch = {
    folder: projectFolder,
    inputs: site.inputs ?? [],
    extra: JSON.stringify([build, site.folder]),
    // In the folder itself: it tells of what is there, whichever data folder the system runs with.
    marker: join(folder, '.inputs.json'),
    isMade,
  };
  const make = (command: string) =>
    whenChanged(watch, async () => {
      await runCommand({
        name,
        command,
        folder: projectFolder,
        log,
        signal,
        // It takes the time that the start leaves: nobody waits for a page before there is an API.
        inBackground: true,
        // Whoever starts the engine in a test says `test` there, and the pages stay for others.
        environment: { NODE_ENV: 'production' },
      });
      requireMade();
    });
  const made = build !== undefined && (await oneAtATime(folder, () => make(build)));
  requireMade();
  return made;
}

const running = new Map<string, Promise<unknown>>();

/** Engines of one process, as tests start them, make the same pages: who comes later finds them made. */
async function oneAtATime<Result>(folder: string, work: () => Promise<Result>): Promise<Result> {
  for (let other = running.get(folder); other; other = running.get(folder)) {
    await other.catch(() => undefined);
  }
  const own = work();
  running.set(folder, own);
  try {
    return await own;
  } finally {
    running.delete(folder);
  }
}
