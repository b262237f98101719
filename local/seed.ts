import { existsSync, readFileSync, rmSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { writePrivately } from './data-folder.ts';
import type { LocalOutputs, SeededUser } from './outputs.ts';
import { LocalError } from './shared/errors.ts';
import type { Log } from './shared/log.ts';
import { damaged } from './shared/sqlite-file.ts';
import { untilAborted } from './shared/until-aborted.ts';

/** What a seed module exports as `seed`. It may run again after it failed halfway. */
export type Seed = (context: {
  readonly outputs: LocalOutputs;
  readonly log: Log;
}) => Promise<{ readonly users: readonly SeededUser[] }>;

/** People that an earlier run of the seed made in this data folder; null when it never ran. */
export function seededUsers(data: string): readonly SeededUser[] | null {
  const file = join(data, 'seed.json');
  if (!existsSync(file)) return null;
  try {
    const { users } = JSON.parse(readFileSync(file, 'utf8')) as { users: SeededUser[] };
    if (Array.isArray(users)) return users;
  } catch {
    // named below
  }
  throw damaged(file, 'it does not hold what the seed made');
}

/** Makes the seed run again. */
export function forgetSeed(data: string): void {
  rmSync(join(data, 'seed.json'), { force: true });
}

/**
 * Runs the app's seed and keeps its result, so that it does not run again.
 * @throws LocalError ERR_DATA_FOLDER when the module is not one, or fails
 */
export async function runSeed(
  module: string,
  context: {
    readonly projectFolder: string;
    readonly data: string;
    readonly outputs: LocalOutputs;
    readonly log: Log;
    readonly signal?: AbortSignal | undefined;
  },
): Promise<readonly SeededUser[]> {
  const { projectFolder, data, outputs, log, signal } = context;
  const file = resolve(projectFolder, module);
  try {
    const { seed } = (await import(pathToFileURL(file).href)) as { seed?: Seed };
    if (typeof seed !== 'function') throw new Error('it exports no function `seed`');
    const seeding = seed({ outputs, log });
    const { users } = await (signal ? untilAborted(seeding, signal) : seeding);
    writePrivately(join(data, 'seed.json'), JSON.stringify({ users }, null, 2));
    return users;
  } catch (error) {
    signal?.throwIfAborted();
    const reason = error instanceof Error ? error.message : String(error);
    throw new LocalError(
      'ERR_DATA_FOLDER',
      `The seed ${file} failed: ${reason}. Correct it and start with --fresh, or with --no-seed.`,
      { cause: error },
    );
  }
}
