import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { format } from 'oxfmt';
import { costPage } from './cost/page.ts';
import { plot } from './cost/plot.ts';
import { reportOf } from './cost/report.ts';
import { HELP, readUsage } from './cost/usage.ts';
import { runProgram } from './program.ts';
import { UsageError } from './users/errors.ts';

const DOCS = join(import.meta.dirname, '..', 'docs');

/** The files of docs/ that are computed, by their names. */
export async function costFiles(): Promise<Readonly<Record<'cost.md' | 'cost.svg', string>>> {
  const { code } = await format('cost.md', costPage());
  return { 'cost.md': code, 'cost.svg': plot() };
}

/** @returns the exit code */
async function run(args: readonly string[]): Promise<number> {
  if (args.length === 0 || args.includes('--help')) {
    process.stdout.write(HELP);
    return 0;
  }
  if (args.includes('--page')) {
    if (args.length > 1) throw new UsageError(`--page takes nothing beside it.\n\n${HELP}`);
    for (const [name, text] of Object.entries(await costFiles())) {
      writeFileSync(join(DOCS, name), text);
    }
    return 0;
  }
  process.stdout.write(reportOf(readUsage(args)));
  return 0;
}

if (import.meta.main) await runProgram(() => run(process.argv.slice(2)));
