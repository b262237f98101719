import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { getCompileCacheDir } from 'node:module';
import { promisify } from 'node:util';
import { expect, test } from 'vitest';
import { FIELD_TITLES } from '../../bench/app/fields.ts';
import { PAGES } from '../../bench/folders.ts';
import { OPERATIONS } from '../../bench/sign-ins/operations.ts';

const run = promisify(execFile);
const bench = (...args: string[]) =>
  run(process.execPath, ['bench/run.ts', ...args], {
    // Each measured part is a process: what they compile is kept.
    env: { ...process.env, NODE_COMPILE_CACHE: getCompileCacheDir() },
  });

test(
  'npm run bench -- --quick: measures the named parts and writes a page that tells what is not measured',
  { timeout: 600_000 },
  async () => {
    await bench('--quick', 'throughput', 'sign-ins');
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
  await expect(bench('--fast')).rejects.toThrow('--fast');
  await expect(bench('--quick', 'luck')).rejects.toThrow('There is no part "luck"');
  await expect(bench('--rounds', 'x')).rejects.toThrow('--rounds');
});
