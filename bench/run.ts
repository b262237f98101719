import { loadavg } from 'node:os';
import { relative } from 'node:path';
import { PAGES } from './folders.ts';
import { helpOf, readOptions, type BenchOptions } from './options.ts';
import { writePage, type PartOfPage } from './page/write-page.ts';
import type { BenchPart } from './part.ts';
import { PARTS } from './parts.ts';
import { keepResults, lastResults, type Measured } from './results.ts';
import { versions } from './versions.ts';

const NAMES = PARTS.map(({ name }) => name);

/** Measures what the command line names, and writes the page. */
export async function runBench(args: readonly string[], write: Write): Promise<void> {
  const options = readOptions(args, NAMES);
  if (options.help) process.stdout.write(helpOf(NAMES));
  else await run(options, write);
}

type Write = (text: string) => void;

async function run(options: BenchOptions, write: Write): Promise<void> {
  const { quick, parts } = options;
  const begun = performance.now();
  const tell = (line: string): void => {
    const seconds = ((performance.now() - begun) / 1_000).toFixed(0).padStart(4);
    write(`${seconds} s  ${line}\n`);
  };
  const measured = new Map<string, Measured>();
  for (const part of PARTS) {
    if (!parts.includes(part.name)) continue;
    const results = await measure(part, options, tell);
    measured.set(part.name, results);
    if (!quick) keepResults(part.name, results); // at once: the next part may fail
  }
  const page = quick ? PAGES.quick : PAGES.full;
  const last = (name: string): Measured | null => (quick ? null : lastResults(name));
  const ofPage = PARTS.map((part): PartOfPage => ({
    part,
    measured: measured.get(part.name) ?? last(part.name),
  }));
  await writePage(page, ofPage, { quick });
  tell(`wrote ${relative(process.cwd(), page)}`);
}

/** Of the minute before anything is measured. */
const [LOAD_AVERAGE = Number.NaN] = loadavg();

async function measure(
  part: BenchPart,
  options: BenchOptions,
  tell: (line: string) => void,
): Promise<Measured> {
  const at = new Date().toISOString();
  const toldOfPart = (line: string): void => tell(`${part.name}: ${line}`);
  const results = await part.measure({ options, tell: toldOfPart });
  return { at, loadAverage: LOAD_AVERAGE, versions: versions(), results };
}

if (import.meta.main) {
  await runBench(process.argv.slice(2), (text) => process.stderr.write(text));
}
