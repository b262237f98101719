import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { promisify } from 'node:util';
import { afterAll, expect, test } from 'vitest';
import { keepingCompiled } from 'appsync-on-a-laptop/testing/keeping-compiled';
import { FIELD_TITLES } from '../../bench/app/fields.ts';
import { FOLDERS, PAGES, removeRun } from '../../bench/folders.ts';
import { runBench } from '../../bench/run.ts';
import { OPERATIONS } from '../../bench/sign-ins/operations.ts';
import { giveSynthesized } from '../support/data-folder.ts';

// The process of tests is ended before it could.
afterAll(removeRun);

test(
  'npm run bench -- --quick: measures the named parts and writes a page that tells what is not measured',
  { timeout: 600_000 },
  async () => {
    await giveSynthesized(FOLDERS.project);
    const told: string[] = [];
    await runBench(['--quick', 'throughput', 'sign-ins'], (text) => void told.push(text));
    expect(told.at(-1)).toContain('wrote .local/bench/performance.md');
    const page = readFileSync(PAGES.quick, 'utf8');
    expect(page).toContain('these figures mean nothing');
    for (const title of Object.values(FIELD_TITLES)) {
      expect(page).toMatch(new RegExp(`\\| ${title} +\\| this engine +\\|`));
      expect(page).toMatch(new RegExp(`\\| ${title} +\\| floor`));
    }
    for (const { title } of Object.values(OPERATIONS)) expect(page).toContain(`| ${title} `);
    expect(page).toContain('Not measured yet; `npm run bench -- unit-costs` does.');
  },
);

test('npm run bench: refuses an unknown flag, an unknown part and a bad number', async () => {
  const refused = (...args: string[]) => expect(runBench(args, () => undefined)).rejects;
  await refused('--fast').toThrow('--fast');
  await refused('--quick', 'luck').toThrow('There is no part "luck"');
  await refused('--rounds', 'x').toThrow('--rounds');
});

test('npm run bench: the program passes on what the command line says', async () => {
  const env = keepingCompiled();
  const bench = promisify(execFile)(process.execPath, ['bench/run.ts', '--rounds', 'x'], { env });
  await expect(bench).rejects.toThrow('--rounds x is no positive number');
});
