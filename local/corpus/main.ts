import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { APPS } from './apps/index.ts';
import { runOffline } from './offline.ts';
import type { Outcome } from './outcome.ts';
import { NotHad } from './not-had.ts';
import { bring, prepare } from './prepare.ts';
import { judged, type AppResult, type Ran } from './result.ts';
import { readResults, RESULTS_FILE, writeResults } from './results-file.ts';
import { nameOf, type CorpusApp } from './types.ts';
import { APPS_FILE, appsPage } from './page.ts';

/*
 * Runs public AppSync apps on this engine and writes local/docs/apps.md: npm run apps -w local
 * [-- --from MIRRORS] [--work FOLDER] [--only PART-OF-A-NAME] [--results FILE, for a trial that writes no page]. Of Linux: an app has no network but loopback.
 */
const { values } = parseArgs({
  options: {
    from: { type: 'string' },
    work: { type: 'string', default: join(tmpdir(), 'appsync-apps') },
    only: { type: 'string', default: '' },
    results: { type: 'string', default: RESULTS_FILE },
  },
});

const RUN_TIME = 180_000; // milliseconds

mkdirSync(values.work, { recursive: true });
const engine = execFileSync('git', ['rev-parse', '--short=8', 'HEAD'], { encoding: 'utf8' }).trim();
const chosen = APPS.filter((app) => nameOf(app).includes(values.only));
for (const app of chosen) {
  const result = await resultOf(app);
  console.log(`${result.result.padEnd(7)} ${nameOf(app)}  ${result.why}`);
  // After each, so that a run that is stopped keeps what it has.
  const others = readResults(values.results).filter((other) => nameOf(other) !== nameOf(app));
  await writeResults([...others, result], values.results);
}
if (values.results === RESULTS_FILE) writeFileSync(APPS_FILE, await appsPage());

async function resultOf(app: CorpusApp): Promise<AppResult> {
  return judged(app, await ran(app), { engine, date: new Date().toISOString().slice(0, 10) });
}

async function ran(app: CorpusApp): Promise<Ran> {
  try {
    await bring(app, values.work, { from: values.from });
    return await outcomeOf(app, await prepare(app, values.work));
  } catch (error) {
    if (!(error instanceof NotHad)) throw error;
    console.log(error.output.slice(-2_000));
    return { notHad: error.message };
  }
}

async function outcomeOf(app: CorpusApp, assembly: string): Promise<Outcome> {
  const folder = mkdtempSync(join(tmpdir(), 'corpus-outcome-'));
  try {
    const file = join(folder, 'outcome.json');
    const script = join(import.meta.dirname, 'run-app.ts');
    const words = [process.execPath, script, nameOf(app), assembly, file].map(
      (word) => `'${word}'`,
    );
    const ended = await runOffline(`exec ${words.join(' ')}`, { folder, timeout: RUN_TIME });
    if (ended.code === 0) return JSON.parse(readFileSync(file, 'utf8')) as Outcome;
    return { refused: `the engine ended: ${ended.output.trim().split('\n').at(-1) ?? ''}` };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
