import { existsSync, readFileSync, rmSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { writePrivately } from './data-folder.ts';
import type { LocalOutputs, SeededUser } from './outputs.ts';
import type { ProjectSettings } from './project.ts';
import { LocalError } from './shared/errors.ts';
import type { Log } from './shared/log.ts';
import { damaged } from './shared/sqlite-file.ts';
import { untilAborted } from './shared/until-aborted.ts';

/** What a seed module exports as `seed`. It may run again after it failed halfway. */
export type Seed = (context: {
  readonly outputs: LocalOutputs;
  readonly log: Log;
}) => Promise<{ readonly users: readonly SeededUser[] }>;

/** The module that a start asks for. */
export interface ChosenSeed {
  /** Null: the one of `local.seed`. */
  readonly name: string | null;
  readonly module: string;
}

/**
 * The seed that a start asks for, or null when there is none to run.
 * @param asked its name; true for that of `local.seed`
 * @throws LocalError ERR_FLAG when none has the name
 */
export function chooseSeed(
  { seed, seeds = {} }: Pick<ProjectSettings, 'seed' | 'seeds'>,
  asked: boolean | string,
): ChosenSeed | null {
  if (typeof asked !== 'string') {
    return asked && seed !== undefined ? { name: null, module: seed } : null;
  }
  const module = Object.hasOwn(seeds, asked) ? seeds[asked] : undefined;
  if (module !== undefined) return { name: asked, module };
  const names = Object.keys(seeds);
  const known = names.length === 0 ? 'It has none' : `There is: ${names.join(', ')}`;
  throw new LocalError(
    'ERR_FLAG',
    `--seed ${asked}: local.seeds of package.json has no seed of this name. ${known}.`,
  );
}

/**
 * Makes sure that a data folder was not seeded with another seed than the one that is asked for by name.
 * @throws LocalError ERR_FLAG
 */
export function requireSeededWith(data: string, { name }: ChosenSeed): void {
  const former = readSeeded(data)?.name ?? null;
  if (name === null || name === former) return;
  throw new LocalError(
    'ERR_FLAG',
    `--seed ${name}: the data was seeded with ${former ?? 'local.seed'} before. ` +
      `Start with --fresh --seed ${name}, which forgets it.`,
  );
}

/** People that an earlier run of the seed made in this data folder; null when it never ran. */
export function seededUsers(data: string): readonly SeededUser[] | null {
  return readSeeded(data)?.users ?? null;
}

interface Seeded {
  readonly name?: string | null;
  readonly users: readonly SeededUser[];
}

function readSeeded(data: string): Seeded | null {
  const file = join(data, 'seed.json');
  if (!existsSync(file)) return null;
  try {
    const seeded = JSON.parse(readFileSync(file, 'utf8')) as Seeded;
    if (Array.isArray(seeded.users)) return seeded;
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
  { name, module }: ChosenSeed,
  context: {
    readonly appFolder: string;
    readonly data: string;
    readonly outputs: LocalOutputs;
    readonly log: Log;
    readonly signal?: AbortSignal | undefined;
  },
): Promise<readonly SeededUser[]> {
  const { appFolder, data, outputs, log, signal } = context;
  const file = resolve(appFolder, module);
  try {
    const { seed } = (await import(pathToFileURL(file).href)) as { seed?: Seed };
    if (typeof seed !== 'function') throw new Error('it exports no function `seed`');
    const seeding = seed({ outputs, log });
    const { users } = await (signal ? untilAborted(seeding, signal) : seeding);
    writePrivately(
      join(data, 'seed.json'),
      JSON.stringify({ name, users } satisfies Seeded, null, 2),
    );
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
