import { loadavg } from 'node:os';
import { relative } from 'node:path';
import { PAGES } from './folders.ts';
import { helpOf, readOptions, type BenchOptions } from './options.ts';
import { writePage, type PartOfPage } from './page/write-page.ts';
import type { BenchPart } from './part.ts';
import { PARTS } from './parts.ts';
import { keepResults, lastResults, type Measured } from './results.ts';
import { versions } from './versions.ts';

const [loadAverage = Number.NaN] = loadavg();
const names = PARTS.map(({ name }) => name);
const options = readOptions(process.argv.slice(2), names);
if (options.help) process.stdout.write(helpOf(names));
else await run(options);

async function run({ quick, parts }: BenchOptions): Promise<void> {
  const measured = new Map<string, Measured>();
  for (const part of PARTS) {
    if (!parts.includes(part.name)) continue;
    const results = await measure(part);
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

async function measure(part: BenchPart): Promise<Measured> {
  const at = new Date().toISOString();
  const toldOfPart = (line: string): void => tell(`${part.name}: ${line}`);
  const results = await part.measure({ options, tell: toldOfPart });
  return { at, loadAverage, versions: versions(), results };
}

function tell(line: string): void {
  const seconds = (performance.now() / 1_000).toFixed(0).padStart(4);
  process.stderr.write(`${seconds} s  ${line}\n`);
}
