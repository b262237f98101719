import { enableCompileCache } from 'node:module';
import { join } from 'node:path';
import { CACHE_FOLDER } from './cache-folder.mjs';

// Run by cli.mjs in a process of its own: Node's type stripper, once loaded, stays in memory (14 MB).
enableCompileCache(join(CACHE_FOLDER, 'local'));
await import('./cli-main.ts');
await import('./services/lambda/worker/worker.ts');
// Loaded with its first call.
await import('./services/cognito/actions/index.ts');
