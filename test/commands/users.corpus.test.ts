import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { UsageError } from '../../commands/users/errors.ts';
import type { ImportFlags } from '../../commands/users/options.ts';
import { checkFile } from '../support/users-command.ts';

/** What test/fixtures/imports/*.expected.json tells of the file beside it. */
interface Expected {
  readonly writtenBy: string;
  readonly flags?: Partial<ImportFlags>;
  readonly users?: readonly object[];
  readonly refused?: readonly (readonly [line: number, field: string, rule: string])[];
  readonly error?: string;
}

const FOLDER = fileURLToPath(new URL('../fixtures/imports/', import.meta.url));
const ENDING = '.expected.json';

const names = readdirSync(FOLDER);
const cases = names
  .filter((name) => name.endsWith(ENDING))
  .map((name) => {
    const expected = JSON.parse(readFileSync(FOLDER + name, 'utf8')) as Expected;
    return { ...expected, file: name.slice(0, -ENDING.length) };
  });

describe('files as programs write them', () => {
  test.each(cases)(
    'import: $file, of $writtenBy',
    async ({ file, flags, users, refused, error }) => {
      const found = checkFile(FOLDER + file, flags);
      if (error !== undefined) {
        await expect(found).rejects.toThrow(UsageError);
        await expect(found).rejects.toThrow(error);
        return;
      }
      const { users: read, refusals } = await found;
      expect(read.map(({ line, user }) => ({ line, ...user }))).toEqual(users);
      expect(refusals.map(({ line, field, rule }) => [line, field, rule])).toEqual(refused);
    },
  );

  test('import: the corpus has an expectation for each of its files', () => {
    const files = names.filter((name) => !name.endsWith(ENDING));
    expect(files.toSorted()).toEqual(cases.map(({ file }) => file).toSorted());
    expect(files.length).toBeGreaterThanOrEqual(40);
  });
});
