import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { format } from 'oxfmt';
import { scalePage } from './scale/page.ts';
import { plot } from './scale/plot.ts';

const DOCS = join(import.meta.dirname, '..', 'docs');

/** The files of docs/ that are computed, by their names. */
export async function scaleFiles(): Promise<Readonly<Record<'scale.md' | 'scale.svg', string>>> {
  const { code } = await format('scale.md', scalePage());
  return { 'scale.md': code, 'scale.svg': plot() };
}

if (import.meta.main) {
  const files = await scaleFiles();
  if (process.argv.includes('--page')) {
    for (const [name, text] of Object.entries(files)) writeFileSync(join(DOCS, name), text);
  } else process.stdout.write(files['scale.md']);
}
