import { enableCompileCache } from 'node:module';
import { join } from 'node:path';
import { CACHE_FOLDER } from '../../../cache-folder.mjs';

// JavaScript, so that the cache is on before the first TypeScript is read, as in threads of functions.
enableCompileCache(join(CACHE_FOLDER, 'local'));
const { runThread } = await import('./thread.ts');
runThread();
