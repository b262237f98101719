import { existsSync, readdirSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';

/** One state of the engine takes some 10 MB, the functions of an app as much again. */
const MOST_BYTES = 200 * 1024 * 1024; // 200 MiB

/** What Node keeps for one version and its flags, and what says that it is filled. */
const COMPILED = /^(?:v\d|filled-)/;

/**
 * Begins a folder of compiled code anew once it takes more than `most` bytes: Node removes nothing of what was
 * compiled of code, flags and versions that are gone. All of it is made again when it is needed.
 */
export function limitCompileCache(folder, most = MOST_BYTES) {
  if (!existsSync(folder)) return;
  const parts = readdirSync(folder).filter((name) => COMPILED.test(name));
  const paths = parts.map((name) => join(folder, name));
  if (paths.reduce((sum, path) => sum + sizeOf(path), 0) <= most) return;
  for (const path of paths) rmSync(path, { recursive: true, force: true });
}

function sizeOf(path) {
  // Another engine may take files away meanwhile.
  const stats = statSync(path, { throwIfNoEntry: false });
  if (!stats?.isDirectory()) return stats?.size ?? 0;
  const names = readdirSync(path);
  return names.reduce((sum, name) => sum + sizeOf(join(path, name)), 0);
}
