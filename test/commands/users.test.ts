import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { importUsers } from '../../commands/users/import.ts';
import type { ImportFlags } from '../../commands/users/options.ts';
import type { Services } from '../../functions/lib/services.ts';
import { updateUser } from '../../functions/update-user/update-user.ts';
import type { Directory } from '../support/directory.ts';
import { event, person, startDirectory } from '../support/directory.ts';
import { eventually } from 'appsync-on-a-laptop/testing/eventually';
import {
  importFlags,
  keepingTerminal,
  removeRecord,
  temporaryFile,
} from '../support/users-command.ts';

let directory: Directory;
beforeAll(async () => {
  directory = await startDirectory();
});
afterEach(() => directory.mend());
afterAll(() => directory[Symbol.asyncDispose]());

const DAY = 24 * 60 * 60 * 1000;
const people = (count: number) => Array.from({ length: count }, person);
const fileOf = (users: readonly object[]) =>
  temporaryFile('people.jsonl', users.map((user) => `${JSON.stringify(user)}\n`).join(''));

async function run(
  file: string,
  over: Partial<ImportFlags> = {},
  services: Services = directory.services,
) {
  const terminal = keepingTerminal();
  const code = await importUsers(services, importFlags(file, over), terminal);
  return { code, said: terminal.said(), remarked: terminal.remarked() };
}

const refused = (file: string) =>
  readFileSync(`${file}.refused.jsonl`, 'utf8')
    .trim()
    .split('\n')
    .map(
      (line) => JSON.parse(line) as Record<'field' | 'rule' | 'text', string> & { line: number },
    );

const createsAsked = (email: string) =>
  directory.poolProxy.asked.filter(
    ({ operation, input }) => operation === 'AdminCreateUser' && input['Username'] === email,
  );

const ownerOf = async (email: string) =>
  directory.items.profile(String(await directory.items.lock(email)));

test('import: creates record, lock and Cognito user, and sends no invitation', async () => {
  const [user] = people(1);
  const file = fileOf([{ ...user, role: 'ADMIN', attributes: { team: 'A' } }]);
  expect(await run(file)).toMatchObject({
    code: 0,
    said: '1 created, 0 there before, 0 lines refused\n',
  });
  const record = await ownerOf(user!.email);
  expect(record).toMatchObject({
    ...user,
    role: 'ADMIN',
    status: 'INVITED',
    version: 1,
    attributes: { team: 'A' },
    createdBy: 'client:users-cli',
  });
  expect(await directory.cognito.find(user!.email)).toMatchObject({
    groups: ['ADMIN'],
    attributes: { sub: record?.id },
  });
  expect(createsAsked(user!.email).map(({ input }) => input['MessageAction'])).toEqual([
    'SUPPRESS',
  ]);
});

test('import: invites when asked', async () => {
  const [user] = people(1);
  expect(await run(fileOf([user!]), { invite: true })).toMatchObject({ code: 0 });
  expect(createsAsked(user!.email).map(({ input }) => input['MessageAction'])).toEqual([undefined]);
});

test('import: a repeat changes nothing and asks Cognito nothing, also when users changed since', async () => {
  const users = people(30);
  const file = fileOf(users);
  // So many connect at once: on a busy machine one may take longer than a single attempt waits.
  expect(await run(file, {}, directory.persistent)).toMatchObject({
    said: '30 created, 0 there before, 0 lines refused\n',
  });
  const changed = await ownerOf(users[0]!.email);
  const input = { id: changed!.id, firstName: 'Changed', email: person().email };
  await updateUser(directory.services, event('updateUser', { input }));
  const asked = directory.poolProxy.asked.length;
  const items = (await directory.items.all()).length;
  expect(await run(file)).toMatchObject({
    code: 0,
    said: '0 created, 30 there before, 0 lines refused\n',
  });
  expect(directory.poolProxy.asked).toHaveLength(asked);
  expect(await directory.items.all()).toHaveLength(items);
});

test('import: knows its users when the requests are forgotten, and refuses one who differs', async () => {
  const users = people(2);
  const file = fileOf(users);
  await run(file);
  const changed = await ownerOf(users[1]!.email);
  const input = { id: changed!.id, firstName: 'Changed' };
  await updateUser(directory.services, event('updateUser', { input }));
  directory.clock.advance(DAY + 1000);
  expect(await run(file)).toMatchObject({
    code: 1,
    said: '0 created, 1 there before, 1 lines refused\n',
  });
  expect(refused(file)).toMatchObject([{ line: 2, field: 'email', rule: 'unique' }]);
});

test('import: reports every reason of refused lines and creates the others', async () => {
  const [taken, good, bad] = people(3);
  await directory.create({ email: taken!.email, firstName: 'Other' });
  const broken = { ...bad, lastName: ' ', role: 'KING' };
  const file = fileOf([taken!, broken, good!]);
  const { code, said, remarked } = await run(file);
  expect({ code, said }).toEqual({ code: 1, said: '1 created, 0 there before, 2 lines refused\n' });
  expect(refused(file)).toEqual([
    {
      line: 1,
      field: 'email',
      rule: 'unique',
      message: 'Another user has this e-mail address.',
      text: JSON.stringify(taken),
    },
    {
      line: 2,
      field: 'lastName',
      rule: 'required',
      message: 'lastName must have at least 1 character.',
      text: JSON.stringify(broken),
    },
    {
      line: 2,
      field: 'role',
      rule: 'oneOf',
      message: 'role must be one of ADMIN, MEMBER.',
      text: JSON.stringify(broken),
    },
  ]);
  expect(remarked).toContain('line 2: lastName must have at least 1 character. (required)');
  expect(await ownerOf(good!.email)).toMatchObject({ firstName: good!.firstName });
});

test('import: a dry run finds what a real one would and writes nothing to the directory', async () => {
  const [there, fresh, taken] = people(3);
  await run(fileOf([there!]));
  await directory.create({ email: taken!.email, firstName: 'Other' });
  const before = (await directory.items.all()).length;
  const asked = directory.poolProxy.asked.length;
  const file = fileOf([there!, fresh!, taken!, { ...fresh, firstName: 'Twice' }]);
  expect(await run(file, { dryRun: true })).toMatchObject({
    code: 1,
    said: '1 would be created, 1 there before, 2 lines refused\n',
  });
  expect(refused(file)).toMatchObject([
    { line: 3, field: 'email', rule: 'unique' },
    { line: 4, field: 'email', rule: 'unique' },
  ]);
  expect(await directory.items.all()).toHaveLength(before);
  expect(directory.poolProxy.asked).toHaveLength(asked);
});

test('import: stops when nothing works any more, and the same again creates the rest and drops the report', async () => {
  const users = people(80);
  expect(await run(fileOf(users.slice(0, 20)))).toMatchObject({ code: 0 });
  // More than 25 failures and the 24 lines that are under way with the last of them.
  const file = fileOf(users.slice(20));
  directory.poolProxy.decide = () => ({
    status: 400,
    body: { __type: 'TooManyRequestsException', message: 'Slow down' },
  });
  const stopped = await run(file);
  expect(stopped.code).toBe(1);
  expect(stopped.remarked).toMatch(/Stopped early: TooManyRequestsException: \S/u);
  expect(stopped.remarked).toContain('To go on, run the same again.');
  expect(refused(file).every(({ rule }) => rule === 'TooManyRequestsException')).toBe(true);

  directory.mend();
  expect(await run(file)).toMatchObject({ code: 0 });
  expect(existsSync(`${file}.refused.jsonl`)).toBe(false);
  const records = await Promise.all(users.map(({ email }) => ownerOf(email)));
  expect(records.map((record) => record?.email)).toEqual(users.map(({ email }) => email));
  expect(records.every((record) => record?.version === 1)).toBe(true);
});

test('import: refused rows are mended in their own file, which imports the rest', async () => {
  const [good, bad, taken] = people(3);
  await directory.create({ email: taken!.email, firstName: 'Other' });
  const rows = [
    `${good!.email};Ada;Lovelace;`,
    `no-address;Zoë;"Müller;\r\n""Z""";{`,
    `${taken!.email};Ada;Lovelace;`,
  ];
  const header = 'email;firstName;lastName;attributes';
  const file = temporaryFile('people.csv', [header, ...rows].join('\r\n'));
  expect(await run(file)).toMatchObject({ code: 1 });
  expect(refused(file).map(({ line, field, text }) => [line, field, text])).toEqual([
    [3, 'attributes', rows[1]],
    [3, 'email', rows[1]],
    [3, 'lastName', rows[1]],
    [5, 'email', rows[2]],
  ]);
  const toMend = `${file}.refused-rows.csv`;
  const text = readFileSync(toMend, 'utf8');
  expect(text).toMatch(new RegExp(`^\uFEFF"refused because";${header}\n"attributes must`, 'u'));
  const mended = text
    .replace('no-address', bad!.email)
    .replace('\r\n""Z""', '')
    .replace('{', '')
    .replace(taken!.email, person().email);
  writeFileSync(toMend, mended);
  expect(await run(toMend)).toMatchObject({
    code: 0,
    said: '2 created, 0 there before, 0 lines refused\n',
  });
  expect(await ownerOf(bad!.email)).toMatchObject({ firstName: 'Zoë', lastName: 'Müller;' });
});

test('import: tells every reason when the report cannot be written', async () => {
  const file = temporaryFile('people.csv', 'email,firstName,lastName\nx,A,B\ny,A,B\n');
  mkdirSync(`${file}.refused.jsonl`);
  const { code, said, remarked } = await run(file);
  expect({ code, said }).toEqual({
    code: 1,
    said: '0 created, 0 there before, 2 lines refused\n',
  });
  expect(remarked).toContain('line 2: email must be');
  expect(remarked).toContain('line 3: email must be');
  expect(remarked).toContain('could not be written');
});

test('import: broken off, it finishes what is under way and tells how much is left', async () => {
  const file = fileOf(people(80));
  const controller = new AbortController();
  const { repository, ...services } = directory.services;
  let begun = 0;
  const counting: typeof repository = {
    ...repository,
    findRequest(id) {
      begun += 1;
      if (begun === 60) controller.abort();
      return repository.findRequest(id);
    },
  };
  const terminal = keepingTerminal();
  const working = { ...services, repository: counting };
  const code = await importUsers(working, importFlags(file), terminal, controller.signal);
  const created = Number.parseInt(terminal.said(), 10);
  expect({ code, said: terminal.said() }).toEqual({
    code: 130,
    said: `${created} created, 0 there before, 0 lines refused\n`,
  });
  expect(created).toBeGreaterThan(0);
  expect(created).toBeLessThan(80);
  expect(terminal.remarked()).toContain(`${80 - created} lines were not tried`);
  expect(await run(file)).toMatchObject({
    code: 0,
    said: `${80 - created} created, ${created} there before, 0 lines refused\n`,
  });
});

test('import: does not bring back a user deleted since', async () => {
  const [user] = people(1);
  const file = fileOf([user!]);
  await run(file);
  await removeRecord(directory, (await ownerOf(user!.email))!);
  expect(await run(file)).toMatchObject({ code: 1 });
  expect(refused(file)).toMatchObject([{ line: 1, rule: 'NotFound' }]);
});

test('import: works on 25 lines at a time', async () => {
  const users = people(40);
  const { repository, ...services } = directory.services;
  const gate = Promise.withResolvers<undefined>();
  let begun = 0;
  const held: typeof repository = {
    ...repository,
    async findRequest(id) {
      begun += 1;
      await gate.promise;
      return repository.findRequest(id);
    },
  };
  const flags = importFlags(fileOf(users), { dryRun: true });
  const terminal = keepingTerminal();
  const done = importUsers({ ...services, repository: held }, flags, terminal);
  await eventually(() => expect(begun).toBe(25));
  gate.resolve(undefined);
  expect(await done).toBe(0);
  expect(begun).toBe(40);
});
