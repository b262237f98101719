import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { CACHE_FOLDER } from './cache-folder.mjs';

export const ENGINE = import.meta.dirname;

/** Of the engine's files: TypeScript here, JavaScript in the built package. */
export const EXTENSION = existsSync(join(ENGINE, 'cli-main.ts')) ? '.ts' : '.js';

/** What no start loads. */
const NOT_LOADED = new Set([
  'corpus',
  'docs',
  'node_modules',
  'packaging',
  'page',
  'test',
  'testing',
]);

/** What npm, pnpm and Yarn write anew when they install: the packages that the engine is made of may be others then. */
const INSTALLED = ['.package-lock.json', '.modules.yaml', '.yarn-integrity', '.yarn-state.yml'];

/** Tells one state of the engine's code, and of the packages it is made of, from another. */
export function engineState() {
  const { version } = JSON.parse(readFileSync(join(ENGINE, 'package.json'), 'utf8'));
  const { node } = process.versions;
  // Its files are edited and pulled only where they are TypeScript.
  const edited = EXTENSION === '.ts' ? newestIn(ENGINE) : 0;
  return [node, version, edited, ...INSTALLED.map(installedAt)].join(' ');
}

function installedAt(file) {
  const path = join(dirname(CACHE_FOLDER), file);
  return statSync(path, { throwIfNoEntry: false })?.mtimeMs ?? 0;
}

/** When a file of a folder, or below it, was last written; milliseconds. */
function newestIn(folder) {
  let newest = 0;
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name);
    if (entry.isFile()) newest = Math.max(newest, statSync(path).mtimeMs);
    else if (!NOT_LOADED.has(entry.name)) newest = Math.max(newest, newestIn(path));
  }
  return newest;
}
