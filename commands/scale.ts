import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { format } from 'oxfmt';
import { recordDrives } from './scale/driven/drives.ts';
import { drivenPlot } from './scale/driven/plot.ts';
import { scalePage } from './scale/page.ts';
import { plot } from './scale/plot.ts';

const DOCS = join(import.meta.dirname, '..', 'docs');

type FileName = 'scale.md' | 'scale.svg' | 'scale-driven.svg';

/** The files of docs/ that are computed, by their names. */
export async function scaleFiles(): Promise<Readonly<Record<FileName, string>>> {
  const { code } = await format('scale.md', scalePage());
  return { 'scale.md': code, 'scale.svg': plot(), 'scale-driven.svg': drivenPlot() };
}

if (import.meta.main) {
  if (process.argv.includes('--drive')) await recordDrives();
  const files = await scaleFiles();
  if (process.argv.includes('--page')) {
    for (const [name, text] of Object.entries(files)) writeFileSync(join(DOCS, name), text);
  } else process.stdout.write(files['scale.md']);
}
