import { expect, test } from 'vitest';
import { openSource } from '../../commands/users/restore-source.ts';
import { temporaryFile } from '../support/users-command.ts';

const PERSON = {
  id: '3f1c9e52-7a55-4b0e-9c1f-0a4a2c0b7d11',
  email: 'ada@example.com',
  firstName: 'Ada',
  lastName: 'Lovelace',
  role: 'MEMBER',
  status: 'SUSPENDED',
  attributes: { team: 'a' },
  version: 7,
  createdAt: '2026-11-23T10:00:00.000Z',
  updatedAt: '2026-11-24T10:00:00.000Z',
  createdBy: 'system',
  updatedBy: 'system',
};

const TABLE = { documents: {} as never, table: 'Users' };
const open = (...lines: readonly object[]) =>
  openSource(
    TABLE,
    temporaryFile('people.jsonl', lines.map((line) => `${JSON.stringify(line)}\n`).join('')),
  );

test('restore --from FILE.jsonl: takes the records as they were, with status and version', async () => {
  const other = { ...PERSON, id: crypto.randomUUID(), email: 'bob@example.com', phone: '+1206' };
  const source = await open(PERSON, other);
  const found = [];
  for await (const record of source.records()) found.push(record);
  expect(found).toEqual([PERSON, other]);
  await expect(source.copyHistory(PERSON.id)).resolves.toBeUndefined();
});

test('restore --from FILE.jsonl: takes texts with the line ends of Unicode in them', async () => {
  const attributes = { note: 'a\u2028b\u2029c\u0085d' };
  const source = await open({ ...PERSON, attributes }, { ...PERSON, id: crypto.randomUUID() });
  const found = [];
  for await (const record of source.records()) found.push(record.attributes);
  expect(found).toEqual([attributes, PERSON.attributes]);
});

test.each(['\r\n', '\n\n'])(
  'restore --from FILE.jsonl: takes lines that end with %j',
  async (end) => {
    const file = temporaryFile('people.jsonl', `${JSON.stringify(PERSON)}${end}`);
    const found = [];
    for await (const record of (await openSource(TABLE, file)).records()) found.push(record);
    expect(found).toEqual([PERSON]);
  },
);

test('restore --from FILE.jsonl: refuses a line that nothing ends, before it fills the memory', async () => {
  const file = temporaryFile('people.jsonl', `${JSON.stringify(PERSON)}\n${'x'.repeat(1_100_000)}`);
  await expect(openSource(TABLE, file)).rejects.toThrow(
    /line 2 has more than.*Nobody was restored/u,
  );
});

test.each([
  [{ version: '7' }, 'version must be a whole number from 1'],
  [{ status: 'GONE' }, 'status must be INVITED or ACTIVE or SUSPENDED'],
  [{ role: undefined }, 'role must be ADMIN or MEMBER'],
  [{ id: 'a#b' }, 'id must be an id'],
  [{ createdAt: 'yesterday' }, 'createdAt must be a time'],
  [{ lastName: 5 }, 'lastName must be a text'],
  [{ attributes: 'team' }, 'attributes must be an object'],
  [{ team: 'a' }, 'team is no field of a user'],
])('restore --from FILE.jsonl: refuses the whole file with %j in it', async (change, problem) => {
  await expect(open(PERSON, { ...PERSON, ...change })).rejects.toThrow(
    `people.jsonl, line 2: ${problem}`,
  );
});

test('restore --from FILE.jsonl: refuses a file with somebody in it twice', async () => {
  await expect(open(PERSON, { ...PERSON, version: 8 })).rejects.toThrow(
    `two lines are of the user ${PERSON.id}`,
  );
});

test('restore --from FILE.jsonl: names a file that is not there', async () => {
  await expect(openSource(TABLE, '/nowhere.jsonl')).rejects.toThrow(
    '/nowhere.jsonl cannot be read (ENOENT)',
  );
});
