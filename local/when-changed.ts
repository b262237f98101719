import { createHash } from 'node:crypto';
import { readFileSync, readdirSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** What a piece of work depends on, and where to remember it. */
export interface ChangeWatch {
  readonly folder: string;
  /** Files and folders below `folder`; none: the work is always done. */
  readonly inputs: readonly string[];
  /** Whatever else it depends on: the command, its settings. */
  readonly extra: string;
  /** File that remembers the last finished work. */
  readonly marker: string;
  /** Whether what the work made is still there. */
  isMade(): boolean;
}

interface Marker {
  readonly stat: string;
  readonly content: string;
}

interface InputFile {
  readonly path: string;
  readonly stat: string;
}

/**
 * Does the work unless its inputs are those of the last time. Sizes and times are compared first;
 * only when they differ (a fresh checkout, a touched file) are contents read.
 * @returns whether it was done
 */
export async function whenChanged(watch: ChangeWatch, work: () => Promise<void>): Promise<boolean> {
  const files = watch.inputs.flatMap((input) => listFiles(watch.folder, input));
  const stat = digest([watch.extra, ...files.flatMap((file) => [file.path, file.stat])]);
  const last = watch.inputs.length > 0 && watch.isMade() ? readMarker(watch.marker) : null;
  if (last?.stat === stat) return false;
  const content = digest([
    watch.extra,
    ...files.flatMap(({ path }) => [path, readFileSync(join(watch.folder, path))]),
  ]);
  const changed = last?.content !== content;
  if (changed) await work();
  writeFileSync(watch.marker, JSON.stringify({ stat, content } satisfies Marker));
  return changed;
}

function readMarker(file: string): Marker | null {
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as Marker;
  } catch {
    return null; // the first time, or cut short by a crash
  }
}

function digest(parts: readonly (string | Buffer)[]): string {
  const hash = createHash('sha256');
  // With lengths, so that no two lists of parts run together to the same bytes.
  for (const part of parts) hash.update(`${Buffer.byteLength(part)}:`).update(part);
  return hash.digest('hex');
}

/** All files at or below a path, in a fixed order. An absent path has none. */
function listFiles(folder: string, path: string): InputFile[] {
  const found = statSync(join(folder, path), { throwIfNoEntry: false });
  if (!found) return [];
  if (!found.isDirectory()) return [{ path, stat: `${found.size} ${found.mtimeMs}` }];
  return readdirSync(join(folder, path))
    .filter((name) => name !== 'node_modules')
    .sort()
    .flatMap((name) => listFiles(folder, join(path, name)));
}
