import { mkdirSync, writeFileSync } from 'node:fs';
import { availableParallelism, cpus, totalmem } from 'node:os';
import { dirname } from 'node:path';
import { format } from 'oxfmt';
import type { BenchPart } from '../part.ts';
import type { Measured } from '../results.ts';
import { number } from './format.ts';
import { goalsTable } from './goals-table.ts';

/** A part with its last results; null when it was never measured here. */
export interface PartOfPage {
  readonly part: BenchPart;
  readonly measured: Measured | null;
}

/** Writes the page with the results of all parts. */
export async function writePage(
  file: string,
  parts: readonly PartOfPage[],
  { quick }: { quick: boolean },
): Promise<void> {
  const text = [
    '# Performance',
    'Written by `npm run bench`; edit `bench/` instead of this file.',
    ...(quick ? ['**A smoke run: these figures mean nothing.**'] : []),
    describeMachine(),
    '## Goals',
    goalsTable(
      parts.map(({ part, measured }) => ({
        part: part.name,
        goals: measured && part.goals(measured.results),
      })),
    ),
    HOW_TO_REPEAT,
    ...parts.flatMap(section),
  ].join('\n\n');
  const { code } = await format(file, text);
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, code);
}

function section({ part, measured }: PartOfPage): readonly string[] {
  const heading = `## ${part.title}`;
  if (!measured) return [heading, `Not measured yet; \`npm run bench -- ${part.name}\` does.`];
  return [heading, describeRun(measured), part.section(measured.results)];
}

function describeRun({ at, loadAverage, versions }: Measured): string {
  const made = Object.entries(versions).map(([name, version]) => `${name} ${version}`);
  return `*${at.slice(0, 16).replace('T', ' ')} UTC, load average before the run ${number(loadAverage, 1)}; ${made.join(', ')}*`;
}

function describeMachine(): string {
  const { model = 'unknown processor' } = cpus()[0] ?? {};
  return `Measured on ${availableParallelism()} cores (${model.trim()}) with ${number(totalmem() / 1e9)} GB of memory, ${process.platform} ${process.arch}.
Each section says when, and how busy the machine was before (its load average; 0: nothing else to do).
Figures of different sections may be of different days. Compare the ratios rather than the figures: each
section measures its contestants in turns within one run, so that what else the machine does hits all
alike.`;
}

const HOW_TO_REPEAT = `\`\`\`sh
npm run bench                          # everything
npm run bench -- throughput sign-ins   # only these parts; the others keep their last results
npm run bench -- --rounds 7            # steadier medians
npm run bench -- --quick               # only shows that it runs; writes .local/bench/performance.md
\`\`\`

What the engine is compared with is installed into \`.local/bench/peers/\` from the lockfiles in
\`bench/peers/\`, never into this project's own packages; the last results are in
\`bench/results/\`. Run it on a machine that does nothing else.`;
