import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { QueryListUsersArgs, User, UserConnection } from '../../generated/schema-types.ts';
import { admin } from '../support/callers.ts';
import { startFields, type Fields } from '../support/fields.ts';
import { loadResolver } from '../support/resolver.ts';
import { userItem, type UserItemInput } from '../support/user-items.ts';

let fields: Fields;

const FIRST_NAMES = ['Ada', 'Ben', 'Cleo', 'Dan', 'Eve', 'Fay', 'Gus'];
const STATUSES = ['ACTIVE', 'ACTIVE', 'ACTIVE', 'INVITED', 'SUSPENDED'] as const;

/** 230 users in an order of creation that is not the order of addresses or names. */
const USERS: readonly Required<UserItemInput>[] = Array.from({ length: 230 }, (_, index) => {
  const scattered = (index * 97) % 230;
  return {
    id: `id-${String(scattered).padStart(3, '0')}`,
    email: `${scattered % 2 ? 'anna' : 'zoe'}.${String((index * 53) % 230).padStart(3, '0')}@example.com`,
    firstName: FIRST_NAMES[index % 7] ?? '',
    lastName: `Last${index % 11}`,
    role: index % 10 === 3 ? 'ADMIN' : 'MEMBER',
    status: STATUSES[index % 5] ?? 'ACTIVE',
    version: 1,
    // Two users a second: the id decides between them.
    createdAt: new Date(Date.UTC(2026, 0, 1, 0, 0, Math.floor(index / 2))).toISOString(),
  };
});

beforeAll(async () => {
  fields = await startFields();
  await fields.put(USERS.map(userItem));
  // Other kinds of items are in no list.
  await fields.put([
    { pk: 'EMAIL#ada@example.com', sk: 'LOCK', id: 'id-000' },
    { pk: 'USER#id-000', sk: 'HISTORY#0000000001', type: 'CREATED', version: 1 },
  ]);
});

afterAll(() => fields[Symbol.asyncDispose]());

async function list(args: QueryListUsersArgs): Promise<UserConnection> {
  const answer = await fields.run('Query.listUsers', {
    identity: admin,
    arguments: { limit: 20, ...args },
  });
  expect(answer.error).toBeNull();
  return answer.value as UserConnection;
}

async function refusal(args: QueryListUsersArgs) {
  const { error } = await fields.run('Query.listUsers', {
    identity: admin,
    arguments: { limit: 20, ...args },
  });
  return error;
}

/** All pages; each but the last is full. */
async function listAll(args: QueryListUsersArgs, limit = 20): Promise<User[]> {
  const users: User[] = [];
  let nextToken: string | null | undefined;
  do {
    const page = await list({ ...args, limit, nextToken });
    users.push(...page.items);
    nextToken = page.nextToken;
    if (nextToken) expect(page.items).toHaveLength(limit);
  } while (nextToken);
  return users;
}

type Key = (user: Required<UserItemInput>) => string;

const created: Key = ({ createdAt, id }) => `${createdAt}#${id}`;
const email: Key = (user) => user.email;
const name: Key = (user) => `${user.firstName} ${user.lastName}#${user.id}`.toLowerCase();

/** What a list must be: worked out from the users, not from the resolver. */
function expected(key: Key, matches: (user: Required<UserItemInput>) => boolean = () => true) {
  const order = (a: Required<UserItemInput>, b: Required<UserItemInput>) =>
    key(a) < key(b) ? -1 : 1;
  return USERS.filter(matches)
    .toSorted(order)
    .map(({ id }) => id);
}

const ids = (users: readonly User[]) => users.map(({ id }) => id);

describe('Query.listUsers: order', () => {
  it('lists in order of creation when nothing is asked', async () => {
    expect(ids(await listAll({}))).toEqual(expected(created));
  });

  it.each([
    ['CREATED_AT', created],
    ['EMAIL', email],
    ['NAME', name],
  ] as const)('sorts by %s both ways', async (field, key) => {
    expect(ids(await listAll({ sort: { field, direction: 'ASC' } }))).toEqual(expected(key));
    const descending = await listAll({ sort: { field, direction: 'DESC' } }, 37);
    expect(ids(descending)).toEqual(expected(key).reverse());
  });
});

describe('Query.listUsers: one filter', () => {
  it.each(['ACTIVE', 'INVITED', 'SUSPENDED'] as const)('by status %s', async (status) => {
    expect(ids(await listAll({ filter: { status } }, 7))).toEqual(
      expected(created, (user) => user.status === status),
    );
  });

  it.each(['ADMIN', 'MEMBER'] as const)('by role %s', async (role) => {
    expect(ids(await listAll({ filter: { role } }, 7))).toEqual(
      expected(created, (user) => user.role === role),
    );
  });

  it('by the start of the address, in any case, in order of addresses', async () => {
    expect(ids(await listAll({ filter: { emailPrefix: ' Anna.0' } }, 7))).toEqual(
      expected(email, (user) => user.email.startsWith('anna.0')),
    );
  });

  it('by the start of the name, in any case and spacing, in order of names', async () => {
    expect(ids(await listAll({ filter: { namePrefix: 'cleo   LAST1' } }, 3))).toEqual(
      expected(name, (user) => /^cleo last1/i.test(`${user.firstName} ${user.lastName}`)),
    );
  });

  it('reads a full first page with one query', async () => {
    await list({ limit: 20 });
    expect(fields.asked).toMatchObject([{ operation: 'Query', index: 'byCreated' }]);
  });

  it('lists nobody when nobody matches', async () => {
    expect(await list({ filter: { emailPrefix: 'nobody' } })).toEqual({
      items: [],
      nextToken: null,
    });
  });
});

describe('Query.listUsers: filters combined', () => {
  it.each([
    ['INVITED', 'ADMIN'],
    ['ACTIVE', 'ADMIN'],
    ['ACTIVE', 'MEMBER'],
  ] as const)('status %s and role %s, with one query a page', async (status, role) => {
    const filter = { status, role };
    expect(ids(await listAll({ filter }, 5))).toEqual(
      expected(created, (user) => user.status === status && user.role === role),
    );
    expect(fields.asked).toMatchObject([{ operation: 'Query', index: 'byStatusRoleCreated' }]);
  });

  it('both prefixes', async () => {
    const filter = { emailPrefix: 'anna', namePrefix: 'ben' };
    expect(ids(await listAll({ filter }, 4))).toEqual(
      expected(email, (user) => user.email.startsWith('anna') && user.firstName === 'Ben'),
    );
  });

  it('every part at once, in the order asked for', async () => {
    const filter = {
      status: 'ACTIVE',
      role: 'MEMBER',
      emailPrefix: 'zoe',
      namePrefix: 'd',
    } as const;
    const sort = { field: 'CREATED_AT', direction: 'DESC' } as const;
    const matches = (user: Required<UserItemInput>) =>
      user.status === 'ACTIVE' &&
      user.role === 'MEMBER' &&
      user.email.startsWith('zoe') &&
      user.firstName === 'Dan';
    const wanted = expected(created, matches).reverse();
    expect(wanted.length).toBeGreaterThan(3);
    expect(ids(await listAll({ filter, sort }, 2))).toEqual(wanted);
  });

  it('a filter with the order of another index', async () => {
    const sort = { field: 'NAME' } as const;
    expect(ids(await listAll({ filter: { role: 'ADMIN' }, sort }, 5))).toEqual(
      expected(name, (user) => user.role === 'ADMIN'),
    );
  });

  it('an empty prefix and null filter nothing', async () => {
    const filter = { emailPrefix: ' ', namePrefix: '', status: null, role: null };
    expect(ids(await listAll({ filter }, 100))).toEqual(expected(created));
  });
});

describe('Query.listUsers: pages', () => {
  it('the last page is known as such when it is full', async () => {
    const invited = USERS.filter(({ status }) => status === 'INVITED').length;
    const page = await list({ filter: { status: 'INVITED' }, limit: invited });
    expect(page.items).toHaveLength(invited);
    expect(page.nextToken).toBeNull();
  });

  it('goes on where it stopped, also when that user has been deleted', async () => {
    const args = { filter: { emailPrefix: 'zoe' }, limit: 10 };
    const first = await list(args);
    const last = first.items.at(-1)!;
    const gone = USERS.find(({ id }) => id === last.id)!;
    await fields.run('Mutation.deleteUser', { identity: admin, arguments: { id: last.id } });
    const second = await list({ ...args, nextToken: first.nextToken });
    await fields.put([userItem(gone)]);
    const all = expected(email, (user) => user.email.startsWith('zoe'));
    expect(ids(second.items)).toEqual(all.slice(10, 20));
  });

  it('takes another limit with the token of a page', async () => {
    const first = await list({ limit: 3 });
    const second = await list({ limit: 50, nextToken: first.nextToken });
    expect(ids(second.items)).toEqual(expected(created).slice(3, 53));
  });

  it.each([0, -1, 101])('refuses a limit of %i', async (limit) => {
    expect(await refusal({ limit })).toMatchObject({
      errorType: 'ValidationFailed',
      errorInfo: [{ field: 'limit', rule: 'range', message: expect.stringContaining('1 to 100') }],
    });
  });

  it('refuses prefixes that nothing can start with, all at once', async () => {
    const filter = { emailPrefix: 'a'.repeat(300), namePrefix: 'b'.repeat(300) };
    expect(await refusal({ filter })).toMatchObject({
      errorType: 'ValidationFailed',
      errorInfo: [
        { field: 'filter.emailPrefix', rule: 'maxLength' },
        { field: 'filter.namePrefix', rule: 'maxLength' },
      ],
    });
  });
});

describe('Query.listUsers: tokens', () => {
  it.each([
    ['another filter', { filter: { status: 'ACTIVE' } }],
    ['another sort field', { sort: { field: 'EMAIL' } }],
    ['another direction', { sort: { field: 'CREATED_AT', direction: 'DESC' } }],
  ] as const)('refuses the token of a list with %s', async (_, args) => {
    const { nextToken } = await list(args);
    expect(nextToken).toEqual(expect.any(String));
    expect(await refusal({ nextToken })).toMatchObject({ errorType: 'InvalidToken' });
  });

  it.each([
    ['an empty one', ''],
    ['one that is no base64', 'not a token!'],
    ['base64 of something else', Buffer.from('{"list":1}').toString('base64')],
    ['base64 of no JSON', Buffer.from('hello').toString('base64')],
    ['base64 of null', Buffer.from('null').toString('base64')],
    ['base64 of bytes', Buffer.from([0xff, 0xfe, 0x00, 0x01]).toString('base64')],
  ])('refuses %s', async (_, nextToken) => {
    expect(await refusal({ nextToken })).toMatchObject({ errorType: 'InvalidToken' });
  });

  it('refuses a token that was cut short', async () => {
    const { nextToken } = await list({});
    expect(await refusal({ nextToken: nextToken?.slice(0, -8) })).toMatchObject({
      errorType: 'InvalidToken',
    });
  });

  it('refuses one that was made to start outside the prefix', async () => {
    const args = { filter: { emailPrefix: 'anna' }, limit: 5 };
    const { nextToken } = await list(args);
    const cursor = JSON.parse(Buffer.from(nextToken ?? '', 'base64').toString()) as object;
    const forged = Buffer.from(JSON.stringify({ ...cursor, after: 'zzz' })).toString('base64');
    expect(await refusal({ ...args, nextToken: forged })).toMatchObject({
      errorType: 'InvalidToken',
    });
  });
});

describe('Query.listUsers: what a page reads', () => {
  const QUERY = { operation: 'Query', limit: 11 };

  it.each([
    ['everybody', {}, 1],
    ['one status of one role', { status: 'ACTIVE', role: 'ADMIN' }, 1],
    ['one status', { status: 'ACTIVE' }, 2],
    ['one role', { role: 'ADMIN' }, 3],
  ] as const)('%s: a page and one user of each partition at most', async (_, filter, queries) => {
    await list({ filter, sort: { field: 'NAME' }, limit: 10 });
    expect(fields.asked).toMatchObject(Array(queries).fill(QUERY));
  });

  it.each(['ASC', 'DESC'] as const)('no more of a page behind another, %s', async (direction) => {
    const args = { sort: { field: 'NAME' as const, direction }, limit: 10 };
    const { nextToken } = await list(args);
    expect((await list({ ...args, nextToken })).items).toHaveLength(10);
    expect(fields.asked).toMatchObject([QUERY]);
  });

  it('reads the second partition no further than the page that the first one fills', async () => {
    const { items } = await list({ filter: { status: 'ACTIVE' }, limit: 5 });
    const members = expected(created, (user) => user.status === 'ACTIVE' && user.role === 'MEMBER');
    const [, second] = fields.asked as { query?: { expressionValues: object } }[];
    const sixth = USERS.find(({ id }) => id === members[5])!;
    expect(second?.query?.expressionValues).toMatchObject({ ':high': { S: created(sixth) } });
    expect(items).toHaveLength(5);
  });

  it('goes on where a query ended before its limit, as DynamoDB ends it at 1 MB', () => {
    const read = loadResolver('Query.listUsers/read');
    const page = loadResolver('Query.listUsers/index');
    const args = { filter: { status: 'ACTIVE' }, sort: { field: 'EMAIL' }, limit: 3 };
    const { stash } = page.request({ identity: admin, arguments: args });
    const user = (email: string) => userItem({ id: email, email });
    const first = read.response({
      stash,
      result: { items: [user('a@x.io'), user('c@x.io')], nextToken: 'more' },
    });
    expect(read.request({ stash: first.stash }).result).toMatchObject({
      query: { expressionValues: { ':high': { S: 'c@x.io' } } },
    });
    const second = read.response({
      stash: first.stash,
      result: { items: [user('b@x.io')], nextToken: null },
    });
    const answer = page.response({ stash: second.stash }).result as UserConnection;
    expect(ids(answer.items)).toEqual(['a@x.io', 'b@x.io', 'c@x.io']);
    const next = page.request({
      identity: admin,
      arguments: { ...args, nextToken: answer.nextToken },
    });
    expect(next.stash).toMatchObject({ list: { start: 'c@x.io' }, found: [] });
  });
});
