import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeEach, describe, expect, test } from 'vitest';
import {
  finishReplacement,
  forgetFormer,
  replaceData,
  takeBack,
} from '../../state/replace-data.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'replace-'));
});

/** Makes folders that hold a text each. */
function has(contents: Readonly<Record<string, string>>): void {
  for (const [name, text] of Object.entries(contents)) {
    mkdirSync(join(folder, name));
    writeFileSync(join(folder, name, 'text'), text);
  }
}

const contents = (): Record<string, string> =>
  Object.fromEntries(
    readdirSync(folder).map((name) => [name, readFileSync(join(folder, name, 'text'), 'utf8')]),
  );

test('replaceData: has the new take the place of the old', () => {
  has({ data: 'old', 'data.unfinished': 'new' });
  replaceData(folder);
  expect(contents()).toEqual({ data: 'new' });
});

describe('an import', () => {
  test('replaceData: keeps the former, that of the first of several; forgetFormer makes it final', () => {
    has({ data: 'old', 'data.unfinished': 'first' });
    replaceData(folder, { keepFormer: true });
    has({ 'data.unfinished': 'second' });
    replaceData(folder, { keepFormer: true });
    expect(contents()).toEqual({ data: 'second', 'data.former': 'old' });
    forgetFormer(folder);
    expect(contents()).toEqual({ data: 'second' });
  });

  test('takeBack: has the former back, or nothing where there was none', () => {
    has({ data: 'old', 'data.unfinished': 'new' });
    replaceData(folder, { keepFormer: true });
    takeBack(folder);
    expect(contents()).toEqual({ data: 'old' });
    forgetFormer(folder);
    takeBack(folder);
    expect(existsSync(join(folder, 'data'))).toBe(false);
  });
});

describe('a process that was killed', () => {
  // What lies there at each point of a replacement, and what it has to become.
  test.each([
    ['before it counted', { data: 'old', 'data.unfinished': 'new' }, { data: 'old' }],
    ['with the old still there', { data: 'old', 'data.next': 'new' }, { data: 'new' }],
    ['with the old removed', { 'data.next': 'new' }, { data: 'new' }],
    [
      'in an import, with the old still there',
      { data: 'old', 'data.imported': 'new' },
      { data: 'new', 'data.former': 'old' },
    ],
    [
      'in an import, with the old put aside',
      { 'data.former': 'old', 'data.imported': 'new' },
      { data: 'new', 'data.former': 'old' },
    ],
    [
      'in a second import',
      { data: 'first', 'data.former': 'old', 'data.imported': 'new' },
      { data: 'new', 'data.former': 'old' },
    ],
    ['in taking back', { 'data.unfinished': 'new', 'data.former': 'old' }, { data: 'old' }],
  ])('finishReplacement: %s', (_point, left, expected) => {
    has(left);
    finishReplacement(folder);
    expect(contents()).toEqual(expected);
    finishReplacement(folder);
    expect(contents()).toEqual(expected);
  });
});
