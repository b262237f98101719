import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { readArguments, runProgram } from './program.ts';

const USAGE = `At what size what breaks, and what to ask AWS for: the page docs/scale.md, computed.

  npm run scale            prints it
  npm run scale -- --page  writes docs/scale.md and its plots instead
  npm run scale -- --drive drives the system before and records how it did: commands/scale/driven/recorded.json
`;

const DOCS = join(import.meta.dirname, '..', 'docs');

type FileName = 'scale.md' | 'scale.svg' | 'scale-driven.svg';

/** The files of docs/ that are computed, by their names. */
export async function scaleFiles(): Promise<Readonly<Record<FileName, string>>> {
  const { format } = await import('oxfmt');
  const { scalePage } = await import('./scale/page.ts');
  const { plot } = await import('./scale/plot.ts');
  const { drivenPlot } = await import('./scale/driven/plot.ts');
  const { code } = await format('scale.md', scalePage());
  return { 'scale.md': code, 'scale.svg': plot(), 'scale-driven.svg': drivenPlot() };
}

/** Only this loads the engine. */
async function drive(): Promise<void> {
  const { recordDrives } = await import('./scale/driven/drives.ts');
  await recordDrives();
}

/** @returns the exit code */
async function run(args: string[]): Promise<number> {
  const flag = { type: 'boolean' } as const;
  const { values } = readArguments(
    () => parseArgs({ args, options: { page: flag, drive: flag, help: flag } }),
    `\n\n${USAGE}`,
  );
  if (values.help === true) {
    process.stdout.write(USAGE);
    return 0;
  }
  if (values.drive === true) await drive();
  const files = await scaleFiles();
  if (values.page === true) {
    for (const [name, text] of Object.entries(files)) writeFileSync(join(DOCS, name), text);
  } else process.stdout.write(files['scale.md']);
  return 0;
}

if (import.meta.main) await runProgram(() => run(process.argv.slice(2)));
