import { mkdir, mkdtemp, readdir, readFile, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { exchangeFolder } from '../../playground/exchange-folder.ts';

const fill = (text: string) => (fresh: string) => writeFile(join(fresh, 'index.html'), text);

test('exchangeFolder: puts the new one in the place of the old one, or leaves it', async () => {
  const parent = await mkdtemp(join(tmpdir(), 'exchange-'));
  const folder = join(parent, 'pages');
  await exchangeFolder(folder, fill('one'));
  await exchangeFolder(folder, fill('two'));
  const failing = exchangeFolder(folder, () => Promise.reject(new Error('no such component')));
  await expect(failing).rejects.toThrow('no such component');
  expect(await readdir(parent)).toEqual(['pages']);
  expect(await readFile(join(folder, 'index.html'), 'utf8')).toBe('two');
});

test('exchangeFolder: of many at once, with one that was there, one is left as a whole', async () => {
  const parent = await mkdtemp(join(tmpdir(), 'exchange-'));
  const folder = join(parent, 'pages');
  await exchangeFolder(folder, fill('old'));
  const numbers = Array.from({ length: 20 }, (_, number) => String(number));
  await Promise.all(
    numbers.map((number) =>
      exchangeFolder(folder, async (fresh) => {
        await fill(number)(fresh);
        await writeFile(join(fresh, `${number}.js`), '');
      }),
    ),
  );
  expect(await readdir(parent)).toEqual(['pages']);
  const left = await readFile(join(folder, 'index.html'), 'utf8');
  expect(numbers).toContain(left);
  expect((await readdir(folder)).toSorted()).toEqual([`${left}.js`, 'index.html']);
});

test('exchangeFolder: takes away what was left half made, and nothing that is being made', async () => {
  const parent = await mkdtemp(join(tmpdir(), 'exchange-'));
  const ages = { 'pages.old': 2, 'pages.new': 0, other: 2, 'pages-of-others.x': 2 };
  for (const [name, hours] of Object.entries(ages)) {
    await mkdir(join(parent, name));
    const at = Date.now() / 1_000 - hours * 60 * 60;
    await utimes(join(parent, name), at, at);
  }
  await exchangeFolder(join(parent, 'pages'), fill('made'));
  expect((await readdir(parent)).toSorted()).toEqual([
    'other',
    'pages',
    'pages-of-others.x',
    'pages.new',
  ]);
});
