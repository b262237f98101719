import {
  constants,
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { CACHE_FOLDER } from '../../../cache-folder.mjs';
import { pgliteVersion } from './pglite.ts';
import { openPostgres } from './postgres.ts';

/** Folders that Postgres wants to find, though nothing is in them: who copies files leaves them out. */
const EMPTY_FOLDERS = [
  'pg_commit_ts',
  'pg_dynshmem',
  'pg_logical/mappings',
  'pg_logical/snapshots',
  'pg_notify',
  'pg_replslot',
  'pg_serial',
  'pg_snapshots',
  'pg_stat',
  'pg_stat_tmp',
  'pg_tblspc',
  'pg_twophase',
  'pg_wal/archive_status',
  'pg_wal/summaries',
];

/** Says of a data directory that it has all that the cluster begins with. */
const COMPLETE = 'engine-complete';

/** Whether there is a database cluster in the folder that was made to its end. */
export const isComplete = (directory: string): boolean => existsSync(join(directory, COMPLETE));

/** Says that it is. */
export const setComplete = (directory: string): void =>
  writeFileSync(join(directory, COMPLETE), '');

/** Has Postgres find what it wants. */
export function mendFolders(directory: string): void {
  for (const name of EMPTY_FOLDERS) mkdirSync(join(directory, name), { recursive: true });
}

/**
 * Makes a new data directory, without what the cluster begins with. Postgres takes seconds to make its first one
 * on a machine; it is kept, and copied from then on.
 */
export async function makeDataDirectory(directory: string): Promise<void> {
  const blank = join(CACHE_FOLDER, `postgres-${pgliteVersion()}`);
  if (!existsSync(blank)) await makeBlank(blank);
  rmSync(directory, { recursive: true, force: true });
  mkdirSync(directory, { recursive: true, mode: 0o700 });
  cpSync(blank, directory, { recursive: true, mode: constants.COPYFILE_FICLONE });
}

async function makeBlank(blank: string): Promise<void> {
  mkdirSync(CACHE_FOLDER, { recursive: true });
  const unfinished = mkdtempSync(`${blank}.`);
  const postgres = await openPostgres({ dataDirectory: unfinished, database: 'postgres' });
  await postgres.run([{ sql: 'CHECKPOINT' }]);
  await postgres.end();
  rmSync(join(unfinished, 'postmaster.pid'), { force: true });
  try {
    renameSync(unfinished, blank);
  } catch (error) {
    rmSync(unfinished, { recursive: true });
    // Another engine was faster.
    if (!existsSync(blank)) throw error;
  }
}
