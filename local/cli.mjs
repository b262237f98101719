import { createRequire } from 'node:module';
import { loadEngine } from './engine-bundle.mjs';
import { enableFilledCompileCache } from './filled-compile-cache.mjs';

// JavaScript, so that the cache is on before the first TypeScript is read: else Node's type stripper is
// loaded too, which takes 14 MB.
const state = enableFilledCompileCache();
// Not imported: without promises for each of its modules it is loaded in nine tenths of the time.
const require = createRequire(import.meta.url);
const { main } = loadEngine(state, require);
await main(process.argv.slice(2));
