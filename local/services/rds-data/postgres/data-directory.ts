import {
  constants,
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { AwsError } from '../../../aws/index.ts';
import { CACHE_FOLDER } from '../../../cache-folder.mjs';
import { isObject } from '../../../shared/is-object.ts';
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

/** Its data directories are of one version of Postgres. */
function pgliteVersion(): string {
  const entry = pgliteEntry();
  const manifest: unknown = JSON.parse(readFileSync(join(entry, '../../package.json'), 'utf8'));
  return isObject(manifest) ? String(manifest['version']) : '';
}

function pgliteEntry(): string {
  try {
    return createRequire(import.meta.url).resolve('@electric-sql/pglite');
  } catch {
    throw new AwsError(
      'DatabaseUnavailableException',
      'The optional package @electric-sql/pglite is not there, which runs Postgres: `npm install @electric-sql/pglite` brings it.',
      504,
    );
  }
}
