import { createRequire, enableCompileCache } from 'node:module';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { CACHE_FOLDER } from './cache-folder.mjs';
import { bundleEngine, mainModule } from './engine-bundle.mjs';
import { ENGINE, EXTENSION, engineState } from './engine-state.mjs';

/** What most starts, or their first requests, load besides. */
const SOON_LOADED = [
  'services/cognito/actions/index',
  'watching/watch',
  'studio/answer',
  'studio/page-folder',
];

// Run by cli.mjs in a process of its own: Node's type stripper, once loaded, stays in memory (14 MB).
const state = engineState();
const bundled = await bundleEngine(state);
enableCompileCache(join(CACHE_FOLDER, 'local'));
// As cli.mjs loads it: what is imported is kept apart from what is required.
const require = createRequire(import.meta.url);
require(mainModule(state));
await import('./services/lambda/worker/worker.ts');
for (const file of bundled ?? SOON_LOADED.map((name) => join(ENGINE, name + EXTENSION))) {
  await import(pathToFileURL(file).href);
}
if (bundled === null) await import('croner');
