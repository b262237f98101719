import { readdirSync } from 'node:fs';
import { createRequire, enableCompileCache } from 'node:module';
import { join } from 'node:path';
import { CACHE_FOLDER } from './cache-folder.mjs';

// Compiled code is kept between starts: it halves the time to load some hundred modules. JavaScript,
// so that the cache is on before the first TypeScript is read: else Node's type stripper is loaded
// too, which takes 14 MB.
const { directory } = enableCompileCache(join(CACHE_FOLDER, 'local'));
if (directory !== undefined && readdirSync(directory).length === 0) {
  const { spawnSync } = await import('node:child_process');
  const fill = join(import.meta.dirname, 'fill-compile-cache.mjs');
  // Whatever became of it: the cache is nothing that a start depends on.
  spawnSync(process.execPath, [...process.execArgv, fill], { stdio: 'ignore', timeout: 20_000 });
}
// Not imported: without promises for each of some 800 modules they are loaded in nine tenths of the time.
const require = createRequire(import.meta.url);
const { main } = require('./cli-main.ts');
await main(process.argv.slice(2));
