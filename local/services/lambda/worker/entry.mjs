import { enableCompileCache, flushCompileCache } from 'node:module';
import { join } from 'node:path';
import { setTimeout } from 'node:timers';
import { workerData } from 'node:worker_threads';
import { CACHE_FOLDER } from '../../../cache-folder.mjs';

const FLUSH_MS = 2_000; // 2 seconds

// JavaScript, so that the cache is on before the first TypeScript is read: without it each thread
// would load Node's type stripper, which takes 11 MB, half of a thread's memory, and half its start.
enableCompileCache(join(CACHE_FOLDER, 'local'));
const { runThread } = await import('./worker.ts');
await runThread();
// Not before the first invocation, which waits; after it there is more to keep, too. Code that was saved a
// moment ago is hardly ever loaded again.
if (!workerData.isAhead) setTimeout(flushCompileCache, FLUSH_MS).unref();
