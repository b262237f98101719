import { randomUUID } from 'node:crypto';
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
