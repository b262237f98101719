import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { enableCompileCache } from 'node:module';
import { basename, join } from 'node:path';
import { cachedDataVersionTag } from 'node:v8';
import { CACHE_FOLDER } from './cache-folder.mjs';
import { limitCompileCache } from './compile-cache-limit.mjs';
import { mainModule } from './engine-bundle.mjs';
import { ENGINE, engineState } from './engine-state.mjs';

const FILL_MS = 20_000; // 20 seconds

/**
 * Keeps compiled code between starts, which halves the time to load the engine, and bundles it and fills the cache
 * in a process of its own where it is another than the one that was bundled: what is compiled at a start, and
 * Node's type stripper with it, stays in memory to the end (25 MB).
 * @returns the engine's state
 */
export function enableFilledCompileCache() {
  const state = engineState();
  const { directory } = enableCompileCache(join(CACHE_FOLDER, 'local'));
  if (directory === undefined) return state;
  // V8 takes no code that another version of it, or one with other flags, has compiled.
  const filledFrom = join(directory, `filled-${cachedDataVersionTag()}`);
  // Once more where the bundle has gone since.
  const mark = () => `${state} ${basename(mainModule(state))}`;
  if (readIfThere(filledFrom) === mark()) return state;
  limitCompileCache(join(CACHE_FOLDER, 'local'));
  const fill = join(ENGINE, 'fill-compile-cache.mjs');
  // Whatever became of it: the cache is nothing that a start depends on.
  spawnSync(process.execPath, [...process.execArgv, fill], { stdio: 'ignore', timeout: FILL_MS });
  writeFileSync(filledFrom, mark());
  return state;
}

function readIfThere(file) {
  return existsSync(file) ? readFileSync(file, 'utf8') : null;
}
