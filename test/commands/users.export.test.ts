import { readFileSync } from 'node:fs';
import { parse } from 'csv-parse/sync';
import { PutCommand } from '@aws-sdk/lib-dynamodb';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { PROFILE } from '../../model/keys.ts';
import { EXPORTED_FIELDS } from '../../model/user-fields.ts';
import { exportUsers } from '../../commands/users/export.ts';
import { importUsers } from '../../commands/users/import.ts';
import type { Directory } from '../support/directory.ts';
import { startDirectory, TABLE } from '../support/directory.ts';
import { importFlags, keepingTerminal, temporaryFile } from '../support/users-command.ts';

const EXPORTED: readonly string[] = EXPORTED_FIELDS;

let directory: Directory;
beforeAll(async () => {
  directory = await startDirectory();
});
afterAll(() => directory[Symbol.asyncDispose]());

test('export: writes everybody in order of creation, as both formats', async () => {
  directory.clock.advance(1000);
  const first = await directory.create({ firstName: '=1+1', phone: '+12065550100' });
  directory.clock.advance(1000);
  const second = await directory.create({ attributes: { team: 'A', n: 1 } });
  const target = { documents: directory.documents, table: TABLE };

  const asJson = keepingTerminal();
  expect(await exportUsers(target, { format: 'jsonl' }, asJson)).toBe(0);
  const lines = asJson.said().trim().split('\n');
  expect(lines.slice(-2).map((line) => JSON.parse(line) as unknown)).toEqual(
    [first, second].map((user) =>
      Object.fromEntries(Object.entries(user).filter(([name]) => EXPORTED.includes(name))),
    ),
  );

  const asCsv = keepingTerminal();
  expect(await exportUsers(target, { format: 'csv' }, asCsv)).toBe(0);
  const rows: Record<string, string>[] = parse(asCsv.said(), { columns: true });
  expect(rows).toHaveLength(lines.length);
  const profiles = (await directory.items.all()).filter(({ sk }) => sk === PROFILE);
  expect(rows).toHaveLength(profiles.length);
  expect(rows.at(-2)).toMatchObject({
    id: first.id,
    firstName: "'=1+1",
    phone: "'+12065550100",
    attributes: '',
    version: '1',
  });
  expect(JSON.parse(rows.at(-1)?.['attributes'] ?? '')).toEqual({ team: 'A', n: 1 });
});

test('export: writes the line ends of Unicode escaped, for readers that end lines there', async () => {
  const attributes = { note: 'a\u2028b\u2029c\u0085d' };
  const { id } = await directory.create({ attributes });
  const terminal = keepingTerminal();
  const target = { documents: directory.documents, table: TABLE };
  expect(await exportUsers(target, { format: 'jsonl' }, terminal)).toBe(0);
  expect(terminal.said()).not.toMatch(/[\u0085\u2028\u2029]/u);
  const line = terminal
    .said()
    .split('\n')
    .find((text) => text.includes(id));
  expect(JSON.parse(line ?? '')).toMatchObject({ id, attributes });
});

test('export: tells the later of the sign-ins on the record and beside it, as both formats', async () => {
  const user = await directory.create();
  const at = '2026-12-01T00:00:00.000Z';
  await directory.services.repository.signIns.begin({ ...user, lastSignInAt: user.createdAt }, at);
  const record = { ...(await directory.items.profile(user.id)), lastSignInAt: user.createdAt };
  await directory.documents.send(new PutCommand({ TableName: TABLE, Item: record }));
  for (const format of ['csv', 'jsonl'] as const) {
    const terminal = keepingTerminal();
    await exportUsers({ documents: directory.documents, table: TABLE }, { format }, terminal);
    const line = terminal
      .said()
      .split('\n')
      .find((one) => one.includes(user.id));
    expect(line).toContain(at);
  }
});

test('export: its file imports again as the same users', async () => {
  const file = temporaryFile('all.csv', '');
  const target = { documents: directory.documents, table: TABLE };
  await exportUsers(target, { format: 'csv', out: file }, keepingTerminal());
  const rows: Record<string, string>[] = parse(readFileSync(file), { columns: true });
  const ignore = Object.keys(rows[0]!).filter(
    (name) => !['email', 'firstName', 'lastName', 'phone', 'role', 'attributes'].includes(name),
  );
  const terminal = keepingTerminal();
  expect(await importUsers(directory.services, importFlags(file, { ignore }), terminal)).toBe(0);
  expect(terminal.said()).toBe(`0 created, ${rows.length} there before, 0 lines refused\n`);
});
