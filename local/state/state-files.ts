import {
  constants,
  copyFileSync,
  existsSync,
  mkdirSync,
  readdirSync,
  type Dirent,
  chmodSync,
} from 'node:fs';
import { dirname, join, relative, sep } from 'node:path';
import { backup, DatabaseSync } from 'node:sqlite';

/** All that a data folder keeps of an app, by the path below it. */
const DATABASES = /^(?:dynamodb\.sqlite|event-sources\.sqlite|s3\.sqlite|cognito\/users\.sqlite)$/;
const TEXTS =
  /^(?:app\.json|clock\.json|seed\.json|secret-seed|cognito\/mailbox\.json|cognito\/[\w-]+\.keys\.json)$/;
/** What Postgres keeps of a DB cluster, which is at rest when it is copied, or is mended when it starts. */
const CLUSTER = /^rds\/[a-z][a-z0-9-]*\/(?:[\w-]+\/)*[\w.-]+$/;
/** What only a running engine has beside them. */
const PASSING = /(?:\.lock|-wal|-shm|\.new|\.next|\/postmaster\.(?:pid|opts))$/;

/** What a folder holds that may be state; paths with `/`. */
export interface StateFiles {
  readonly files: readonly string[];
  /** No part of the state of any engine that this one knows. */
  readonly unknown: readonly string[];
}

/** Lists the state in a folder that is laid out as a data folder. */
export function stateFiles(folder: string): StateFiles {
  const entries = existsSync(folder)
    ? readdirSync(folder, { recursive: true, withFileTypes: true })
    : [];
  const paths = entries
    .filter((entry) => !entry.isDirectory())
    .map((entry) => ({ path: pathOf(entry, folder), isFile: entry.isFile() }))
    .filter(({ path }) => !PASSING.test(path));
  const isState = ({ path, isFile }: (typeof paths)[number]): boolean =>
    // Nothing else than files: a link could lead anywhere.
    isFile && (DATABASES.test(path) || TEXTS.test(path) || CLUSTER.test(path));
  return {
    files: paths.filter(isState).map(({ path }) => path),
    unknown: paths.filter((each) => !isState(each)).map(({ path }) => path),
  };
}

const pathOf = ({ parentPath, name }: Dirent, folder: string): string =>
  relative(folder, join(parentPath, name)).replaceAll(sep, '/');

/**
 * Copies the state of a data folder that may be in use: each database as it is after its last
 * transaction, also what stands in its write-ahead log.
 */
export async function copyUsedState(from: string, to: string): Promise<void> {
  for (const path of stateFiles(from).files) {
    const target = madeFor(join(to, path));
    if (DATABASES.test(path)) await copyDatabase(join(from, path), target);
    else copyFileSync(join(from, path), target, constants.COPYFILE_FICLONE);
    chmodSync(target, 0o600);
  }
}

/** All pages in one step: no writer comes between. */
const ALL_PAGES = 0x7fff_ffff;

/** SQLite's own copy: other ways to open a file end the locks that this process has on it. */
async function copyDatabase(from: string, to: string): Promise<void> {
  const database = new DatabaseSync(from, { timeout: 5_000 });
  try {
    await backup(database, to, { rate: ALL_PAGES });
  } finally {
    database.close();
  }
}

/** Copies state that nobody uses, such as a snapshot's; where the disk can, its blocks are shared. */
export function copyState(from: string, to: string): void {
  for (const path of stateFiles(from).files) {
    const target = madeFor(join(to, path));
    copyFileSync(join(from, path), target, constants.COPYFILE_FICLONE);
    chmodSync(target, 0o600);
  }
}

function madeFor(file: string): string {
  mkdirSync(dirname(file), { recursive: true, mode: 0o700 });
  return file;
}

/** Whether a file of the state is a database. */
export const isDatabase = (path: string): boolean => DATABASES.test(path);
