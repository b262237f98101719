import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type * as Fflate from 'fflate';
import { basename, dirname, join, sep } from 'node:path';
import { CACHE_FOLDER } from '../../../cache-folder.mjs';
import { LocalError } from '../../../shared/errors.ts';

const KEPT = join(CACHE_FOLDER, 'local', 'unzipped');

/**
 * The folder with what a ZIP archive holds. It is unpacked once for its content, which CDK has in the name.
 * @throws LocalError ERR_ASSEMBLY for a file that is no archive
 */
export function unzipOnce(file: string): string {
  const named = /[0-9a-f]{64}/.exec(basename(file))?.[0];
  const hash = named ?? createHash('sha256').update(readFileSync(file)).digest('hex');
  const folder = join(KEPT, hash);
  if (existsSync(folder)) return folder;
  // In its place only when it is whole: another start may do the same.
  const partly = `${folder}.${process.pid}`;
  unzip(file, partly);
  try {
    renameSync(partly, folder);
  } catch (error) {
    rmSync(partly, { recursive: true });
    if (!existsSync(folder)) throw error;
  }
  return folder;
}

function unzip(file: string, folder: string): void {
  // Loaded only for apps that have archives.
  const { unzipSync } = createRequire(import.meta.url)('fflate') as typeof Fflate;
  mkdirSync(folder, { recursive: true });
  for (const [name, content] of Object.entries(read(file, unzipSync))) {
    const target = join(folder, name);
    if (!target.startsWith(folder + sep)) throw damaged(file, `its entry ${name} leads out of it`);
    if (name.endsWith('/')) mkdirSync(target, { recursive: true });
    else {
      mkdirSync(dirname(target), { recursive: true });
      writeFileSync(target, content);
    }
  }
}

function read(file: string, unzipSync: (data: Uint8Array) => Record<string, Uint8Array>) {
  try {
    return unzipSync(readFileSync(file));
  } catch (error) {
    throw damaged(file, error instanceof Error ? error.message : String(error));
  }
}

const damaged = (file: string, reason: string): LocalError =>
  new LocalError(
    'ERR_ASSEMBLY',
    `${file} is no ZIP archive that can be unpacked (${reason}). Synthesize again.`,
  );
