import { readFileSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { importUsers } from '../../commands/users/import.ts';
import type { ImportFlags } from '../../commands/users/options.ts';
import type { Directory } from '../support/directory.ts';
import { person, startDirectory } from '../support/directory.ts';
import { importFlags, keepingTerminal, temporaryFile } from '../support/users-command.ts';

let directory: Directory;
beforeAll(async () => {
  directory = await startDirectory();
});
afterAll(() => directory[Symbol.asyncDispose]());

async function run(file: string, over: Partial<ImportFlags> = {}) {
  const flags = importFlags(file, over);
  return { code: await importUsers(directory.services, flags, keepingTerminal()) };
}

const ownerOf = async (email: string) =>
  directory.items.profile(String(await directory.items.lock(email)));

test.each([
  ['sep=|\n', '|', {}],
  ['', '|', { delimiter: '|' }],
  ['sep=,\r\n', ',', {}],
  ['sep=\t\n', '\t', {}],
])(
  'import: refused rows of %j, %j are known by their delimiter again, twice',
  async (told, sign, flags) => {
    const bad = person();
    const names = ['email', 'firstName', 'lastName', 'role'];
    const rows = [names, ['no-address', 'Ada', 'Lovelace', 'ADMIN']];
    const source = `${told}${rows.map((cells) => cells.join(sign)).join('\n')}\n`;
    const file = temporaryFile('people.csv', source);
    await run(file, flags);
    await run(`${file}.refused-rows.csv`);
    const toMend = `${file}.refused-rows.csv.refused-rows.csv`;
    const text = readFileSync(toMend, 'utf8');
    expect(text.startsWith(`\uFEFFsep=${sign}\n"refused because"${sign}email${sign}`)).toBe(true);
    writeFileSync(toMend, text.replace('no-address', bad.email));
    expect(await run(toMend)).toMatchObject({ code: 0 });
    expect(await ownerOf(bad.email)).toMatchObject({ lastName: 'Lovelace', role: 'ADMIN' });
  },
);

test('import: rows that are being mended are not written over', async () => {
  const file = temporaryFile('people.csv', 'email,firstName,lastName\nno-address,A,B\n');
  await run(file);
  const toMend = `${file}.refused-rows.csv`;
  expect(await run(file)).toMatchObject({ code: 1 });
  const later = new Date(Date.now() + 60_000);
  utimesSync(toMend, later, later);
  await expect(run(file)).rejects.toThrow(/was edited since.*Nothing was imported/u);
  rmSync(toMend);
  expect(await run(file)).toMatchObject({ code: 1 });
});
