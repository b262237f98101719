import { createHash } from 'node:crypto';
import { mkdirSync, readdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { CACHE_FOLDER } from '../../cache-folder.mjs';

const FOLDER = join(CACHE_FOLDER, 'appsync-js');
const COMPILER = join(import.meta.dirname, '../compile');

/**
 * What `make` makes of a source, kept on disk between starts. It saves some 0.1 s, and the memory of
 * Node's type stripper and of the parser. A changed source or compiler is another key.
 */
export function cachedOnDisk<T>(source: string, make: () => T): T {
  const file = join(FOLDER, `${keyOf(source)}.json`);
  const kept = read(file);
  if (kept !== null) return kept as T;
  const made = make();
  write(file, sealed(JSON.stringify(made)));
  return made;
}

const keyOf = (source: string): string =>
  createHash('sha256').update(compilerHash()).update(source).digest('hex').slice(0, 32);

let hash: string | undefined;

function compilerHash(): string {
  if (hash !== undefined) return hash;
  const sum = createHash('sha256').update(process.version);
  for (const name of readdirSync(COMPILER).sort()) sum.update(readFileSync(join(COMPILER, name)));
  hash = sum.digest('hex');
  return hash;
}

/** The text's hash stands before it: what was damaged is made anew, not run. */
const sealed = (text: string): string =>
  `${createHash('sha256').update(text).digest('hex')}\n${text}`;

function read(file: string): unknown {
  try {
    const found = readFileSync(file, 'utf8');
    const text = found.slice(found.indexOf('\n') + 1);
    return sealed(text) === found ? JSON.parse(text) : null;
  } catch {
    return null; // not there yet
  }
}

/** Other processes may write the same; a folder that cannot be written costs only the saving. */
function write(file: string, text: string): void {
  const own = `${file}.${process.pid}`;
  try {
    mkdirSync(FOLDER, { recursive: true });
    writeFileSync(own, text);
    renameSync(own, file);
  } catch {
    // Made again at the next start.
  }
}
