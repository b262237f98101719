import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { helperRows } from '../../docs/support/appsync-js.ts';
import { SUPPORT_FILE, supportPage } from '../../docs/support/page.ts';
import { findTest, ROOT, rowsOf } from '../../docs/support/rows.ts';
import { INFERENCES } from '../../docs/support/unverified.ts';

describe('local/docs/support.md', () => {
  test('npm run docs: has been run since the tables changed', async () => {
    expect(readFileSync(SUPPORT_FILE, 'utf8')).toBe(await supportPage());
  });

  test('a row that says yes: names a test', () => {
    const cells = readFileSync(SUPPORT_FILE, 'utf8')
      .split('\n')
      .map((line) => line.split('|').map((cell) => cell.trim()));
    const claims = cells.filter(([, , claim]) => claim === 'yes');
    const bare = claims.filter((row) => row.at(-2) === '').map(([, name = '']) => name);
    expect(claims.length).toBeGreaterThan(200);
    expect(bare).toEqual([]);
  });

  test('links: lead to files of the repository', () => {
    const links = readFileSync(SUPPORT_FILE, 'utf8').matchAll(/\]\((\.\.\/[^)]+)\)/g);
    const files = [...links].map(([, link = '']) => join(dirname(SUPPORT_FILE), link));
    expect(files.length).toBeGreaterThan(200);
    expect(files.filter((file) => !existsSync(file))).toEqual([]);
  });
});

describe('the tables behind it', () => {
  test('APPSYNC_JS functions: every one that AWS’s types declare is there', () => {
    const rows = [...helperRows().values()].flat();
    expect(rows).toHaveLength(106);
    expect(rows.filter(({ status }) => status === 'not')).toEqual([]);
  });

  test('inferences: stand in files that exist, each said once', () => {
    const all = Object.values(INFERENCES).flat();
    expect(all.filter(({ file }) => !isThere(file))).toEqual([]);
    expect(new Set(all.map(({ what, file }) => `${what} ${file}`)).size).toBe(all.length);
  });

  test('rowsOf: refuses a remark on what is gone', () => {
    expect(() => rowsOf(['a'], { tests: [], partly: { b: 'half' } })).toThrow(/b, which is gone/);
  });

  test('findTest: looks for whole words, file names first', () => {
    const places = ['local/test/fixtures/refused', 'local/test/fixtures/notes'];
    const [refused, notes] = places.map(
      (place) => `${place}/${place.split('/').at(-1) ?? ''}.test.ts`,
    );
    expect(findTest(['countLetters'], places)).toBe(refused);
    expect(findTest(['countLetter'], places)).toBeNull();
    expect(findTest(['nowhere to be found', 'notes'], places)).toBe(notes);
  });
});

const isThere = (file: string): boolean => existsSync(join(ROOT, file));
