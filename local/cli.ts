import { enableCompileCache } from 'node:module';
import { join } from 'node:path';

// Compiled code is kept between starts: it halves the time to load some hundred modules. So the
// rest is imported only once the cache is on.
enableCompileCache(join(import.meta.dirname, '..', 'node_modules', '.cache', 'local'));
const { main } = await import('./cli-main.ts');
await main(process.argv.slice(2));
