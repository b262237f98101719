import { rmSync } from 'node:fs';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { PROFILE } from '../../model/keys.ts';
import { checkAttributes } from '../../functions/lib/check-attributes.ts';
import { checkName } from '../../functions/lib/validation.ts';
import { exportUsers } from '../../commands/users/export.ts';
import { importUsers } from '../../commands/users/import.ts';
import type { Directory } from '../support/directory.ts';
import { startDirectory, TABLE } from '../support/directory.ts';
import { THOROUGH } from '../support/thorough.ts';
import { importFlags, keepingTerminal, temporaryFile } from '../support/users-command.ts';

let directory: Directory;
beforeAll(async () => {
  directory = await startDirectory();
});
afterAll(() => directory[Symbol.asyncDispose]());

/** What a file or a spreadsheet could take for a sign of its own. */
const SIGNS = Array.from('\'"=+-@,;|\t \\{}[]:#\uFF1D\uFF20\u00A0');
const sign = fc.constantFrom(...SIGNS, 'sep=;', "'=", "''", '""');
const text = fc
  .array(fc.oneof(sign, fc.string({ unit: 'grapheme', maxLength: 6 })), {
    minLength: 1,
    maxLength: 6,
  })
  .map((parts) => parts.join(''));
const name = text.filter((value) => 'value' in checkName('firstName', value));
const attributes = fc
  .dictionary(text, fc.oneof(text, fc.jsonValue({ maxDepth: 3 })), { maxKeys: 4 })
  .filter((value) => 'value' in checkAttributes('attributes', value));

type Person = typeof person extends fc.Arbitrary<infer T> ? T : never;
const person = fc.record({
  email: fc.uuid().map((id) => `${id}@example.com`),
  firstName: name,
  lastName: name,
  phone: fc.constantFrom(undefined, '+12065550100', '+442079460018'),
  role: fc.constantFrom('ADMIN' as const, 'MEMBER' as const),
  attributes: fc.option(
    attributes.map((value) => JSON.stringify(value)),
    { nil: undefined },
  ),
});

/** What import does not set. */
const ignore = ['id', 'status', 'version', 'createdAt', 'updatedAt', 'createdBy', 'updatedBy'];

test.each(['csv', 'jsonl'] as const)(
  'export: what it writes as %s is found unchanged by import --dry-run',
  async (format) => {
    const target = { documents: directory.documents, table: TABLE };
    const isKept = async (people: readonly ReturnType<typeof parse>[]) => {
      for (const input of people) await directory.create(input);
      const out = temporaryFile(`all.${format}`, '');
      const bom = format === 'csv' && people.length % 2 === 0;
      await exportUsers(target, { format, out, bom }, keepingTerminal());
      const terminal = keepingTerminal();
      const flags = importFlags(out, { dryRun: true, ignore: [...ignore, 'lastSignInAt'] });
      const code = await importUsers(directory.services, flags, terminal);
      const there = (await directory.items.all()).filter(({ sk }) => sk === PROFILE).length;
      expect({ code, said: terminal.said() }, terminal.remarked()).toEqual({
        code: 0,
        said: `0 would be created, ${there} there before, 0 lines refused\n`,
      });
      rmSync(out);
    };
    const people = fc.uniqueArray(person, { selector: ({ email }) => email, maxLength: 12 });
    await fc.assert(
      fc.asyncProperty(people, async (generated) => isKept(generated.map(parse))),
      { numRuns: THOROUGH ? 15 : 6 },
    );
  },
  120_000,
);

/** As AppSync hands over AWSJSON. */
function parse({ attributes: json, ...input }: Person) {
  const value = json === undefined ? undefined : (JSON.parse(json) as string);
  return { ...input, ...(value === undefined ? {} : { attributes: value }) };
}
