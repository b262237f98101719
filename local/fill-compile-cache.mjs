import { createRequire, enableCompileCache } from 'node:module';
import { join } from 'node:path';
import { CACHE_FOLDER } from './cache-folder.mjs';

// Run by cli.mjs in a process of its own: Node's type stripper, once loaded, stays in memory (14 MB).
enableCompileCache(join(CACHE_FOLDER, 'local'));
// As cli.mjs loads it: what is imported is kept apart from what is required.
const require = createRequire(import.meta.url);
require('./cli-main.ts');
await import('./services/lambda/worker/worker.ts');
// What most starts, or their first requests, load besides.
await import('./services/cognito/actions/index.ts');
await import('./watching/watch.ts');
await import('./studio/answer.ts');
await import('./studio/page-folder.ts');
await import('croner');
