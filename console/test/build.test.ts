import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { beforeAll, expect, test } from 'vitest';

/** One file of Vite's manifest. */
interface Chunk {
  readonly file: string;
  readonly css?: readonly string[];
  readonly imports?: readonly string[];
}

const LIMIT = 200_000;

/** Where the system of these tests has built it. */
const FOLDER = join(import.meta.dirname, '../../.local/console');
let manifest: Readonly<Record<string, Chunk>>;
beforeAll(async () => {
  manifest = JSON.parse(await readFile(join(FOLDER, '.vite/manifest.json'), 'utf8'));
});

/** All files that the browser loads for these sources, in bytes of gzip. */
async function loadedBy(sources: readonly string[]): Promise<number> {
  const keys = new Set<string>();
  const take = (key: string) => {
    if (keys.has(key)) return;
    keys.add(key);
    manifest[key]?.imports?.forEach(take);
  };
  sources.forEach(take);
  const files = new Set(
    [...keys].flatMap((key) => [manifest[key]!.file, ...(manifest[key]!.css ?? [])]),
  );
  const contents = await Promise.all([...files].map((file) => readFile(join(FOLDER, file))));
  return contents.reduce((sum, content) => sum + gzipSync(content).length, 0);
}

test.each(['overview/overview', 'people/people', 'person/person', 'account/account'])(
  'buildConsole: a first visit of %s loads less than 200 kB',
  async (view) => {
    const sources = ['index.html', 'texts/en.ts', `views/${view}.tsx`];
    expect(Object.keys(manifest)).toEqual(expect.arrayContaining(sources));
    expect(await loadedBy(sources)).toBeLessThan(LIMIT);
  },
);

test('buildConsole: names nothing of an environment, and loads nothing from elsewhere', async () => {
  const files = await readdir(FOLDER, { recursive: true });
  const texts = files.filter((file) => /\.(?:js|css|html|svg)$/u.test(file));
  const contents = await Promise.all(texts.map((file) => readFile(join(FOLDER, file), 'utf8')));
  const whole = contents.join('\n');
  expect(whole).not.toMatch(/(?:import\(|url\(|src=|href=)\s*["'`]?(?:https?:)?\/\//u);
  expect(whole).not.toMatch(/localhost:\d|execute-api|us-east-1_/u);
});
