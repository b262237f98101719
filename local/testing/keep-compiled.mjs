import { enableCompileCache } from 'node:module';
import { join } from 'node:path';
import { CACHE_FOLDER } from '../cache-folder.mjs';

// A setup file in JavaScript: Node strips types and compiles each module once, not in each run.
enableCompileCache(join(CACHE_FOLDER, 'tests'));
