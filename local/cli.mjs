import { enableCompileCache } from 'node:module';
import { join } from 'node:path';

// Compiled code is kept between starts: it halves the time to load some hundred modules. JavaScript,
// so that the cache is on before the first TypeScript is read: else Node's type stripper is loaded
// too, which takes 11 MB.
enableCompileCache(join(import.meta.dirname, '../node_modules/.cache/local'));
const { main } = await import('./cli-main.ts');
await main(process.argv.slice(2));
