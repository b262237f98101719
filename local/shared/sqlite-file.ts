import { closeSync, openSync, readSync, statSync } from 'node:fs';
import { DatabaseSync } from 'node:sqlite';
import { LocalError } from './errors.ts';

/** https://www.sqlite.org/fileformat2.html#magic_header_string */
const MAGIC = 'SQLite format 3\0';
/** Larger ones are checked by their header alone: reading them all would slow the start. */
const CHECKED_WHOLE = 64 * 1_024 * 1_024; // 64 MB

/**
 * Makes sure that a database that is there can be read, before anything writes to it.
 * @throws LocalError ERR_DATA_FOLDER that names the file and what to do
 */
export function requireSoundDatabase(file: string): void {
  const size = statSync(file, { throwIfNoEntry: false })?.size;
  if (size === undefined) return;
  if (size === 0) throw damaged(file, 'it is empty');
  if (headerOf(file) !== MAGIC) throw damaged(file, 'it is no SQLite database');
  if (size > CHECKED_WHOLE) return;
  const problem = quickCheck(file);
  if (problem !== null) throw damaged(file, problem);
}

function headerOf(file: string): string {
  const bytes = Buffer.alloc(MAGIC.length);
  const descriptor = openSync(file, 'r');
  try {
    readSync(descriptor, bytes, 0, bytes.length, 0);
    return bytes.toString('latin1');
  } finally {
    closeSync(descriptor);
  }
}

function quickCheck(file: string): string | null {
  try {
    const database = new DatabaseSync(file, { timeout: 2_000 });
    try {
      const { quick_check: found } = database.prepare('PRAGMA quick_check(1)').get() ?? {};
      return found === 'ok' ? null : String(found).replaceAll('\n', ' ');
    } finally {
      database.close();
    }
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}

/** The same for every file of the data folder. */
export const damaged = (file: string, what: string): LocalError =>
  new LocalError(
    'ERR_DATA_FOLDER',
    `${file} is damaged: ${what}. Put a sound copy of it back; or start with --fresh, which forgets all local data.`,
  );

/** https://www.sqlite.org/rescode.html */
const SQLITE_BUSY = 5;

/** Whether another connection, of whichever process, holds a lock. */
export const isBusy = (error: unknown): boolean =>
  error instanceof Error && 'errcode' in error && error.errcode === SQLITE_BUSY;

/** https://www.sqlite.org/rescode.html */
const CODES: Readonly<Record<number, string>> = {
  10: 'the disk does not take it',
  11: 'it is damaged',
  13: 'the disk is full',
  26: 'it is no SQLite database',
};

/**
 * The same error, or for one that the disk or the file is to blame for a line that names the file. What
 * was acknowledged before is kept.
 */
export function fileError(file: string, error: unknown): unknown {
  const code = error instanceof Error && 'errcode' in error ? Number(error.errcode) & 0xff : 0;
  const reason = CODES[code];
  if (reason === undefined || !(error instanceof Error)) return error;
  return new LocalError(
    'ERR_DATA_FOLDER',
    `Cannot write ${file}: ${reason} (${error.message}). What was acknowledged is kept. Mend that and start again.`,
    { cause: error },
  );
}
