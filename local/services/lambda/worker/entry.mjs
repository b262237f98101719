import { enableCompileCache, flushCompileCache } from 'node:module';
import { join } from 'node:path';
import { CACHE_FOLDER } from '../../../cache-folder.mjs';

// JavaScript, so that the cache is on before the first TypeScript is read: without it each thread
// would load Node's type stripper, which takes 11 MB, half of a thread's memory, and half its start.
enableCompileCache(join(CACHE_FOLDER, 'local'));
const { runThread } = await import('./worker.ts');
await runThread();
flushCompileCache();
