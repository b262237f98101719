import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { enableCompileCache } from 'node:module';
import { join } from 'node:path';
import { cachedDataVersionTag } from 'node:v8';
import { CACHE_FOLDER } from './cache-folder.mjs';

const ENGINE = import.meta.dirname;
const FILL_MS = 20_000; // 20 seconds

/** What no start loads. */
const NOT_LOADED = new Set(['corpus', 'docs', 'node_modules', 'page', 'test']);

/**
 * Keeps compiled code between starts, which halves the time to load some hundred modules, and fills the cache in a
 * process of its own where the engine is another than the one it was filled from: what is compiled at a start, and
 * Node's type stripper with it, stays in memory to the end (25 MB).
 */
export function enableFilledCompileCache() {
  const { directory } = enableCompileCache(join(CACHE_FOLDER, 'local'));
  if (directory === undefined) return;
  // V8 takes no code that another version of it, or one with other flags, has compiled.
  const filledFrom = join(directory, `filled-${cachedDataVersionTag()}`);
  const engine = engineNow();
  if (readIfThere(filledFrom) === engine) return;
  const fill = join(ENGINE, 'fill-compile-cache.mjs');
  // Whatever became of it: the cache is nothing that a start depends on.
  spawnSync(process.execPath, [...process.execArgv, fill], { stdio: 'ignore', timeout: FILL_MS });
  writeFileSync(filledFrom, engine);
}

/** Tells one state of the engine's code from another. */
function engineNow() {
  const { version } = JSON.parse(readFileSync(join(ENGINE, 'package.json'), 'utf8'));
  // Its files are edited and pulled only where they are TypeScript.
  const isSource = existsSync(join(ENGINE, 'cli-main.ts'));
  return isSource ? `${version} ${newestIn(ENGINE)}` : version;
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

function readIfThere(file) {
  return existsSync(file) ? readFileSync(file, 'utf8') : null;
}
