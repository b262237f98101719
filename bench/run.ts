import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { loadavg } from 'node:os';
import { relative } from 'node:path';
import { synthesizeBenchApp } from './app/synthesize.ts';
import { runContest } from './contest.ts';
import { startDatabase } from './database.ts';
import { FOLDERS, PAGES, ROOT } from './folders.ts';
import { installPeers } from './install-peers.ts';
import { HELP, readOptions, type BenchOptions } from './options.ts';
import { writePage } from './page/write-page.ts';
import { measureProjectStarts, measureProjectUnitCosts } from './project.ts';
import type { Results } from './results.ts';

const options = readOptions(process.argv.slice(2));
if (options.help) process.stdout.write(HELP);
else await run(options);

async function run(options: BenchOptions): Promise<void> {
  if (!options.quick) await installPeers(tell);
  tell('synthesis of the app under test');
  synthesizeBenchApp(FOLDERS.assembly);
  const results = await measureAll(options);
  const page = options.quick ? PAGES.quick : PAGES.full;
  await writePage(page, results, options);
  tell(`wrote ${relative(process.cwd(), page)}`);
}

async function measureAll(options: BenchOptions): Promise<Results> {
  const [loadAverage = Number.NaN] = loadavg();
  const database = await startDatabase();
  const { endpoint } = database;
  try {
    const measurements = await runContest(options, endpoint, tell);
    const rest = options.quick
      ? { unitCosts: null, project: null }
      : await measureProject(endpoint);
    return { measurements, ...rest, dynamodb: describeDatabase(), loadAverage };
  } finally {
    await database.stop();
  }
}

async function measureProject(endpoint: string): Promise<Pick<Results, 'unitCosts' | 'project'>> {
  tell("unit costs of this project's operations");
  const unitCosts = await measureProjectUnitCosts(endpoint);
  tell("starts of this project's own app");
  return { unitCosts, project: await measureProjectStarts(endpoint, options.starts) };
}

/** The platform's package, or else what PATH has. */
function describeDatabase(): string {
  const name = `@dynoxide/${process.platform}-${process.arch}`;
  try {
    const file = createRequire(ROOT).resolve(`${name}/package.json`);
    const { version } = JSON.parse(readFileSync(file, 'utf8')) as { version: string };
    return `Dynoxide ${version}`;
  } catch {
    return 'a dynoxide on PATH';
  }
}

function tell(line: string): void {
  const seconds = (performance.now() / 1_000).toFixed(0).padStart(4);
  process.stderr.write(`${seconds} s  ${line}\n`);
}
