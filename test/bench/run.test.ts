import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { promisify } from 'node:util';
import { expect, test } from 'vitest';
import { FIELD_TITLES } from '../../bench/app/fields.ts';
import { PAGES } from '../../bench/folders.ts';

const run = promisify(execFile);

test(
  'npm run bench -- --quick: loads every field and writes a page',
  { timeout: 180_000 },
  async () => {
    await run(process.execPath, ['bench/run.ts', '--quick']);
    const page = readFileSync(PAGES.quick, 'utf8');
    expect(page).toContain('these figures mean nothing');
    for (const title of Object.values(FIELD_TITLES)) {
      expect(page).toMatch(new RegExp(`\\| ${title} +\\| this engine +\\|`));
      expect(page).toMatch(new RegExp(`\\| ${title} +\\| floor`));
    }
  },
);

test('npm run bench: refuses an unknown flag and a bad number', async () => {
  await expect(run(process.execPath, ['bench/run.ts', '--fast'])).rejects.toThrow('--fast');
  await expect(run(process.execPath, ['bench/run.ts', '--rounds', 'x'])).rejects.toThrow(
    '--rounds',
  );
});
