import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  CreateUserDocument,
  createClient,
  ExportUserDocument,
  GetUserByEmailDocument,
  GetUserDocument,
  MeDocument,
  OnUserChangeDocument,
  tokenAuth,
  UpdateMeDocument,
  UpdateUserDocument,
  UserHistoryDocument,
  type UserChange,
} from 'user-manager-client';
import { eventually } from 'appsync-on-a-laptop/testing/eventually';
import { post } from '../support/graphql.ts';
import { createUserIn, freshEmail, runningSystem } from '../support/running-system.ts';
import { THOROUGH } from '../support/thorough.ts';
import { runUsers, temporaryFile } from '../support/users-command.ts';

const system = runningSystem();

type Attributes = Record<string, unknown>;

/** Names that mean something to JavaScript, to the SDK, to DynamoDB or to a spreadsheet. */
const NAMES = [
  'constructor',
  'toString',
  'valueOf',
  'hasOwnProperty',
  'then',
  'toJSON',
  'length',
  'name',
  'S',
  'N',
  'M',
  'L',
  'NULL',
  'BOOL',
  'SS',
  'wrapperName',
  'rawJSON',
  'prototype',
  '0',
  '-1',
  '#a',
  ':b',
  'a.b',
  'a[0]',
  '=1+1',
  "'=1",
  '@',
  '\u0000',
  '\n',
  '"',
  '\u2028',
  '\ud83d\ude00',
];

const names = fc.oneof(
  { weight: 3, arbitrary: fc.constantFrom(...NAMES) },
  { weight: 2, arbitrary: fc.string({ unit: 'grapheme', minLength: 1, maxLength: 8 }) },
  { weight: 1, arbitrary: fc.constantFrom('__proto__', '', '\ud800') },
);

const { json } = fc.letrec<{ json: unknown }>((tie) => ({
  json: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    fc.constantFrom<unknown>(null, true, false, '', 0, -0, 1e22, 2 ** 53, 5e-324, 0.1, -1e-7),
    fc.integer(),
    fc.double({ noNaN: true, noDefaultInfinity: true, min: -1e12, max: 1e12 }),
    fc.string({ unit: 'binary', maxLength: 12 }),
    fc.constantFrom(...NAMES),
    fc.array(tie('json'), { maxLength: 4 }),
    fc
      .array(fc.tuple(names, tie('json')), { maxLength: 4 })
      .map((pairs) => Object.fromEntries(pairs)),
  ),
}));

const attributes: fc.Arbitrary<Attributes> = fc
  .array(fc.tuple(names, json), { maxLength: 5 })
  .map((pairs): Attributes => Object.fromEntries(pairs));

/** docs/decisions/0012, told anew. */
function isKept(value: unknown): boolean {
  if (typeof value === 'string') return value.isWellFormed();
  if (typeof value === 'number') {
    return Math.abs(value) < 2 ** 53 && (value === 0 || Math.abs(value) >= 1e-130);
  }
  if (typeof value !== 'object' || value === null) return true;
  const keys = Array.isArray(value) ? [] : Object.keys(value);
  return (
    keys.every((key) => key !== '' && key !== '__proto__' && key.isWellFormed()) &&
    Object.values(value).every(isKept)
  );
}

/** As JSON has it: without -0. */
const asJson = (value: unknown): unknown => JSON.parse(JSON.stringify(value));

const parse = (text: string | null | undefined): unknown =>
  text === null || text === undefined ? null : (JSON.parse(text) as unknown);

/** Everything that subscribers hear while `run` goes on. */
async function listening(
  token: string,
  run: (heard: readonly (UserChange | null)[]) => Promise<void>,
) {
  const { graphqlUrl, realtimeUrl } = system.outputs;
  const client = createClient({ graphqlUrl, realtimeUrl, auth: tokenAuth(() => token) });
  const subscription = client.subscribe(OnUserChangeDocument, { filter: {} });
  await subscription.ready;
  const heard: (UserChange | null)[] = [];
  const events = subscription[Symbol.asyncIterator]();
  const reading = (async () => {
    for (let next = await events.next(); !next.done; next = await events.next()) {
      heard.push(next.value.onUserChange);
    }
  })();
  await run(heard);
  await events.return?.();
  await reading;
}

test('attributes: what a mutation answers is what every later read gives, or it is refused', async () => {
  const admin = await system.admin();
  const member = await system.member();
  const seen = async (heard: readonly (UserChange | null)[], id: string, version: number) =>
    eventually(() => {
      const change = heard.find((one) => one?.user.id === id && one.user.version === version);
      if (!change) throw new Error('not heard yet');
      return Promise.resolve(change);
    });
  await listening(admin.token, (heard) =>
    fc.assert(
      fc.asyncProperty(attributes, attributes, async (first, second) => {
        const email = freshEmail('json');
        const input = { email, firstName: 'Json', lastName: 'Text' };
        const created = await admin.send(CreateUserDocument, {
          input: { ...input, attributes: JSON.stringify(first) },
        });
        if (!isKept(first)) {
          expect(created.body.errors).toMatchObject([{ errorType: 'ValidationFailed' }]);
          const { getUserByEmail } = await admin.data(GetUserByEmailDocument, { email });
          expect(getUserByEmail).toBeNull();
          return;
        }
        const user = created.body.data?.createUser;
        expect(JSON.stringify(parse(user?.attributes))).toBe(JSON.stringify(first));
        const id = user?.id ?? '';
        expect((await admin.data(GetUserDocument, { id })).getUser).toEqual(user);
        expect((await admin.data(GetUserByEmailDocument, { email })).getUserByEmail).toEqual(user);
        expect((await seen(heard, id, 1)).user).toEqual({ ...user, attributes: asJson(first) });
        if (!isKept(second)) return;

        const changed = { id, lastName: 'Changed', attributes: JSON.stringify(second) };
        const { updateUser } = await admin.data(UpdateUserDocument, { input: changed });
        expect(JSON.stringify(parse(updateUser?.attributes))).toBe(JSON.stringify(second));
        const change = await seen(heard, id, 2);
        expect(change.user).toEqual({ ...updateUser, attributes: asJson(second) });
        const isSame = JSON.stringify(asJson(first)) === JSON.stringify(asJson(second));
        if (isSame) expect(change.changedFields).not.toContain('attributes');

        const history = await admin.data(UserHistoryDocument, { id });
        const [latest] = history.getUser?.history?.items ?? [];
        const difference = latest?.changes.find(({ field }) => field === 'attributes');
        const exported = parse((await admin.data(ExportUserDocument, { id })).exportUser) as {
          record: { attributes: unknown };
          history: { changes: { field: string; from: unknown; to: unknown }[] }[];
        };
        expect(JSON.stringify(exported.record.attributes)).toBe(JSON.stringify(second));
        if (difference) {
          expect(JSON.stringify(parse(difference.from))).toBe(JSON.stringify(first));
          expect(JSON.stringify(parse(difference.to))).toBe(JSON.stringify(second));
          expect(exported.history.at(-1)?.changes).toContainEqual({
            field: 'attributes',
            from: asJson(first),
            to: asJson(second),
          });
        }

        const own = { attributes: JSON.stringify(second) };
        const { updateMe } = await member.data(UpdateMeDocument, { input: own });
        expect(JSON.stringify(parse(updateMe?.attributes))).toBe(JSON.stringify(second));
        expect((await member.data(MeDocument, {})).me).toEqual(updateMe);
      }),
      { numRuns: THOROUGH ? 40 : 15 },
    ),
  );
});

test('attributes: import and export give them back, as CSV and as JSONL', async () => {
  const kept = fc.sample(attributes.filter(isKept), 40).map((one) => ({
    email: freshEmail('json'),
    attributes: one,
  }));
  const csvCell = (text: string) => `"${text.replaceAll('"', '""')}"`;
  const [asCsv, asLines] = [kept.slice(0, 20), kept.slice(20)];
  const csv = temporaryFile(
    'people.csv',
    [
      'email,firstName,lastName,attributes',
      ...asCsv.map((one) => `${one.email},Json,Text,${csvCell(JSON.stringify(one.attributes))}`),
      '',
    ].join('\n'),
  );
  const lines = temporaryFile(
    'people.jsonl',
    asLines
      .map((one) => `${JSON.stringify({ firstName: 'Json', lastName: 'Text', ...one })}\n`)
      .join(''),
  );
  for (const file of [csv, lines]) {
    expect(await runUsers(system.outputs, 'import', file)).toMatchObject({
      out: '20 created, 0 there before, 0 lines refused\n',
    });
  }
  const { out } = await runUsers(system.outputs, 'export', '--format', 'jsonl');
  const exported = new Map(
    out
      .split('\n')
      .filter(Boolean)
      .map((line) => JSON.parse(line) as { email: string; attributes: unknown })
      .map((user) => [user.email, user.attributes]),
  );
  for (const { email, attributes: one } of kept) {
    expect(JSON.stringify(exported.get(email))).toBe(JSON.stringify(one));
  }
  const sheet = (await runUsers(system.outputs, 'export', '--format', 'csv')).out;
  for (const { attributes: one } of kept) {
    const cell = JSON.stringify(asJson(one));
    expect(sheet).toContain(/[",\n]/u.test(cell) ? csvCell(cell) : cell);
  }
});

describe('attributes that would not survive', () => {
  const create = 'mutation M($input: CreateUserInput!) { createUser(input: $input) { id } }';

  async function refusals(attributesText: string) {
    const { token } = await system.admin();
    const email = freshEmail('lost');
    const person = { email, firstName: 'Json', lastName: 'Text' };
    const { id } = await createUserIn(system);
    const text = JSON.stringify(attributesText);
    const answers = [
      await post(system.url, create, { input: { ...person, attributes: attributesText } }, token),
      await post(
        system.url,
        `mutation M($a: AWSJSON) { updateUser(input: { id: "${id}", attributes: $a }) { id } }`,
        { a: attributesText },
        token,
      ),
      await post(
        system.url,
        `mutation { updateMe(input: { attributes: ${text} }) { id } }`,
        {},
        token,
      ),
    ];
    return answers.map(({ body }) => body.errors?.[0]);
  }

  test.each([
    ['a number beyond all range', '{"n":[1e400]}', 'number'],
    ['the same below zero', '{"n":-1e400}', 'number'],
    ['a number JavaScript rounds', '{"n":9007199254740993}', 'number'],
    ['2 to the power of 53', '{"n":[-9007199254740992]}', 'number'],
    ['a whole number of many digits', '{"a":{"n":123456789012345678901234567890}}', 'number'],
    ['half a million lists', `${'['.repeat(490_000)}${']'.repeat(490_000)}`, 'maxDepth'],
    ['half a million objects', `${'{"a":'.repeat(160_000)}1${'}'.repeat(160_000)}`, 'maxDepth'],
    ['half a surrogate pair', '{"a":"\\ud800"}', 'characters'],
    ['__proto__', '{"a":{"__proto__":{"b":1}}}', 'key'],
  ])('createUser, updateUser, updateMe: %s is refused', async (_, text, rule) => {
    const expected = { errorType: 'ValidationFailed', errorInfo: [{ field: 'attributes', rule }] };
    expect(await refusals(text)).toMatchObject([expected, expected, expected]);
  });

  test.each([
    ['digits that a double has no room for', '{"a":{"n":0.12345678901234567890123}}', 'number'],
    ['a number too small', '{"a":{"n":1e-400}}', 'number'],
    ['two members of one name', '{"a":{"n":1,"n":2}}', 'duplicateKey'],
  ])(
    'createUser, updateUser: %s is refused in a variable, with its place',
    async (_, text, rule) => {
      const expected = {
        errorType: 'ValidationFailed',
        errorInfo: [{ field: 'attributes', rule, path: 'attributes.a.n' }],
      };
      expect((await refusals(text)).slice(0, 2)).toMatchObject([expected, expected]);
    },
  );
});

test('getUserByEmail and listUsers: find an international address as it was entered, at once', async () => {
  const admin = await system.admin();
  const email = freshEmail('anna').replace('example.com', 'B\u00fccher.example');
  const user = await createUserIn(system, { email });
  expect(user.email).toMatch(/^anna\..*@xn--bcher-kva\.example$/u);
  for (const written of [email, email.toUpperCase(), user.email]) {
    const found = await admin.data(GetUserByEmailDocument, { email: written });
    expect(found.getUserByEmail).toEqual(user);
  }
  const moved = freshEmail('anna').replace('example.com', 'stra\u00dfe.example');
  await admin.data(UpdateUserDocument, { input: { id: user.id, email: moved } });
  expect((await admin.data(GetUserByEmailDocument, { email: moved })).getUserByEmail?.id).toBe(
    user.id,
  );
  expect((await admin.data(GetUserByEmailDocument, { email })).getUserByEmail).toBeNull();
  const list = 'query Q($p: String) { listUsers(filter: { emailPrefix: $p }) { items { id } } }';
  for (const p of [moved, moved.slice(0, -13), moved.replace('stra\u00dfe', 'xn--strae')]) {
    await eventually(async () => {
      const { body } = await post(system.url, list, { p: p.replace('.example', '') }, admin.token);
      expect(body.data).toEqual({ listUsers: { items: [{ id: user.id }] } });
    });
  }
});
