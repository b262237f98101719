import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { QueryListUsersArgs, UserConnection } from '../../generated/schema-types.ts';
import { signInKey } from '../../model/keys.ts';
import { admin } from '../support/callers.ts';
import { startFields, type Fields } from '../support/fields.ts';
import { FAILURE, loadResolver } from '../support/resolver.ts';
import { userItem } from '../support/user-items.ts';

let fields: Fields;
beforeAll(async () => {
  fields = await startFields();
});
afterAll(() => fields[Symbol.asyncDispose]());

describe('Query.listUsers: the last sign-ins, which are beside the records', () => {
  const FIRST = '2026-02-01T00:00:00.000Z';
  const LAST = '2026-03-01T00:00:00.000Z';
  const SELECTION = '{ items { id lastSignInAt } nextToken }';
  // Of a table of old, of one who was restored: the record has the later time.
  const PEOPLE = [
    { id: 'signs-0', own: FIRST, beside: LAST, told: LAST },
    { id: 'signs-1', own: LAST, beside: FIRST, told: LAST },
    { id: 'signs-2', own: FIRST, beside: null, told: FIRST },
    { id: 'signs-3', own: null, beside: null, told: null },
  ];
  const args = { filter: { namePrefix: 'Signs In' }, limit: 10 };
  const page = async (selection: string, others: QueryListUsersArgs = {}) => {
    const call = { identity: admin, arguments: { ...args, ...others }, selection };
    return fields.run('Query.listUsers', call);
  };
  const read = () => fields.asked.map(({ operation }) => operation);

  beforeAll(() =>
    fields.put([
      userItem({ id: 'ada' }),
      ...PEOPLE.flatMap(({ id, own, beside }) => [
        {
          ...userItem({ id, firstName: 'Signs', lastName: 'In', role: 'ADMIN' }),
          ...(own ? { lastSignInAt: own } : {}),
        },
        ...(beside ? [{ ...signInKey(id), lastSignInAt: beside }] : []),
      ]),
    ]),
  );

  it.each([
    ['one index', {}, ['Query', 'BatchGetItem']],
    [
      'several partitions',
      { filter: { ...args.filter, status: 'ACTIVE' } },
      ['Query', 'Query', 'BatchGetItem'],
    ],
    ['a search', { sort: { field: 'EMAIL' } }, ['Invoke', 'BatchGetItem']],
  ] as const)(
    'of %s: tells the later time of each, read at once',
    async (_, others, operations) => {
      const { value } = await page(SELECTION, others);
      const told = (value as UserConnection).items.map(({ id, lastSignInAt }) => [
        id,
        lastSignInAt ?? null,
      ]);
      expect(told).toEqual(PEOPLE.map((person) => [person.id, person.told]));
      expect(read()).toEqual(operations);
    },
  );

  it('reads those alone of the page who have signed in', async () => {
    await page(SELECTION, { limit: 1 });
    const [, batch] = fields.asked as { tables?: Record<string, { keys: unknown[] }> }[];
    expect(batch?.tables?.[fields.table]?.keys).toEqual([
      { pk: { S: 'USER#signs-0' }, sk: { S: 'SIGN_IN' } },
    ]);
    await page(SELECTION, { filter: { namePrefix: 'Ada' } });
    expect(read()).toEqual(['Query']);
  });

  // https://docs.aws.amazon.com/appsync/latest/devguide/resolver-context-reference-js.html
  it.each([
    ['{ items { id when: lastSignInAt } }', true],
    ['{ items { ... on User { lastSignInAt } } }', true],
    ['{ items { ...UserFields } }', true],
    ['{ items { ... onlySome } }', true],
    ['{ items { id ... on User { email } } nextToken }', false],
    ['{ items { id ... @include(if: $all) { email } ... { phone } } }', false],
    ['{ nextToken }', false],
  ])('%s: reads them, %j', async (selection, reads) => {
    await page(selection);
    expect(read()).toEqual(reads ? ['Query', 'BatchGetItem'] : ['Query']);
  });

  it('answers LimitExceeded when DynamoDB leaves some of them for another time, rather than an old time', () => {
    const { response } = loadResolver('Query.listUsers/signIns');
    const stash = { found: [], limit: 10 };
    const left = { data: { Users: [] }, unprocessedKeys: { Users: [{ pk: 'x', sk: 'SIGN_IN' }] } };
    expect(response({ stash, result: left }).error).toMatchObject({ type: 'LimitExceeded' });
    expect(response({ stash, error: FAILURE }).error).toMatchObject({ type: 'InternalError' });
    const all = { data: { Users: [null] }, unprocessedKeys: {} };
    expect(response({ stash, result: all }).error).toBeNull();
  });
});
