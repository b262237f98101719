import type { WriteStream } from 'node:fs';
import { createWriteStream, realpathSync, renameSync, rmSync, statSync } from 'node:fs';
import type { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { codeOf, UsageError } from './errors.ts';

interface Options {
  /** Replaces a file that is there. */
  readonly force: boolean;
  readonly signal: AbortSignal;
}

/**
 * Writes a file for its owner's eyes, that bears its name only when it is whole. Throws UsageError when
 * the place is not free.
 */
export async function writeWhole(rows: Readable, file: string, options: Options): Promise<void> {
  const there = statSync(file, { throwIfNoEntry: false });
  if (there?.isDirectory() === true)
    throw new UsageError(`--out ${file} is a folder: name a file.`);
  // A device or a pipe has no name to take over.
  if (there && !there.isFile()) return write(rows, createWriteStream(file), file, options.signal);
  if (there && there.size > 0 && !options.force) {
    throw new UsageError(`--out ${file} is there already: name another, or --force replaces it.`);
  }
  const target = there ? realpathSync(file) : file;
  const part = `${target}.part`;
  try {
    await write(rows, createWriteStream(part, { mode: 0o600 }), file, options.signal);
    renameSync(part, target);
  } catch (error) {
    rmSync(part, { force: true });
    throw error;
  }
}

const REASONS: Readonly<Record<string, string>> = {
  ENOENT: 'its folder is not there',
  ENOTDIR: 'its folder is a file',
  EACCES: 'you may not write there',
  EPERM: 'you may not write there',
  EROFS: 'the file system is read-only',
};

async function write(
  rows: Readable,
  stream: WriteStream,
  file: string,
  signal: AbortSignal,
): Promise<void> {
  try {
    await pipeline(rows, stream, { signal });
  } catch (error) {
    const reason = REASONS[codeOf(error)];
    if (reason === undefined) throw error;
    throw new UsageError(`--out ${file} cannot be written (${codeOf(error)}): ${reason}.`);
  }
}
