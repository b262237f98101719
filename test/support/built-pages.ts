import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Pages } from '../../cdk/settings.ts';

/** Folders with a page each. */
export function builtPages(): Pages {
  const folder = mkdtempSync(join(tmpdir(), 'pages-'));
  const pages = { console: join(folder, 'console'), playground: join(folder, 'playground') };
  for (const [name, each] of Object.entries(pages)) {
    mkdirSync(each);
    writeFileSync(join(each, 'index.html'), name);
  }
  return pages;
}
