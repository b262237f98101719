import { randomUUID } from 'node:crypto';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { cachedOnDisk } from '../../../appsync-js/sandbox/library-cache.ts';

test('cachedOnDisk: makes each source once, in this run and the next', () => {
  const source = `// ${randomUUID()}`;
  const made = { body: 'return {};', imports: ['./a.ts'] };
  expect(cachedOnDisk(source, () => made)).toBe(made);
  const again = cachedOnDisk(source, (): typeof made => {
    throw new Error('made twice');
  });
  expect(again).toEqual(made);
});

test('cachedOnDisk: another source is made anew', () => {
  const source = `// ${randomUUID()}`;
  expect(cachedOnDisk(source, () => 1)).toBe(1);
  expect(cachedOnDisk(`${source} `, () => 2)).toBe(2);
});

const FOLDER = join(import.meta.dirname, '../../../../node_modules/.cache/appsync-js');

test.each([
  ['emptied', () => ''],
  ['another value', () => '{}'],
  ['cut off', (text: string) => text.slice(0, -5)],
  ['changed within', (text: string) => text.replace('return', 'retURN')],
])('cachedOnDisk: what was damaged on disk (%s) is made anew', (_how, damage) => {
  const source = `// ${randomUUID()}`;
  const made = { body: `return ${JSON.stringify(source)};` };
  cachedOnDisk(source, () => made);
  const read = (name: string) => readFileSync(join(FOLDER, name), 'utf8');
  const isIts = (name: string) => name.endsWith('.json') && read(name).includes(source);
  const name = readdirSync(FOLDER).find(isIts) ?? 'no such file';
  writeFileSync(join(FOLDER, name), damage(read(name)));
  const again = { body: 'made again' };
  expect(cachedOnDisk(source, () => again)).toBe(again);
});
