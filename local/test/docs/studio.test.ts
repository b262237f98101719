import { execFile } from 'node:child_process';
import { existsSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { expect, test } from 'vitest';
import { PATIENCE } from '../../testing/patience.ts';
import { startLibrary } from '../studio/library/start-library.ts';

const FOLDER = join(import.meta.dirname, '../../docs');
const PAGE = readFileSync(join(FOLDER, 'studio.md'), 'utf8');
const MARK = '--- next ---';

test(
  'docs/studio.md: its commands lead from the red test to what is missing, and to a green one',
  async () => {
    await using library = await startLibrary();
    const { url, outputs } = library.local;
    const commands = [...PAGE.matchAll(/```sh\n([^]*?)```/gu)].map(([, text = '']) =>
      text.replaceAll('http://localhost:4000', url),
    );
    const { stdout } = await promisify(execFile)(
      'bash',
      ['-ec', commands.join(`\necho; echo "${MARK}"\n`)],
      { env: { ...process.env, KEY: outputs.apiKey } },
    );
    const [asked, source, put, replayed] = stdout.split(MARK).map((text) => text.trim());
    expect(asked).toContain('"message":"No book has the id 7"');
    expect(source).toMatch(/^resolvers\/Query\.book\.js:\d+:\d+$/u);
    expect(JSON.parse(put ?? '')).toEqual({ replaced: null });
    const { id } = JSON.parse(replayed ?? '') as { id: string };
    const answer = await fetch(`${url}/_local/traces/${id}`);
    expect(await answer.json()).toMatchObject({
      outcome: 'succeeded',
      response: { data: { book: { title: 'Emma' } } },
    });
  },
  PATIENCE.journey,
);

test('docs/studio.md: its pictures are there, and small', () => {
  const names = [...PAGE.matchAll(/\]\((studio\/[^)]+)\)/gu)].map(([, name = '']) => name);
  expect(names.length).toBeGreaterThan(3);
  for (const name of names) {
    expect([name, existsSync(join(FOLDER, name))]).toEqual([name, true]);
    expect(statSync(join(FOLDER, name)).size).toBeLessThan(150_000);
  }
});
