import { execFile } from 'node:child_process';
import { appendFileSync, rmSync } from 'node:fs';
import { promisify } from 'node:util';
import { describe, expect, test } from 'vitest';
import { keepingCompiled } from 'appsync-on-a-laptop/testing/keeping-compiled';
import { UsageError } from '../../commands/users/errors.ts';
import type { ImportFlags } from '../../commands/users/options.ts';
import { checkFile, temporaryFile } from '../support/users-command.ts';

const read = (name: string, content: string | Buffer, over: Partial<ImportFlags> = {}) =>
  checkFile(temporaryFile(name, content), over);
const csv = (content: string, over?: Partial<ImportFlags>) => read('people.csv', content, over);
const jsonl = (content: string, over?: Partial<ImportFlags>) => read('people.jsonl', content, over);

const READER = new URL('../../commands/users/input-file.ts', import.meta.url).href;
const HEADER = 'email,firstName,lastName';

describe('CSV', () => {
  test('import: reads the fields as createUser stores them, and attributes from columns', async () => {
    const { users, refusals } = await csv(
      '\uFEFFemail,firstName,lastName,phone,role,attributes.team,attributes.city\r\n' +
        ' Ada@Example.COM ,Ada,"Love,lace",(206) 555-0100,ADMIN,Analysis,\r\n',
    );
    expect(refusals).toEqual([]);
    expect(users.map(({ line, user }) => ({ line, user }))).toEqual([
      {
        line: 2,
        user: {
          email: 'ada@example.com',
          firstName: 'Ada',
          lastName: 'Love,lace',
          phone: '+12065550100',
          role: 'ADMIN',
          attributes: { team: 'Analysis' },
        },
      },
    ]);
  });

  test('import: takes roles in any case, as it does names of columns', async () => {
    const { users, refusals } = await csv(
      `${HEADER},role\na@example.com,A,B,admin\nb@example.com,A,B, Member \nc@example.com,A,B,boss\n`,
    );
    expect(users.map(({ user }) => user.role)).toEqual(['ADMIN', 'MEMBER']);
    expect(refusals.map(({ line, field, rule }) => [line, field, rule])).toEqual([
      [4, 'role', 'oneOf'],
    ]);
  });

  // Bytes by https://encoding.spec.whatwg.org/#indexes.
  test.each([
    ['windows-1252', [0x4d, 0xfc, 0x6c, 0x6c, 0x65, 0x72, 0x20, 0x8a], 'Müller Š'],
    ['windows-1250', [0x9a, 0xe8, 0xf8], 'ščř'],
    ['shift_jis', [0x8e, 0x52, 0x93, 0x63], '山田'],
    ['utf-16le', 'é', 'é'],
  ] as const)('import: reads %s when it is told so', async (encoding, bytes, name) => {
    const isWide = encoding === 'utf-16le';
    const encode = (text: string) => Buffer.from(text, isWide ? 'utf16le' : 'latin1');
    const cell = typeof bytes === 'string' ? encode(bytes) : Buffer.from(bytes);
    const rows = [encode(`${HEADER}\na@example.com,A,`), cell, encode('\n')];
    const { users } = await read('people.csv', Buffer.concat(rows), { encoding });
    expect(users.map(({ user }) => user.lastName)).toEqual([name]);
  });

  test('import: believes a byte order mark more than what it is told', async () => {
    const over = { encoding: 'windows-1252' };
    const { users } = await csv(`\uFEFF${HEADER}\na@example.com,A,Müller\n`, over);
    expect(users.map(({ user }) => user.lastName)).toEqual(['Müller']);
  });

  test('import: reads attributes from one JSON column', async () => {
    const { users, refusals } = await csv(
      `${HEADER},attributes\na@example.com,A,B,"{""n"":1}"\nb@example.com,A,B,{n}\nc@example.com,A,B,[1]\n`,
    );
    expect(users.map(({ user }) => user.attributes)).toEqual([{ n: 1 }]);
    expect(refusals.map(({ line, field, rule }) => [line, field, rule])).toEqual([
      [3, 'attributes', 'json'],
      [4, 'attributes', 'object'],
    ]);
  });

  test('import: counts lines as an editor does, with empty lines and line breaks in quotes', async () => {
    const { users, refusals } = await csv(
      `${HEADER}\n\na@example.com,A,B\nb@example.com,"A\nA",B\r\n\r\nc@example.com,C\nd@example.com,D,D`,
    );
    expect(users.map(({ line }) => line)).toEqual([3, 8]);
    expect(refusals.map(({ line, field, rule }) => [line, field, rule])).toEqual([
      [4, 'firstName', 'characters'],
      [7, 'line', 'columns'],
    ]);
  });

  test('import: refuses attributes that parsing would change', async () => {
    const { refusals } = await csv(
      `${HEADER},attributes\na@example.com,,B,"{""n"":1e400}"\nb@example.com,A,B,"{""n"":1,""n"":2}"\n`,
    );
    expect(refusals.map(({ line, field, path, rule }) => [line, field, path, rule])).toEqual([
      [2, 'attributes', 'attributes.n', 'number'],
      [2, 'firstName', undefined, 'required'],
      [3, 'attributes', 'attributes.n', 'duplicateKey'],
    ]);
  });

  test('import: names every broken rule of a line', async () => {
    const { refusals } = await csv(`${HEADER},phone,role\nno-address,,B,12,KING\n`);
    expect(refusals.map(({ line, field, rule }) => [line, field, rule])).toEqual([
      [2, 'email', 'format'],
      [2, 'firstName', 'required'],
      [2, 'phone', 'format'],
      [2, 'role', 'oneOf'],
    ]);
  });

  test.each(['+49 12345678', '+49 111 0000000', '+33 8 49 56 45 50'])(
    'import: refuses the phone number %s, which AppSync could not write',
    async (phone) => {
      const { users, refusals } = await csv(`${HEADER},phone\na@example.com,A,B,${phone}\n`);
      expect(users).toEqual([]);
      expect(refusals.map(({ field, rule }) => [field, rule])).toEqual([['phone', 'format']]);
    },
  );

  test('import: refuses an address that an earlier line has in another case', async () => {
    const { users, refusals } = await csv(`${HEADER}\na@example.com,A,B\nA@Example.com,C,D\n`);
    expect(users.map(({ line }) => line)).toEqual([2]);
    expect(refusals).toEqual([
      {
        line: 3,
        field: 'email',
        rule: 'unique',
        message: 'email is that of line 2 as well.',
        text: 'A@Example.com,C,D',
      },
    ]);
  });

  test('import: takes off the mark that keeps a spreadsheet from running a formula', async () => {
    const { users } = await csv(`${HEADER},phone\na@example.com,'=A,'tHart,'+12065550100\n`);
    expect(users[0]?.user).toMatchObject({
      firstName: '=A',
      lastName: "'tHart",
      phone: '+12065550100',
    });
  });

  test.each([
    ['\t', '"why"\tno-address\tA\tB', 'no-address\tA\tB'],
    ['\t', '"why" \t"no-address"\tA\tB', '"no-address"\tA\tB'],
    ['\t', '\t"no-address"\tA\tB', '"no-address"\tA\tB'],
    ['\t', ' \tno-address\tA\tB', 'no-address\tA\tB'],
    ['\t', '"why"\t\tA\tB', '\tA\tB'],
    [';', '"why;\n""that""" ; no-address;A;B', ' no-address;A;B'],
    [';', 'why, that;no-address;A;B', 'no-address;A;B'],
    [' ', '"why" no-address A B', 'no-address A B'],
  ])(
    'import: of a refused row between %j, %j, keeps all but the reason',
    async (sign, row, text) => {
      const names = `refused because,${HEADER}`.split(',').map((name) => `"${name}"`);
      const { refusals } = await csv(`${names.join(sign)}\n${row}\n`, { delimiter: sign });
      expect(refusals.map((refusal) => refusal.text)).toContain(text);
    },
  );

  test('import: reads another delimiter, and leaves out columns when told', async () => {
    const { users } = await csv(`id;${HEADER.replaceAll(',', ';')}\n1;a@example.com;A;B\n`, {
      delimiter: ';',
      ignore: ['id'],
    });
    expect(users.map(({ user }) => user.email)).toEqual(['a@example.com']);
  });

  test.each([
    ['an unknown column', `${HEADER},colour\n`, /unknown columns "colour".*--ignore colour/],
    ['a missing column', 'email,firstName\n', /column lastName is missing/],
    ['a column twice', `${HEADER},email\n`, /"email" is there twice/],
    ['another delimiter', 'email|firstName|lastName\n', /one column.*--delimiter/],
    ['both forms of attributes', `${HEADER},attributes,attributes.a\n`, /not both/],
    ['an open quote', `${HEADER}\n"a@example.com,A,B\n`, /is no CSV.*Nothing was imported/],
    ['an empty file', '', /is empty/],
  ])('import: refuses the whole file for %s', async (_name, content, message) => {
    const reading = csv(content);
    await expect(reading).rejects.toThrow(UsageError);
    await expect(reading).rejects.toThrow(message);
  });

  test('import: refuses a file in another encoding rather than spoil names', async () => {
    const latin1 = Buffer.from(`${HEADER}\na@example.com,Zo\u00EB,B\n`, 'latin1');
    await expect(read('people.csv', latin1)).rejects.toThrow(/not UTF-8: line 2/);
  });
});

describe('JSONL', () => {
  test('import: reads an object from each line', async () => {
    const { users, refusals } = await jsonl(
      '{"email":"a@example.com","firstName":"A","lastName":"B","phone":null,"attributes":{"n":[1]}}\n\n' +
        '{"email":"b@example.com","firstName":"A","lastName":"B","id":"1"}\r\n',
      { ignore: ['id'] },
    );
    expect(refusals).toEqual([]);
    expect(users.map(({ line, user }) => [line, user])).toEqual([
      [
        1,
        {
          email: 'a@example.com',
          firstName: 'A',
          lastName: 'B',
          role: 'MEMBER',
          attributes: { n: [1] },
        },
      ],
      [3, { email: 'b@example.com', firstName: 'A', lastName: 'B', role: 'MEMBER' }],
    ]);
  });

  test('import: refuses what parsing would lose, and takes an ignored member as it is', async () => {
    const { users, refusals } = await jsonl(
      '{"email":"a@example.com","email":"b@example.com","firstName":"A","lastName":"B"}\n' +
        '{"email":"c@example.com","firstName":"A","lastName":"B","attributes":{"n":[0.12345678901234567891]}}\n' +
        '{"email":"d@example.com","firstName":"A","lastName":"B","id":12345678901234567890}\n',
      { ignore: ['id'] },
    );
    expect(users.map(({ line }) => line)).toEqual([3]);
    expect(refusals.map(({ line, field, path, rule }) => [line, field, path, rule])).toEqual([
      [1, 'email', 'email', 'duplicateKey'],
      [2, 'attributes', 'attributes.n[0]', 'number'],
    ]);
  });

  test('import: refuses lines that are no object, have unknown members or wrong types', async () => {
    const { users, refusals } = await jsonl(
      '{"email":\n[1]\n{"email":"a@example.com","firstName":"A","lastName":"B","color":1}\n' +
        '{"email":"b@example.com","firstName":1,"lastName":"B"}\n',
    );
    expect(users).toEqual([]);
    expect(refusals.map(({ line, field, rule }) => [line, field, rule])).toEqual([
      [1, 'line', 'json'],
      [2, 'line', 'json'],
      [3, 'color', 'unknownField'],
      [4, 'firstName', 'required'],
    ]);
  });
});

test('import: gives the same user the same token in either format, another user another', async () => {
  const [fromCsv] = (await csv(`${HEADER}\nA@example.com,A,B\n`)).users;
  const { users } = await jsonl(
    '{"lastName":"B","firstName":"A","email":"a@example.com"}\n' +
      '{"lastName":"C","firstName":"A","email":"b@example.com"}\n',
  );
  const [same, other] = users;
  expect(same?.token).toBe(fromCsv?.token);
  expect(other?.token).not.toBe(fromCsv?.token);
  expect(fromCsv?.token.length).toBeLessThanOrEqual(64);
});

test('import: refuses another kind of file, and one that is not there', async () => {
  await expect(read('people.xlsx', '')).rejects.toThrow(/must be a \.csv or \.jsonl file/);
  await expect(checkFile('/nowhere/people.csv')).rejects.toThrow(/\(ENOENT\)/);
});

test.each([
  ['csv', 'email,firstName,lastName,note\n', (note: string) => `x,A,B,${note}\n`],
  ['jsonl', '', (note: string) => `{"email":"x","note":"${note}"}\n`],
])('import: reads a %s file that is bigger than its memory', async (ending, head, row) => {
  const file = temporaryFile(`people.${ending}`, head);
  const some = row('n'.repeat(2000)).repeat(1000);
  for (let count = 0; count < 16; count += 1) appendFileSync(file, some);
  const flags = JSON.stringify({ file, ignore: ['note'] });
  const program =
    `import { readInputFile } from ${JSON.stringify(READER)};` +
    `let count = 0; for await (const line of readInputFile(${flags})) count += 1;` +
    'console.log(count);';
  const args = ['--max-old-space-size=20', '--input-type=module', '--eval', program];
  const env = keepingCompiled();
  const { stdout } = await promisify(execFile)(process.execPath, args, { env });
  expect(Number(stdout)).toBe(16_000);
  rmSync(file);
});
