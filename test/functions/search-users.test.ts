import { BatchWriteCommand } from '@aws-sdk/lib-dynamodb';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Search } from '../../model/search.ts';
import { createAnswerHandler } from '../../functions/lib/handler.ts';
import { createDocuments } from '../../functions/lib/services.ts';
import { searchUsers } from '../../functions/search-users/search-users.ts';
import { event, silentLog, TABLE } from '../support/directory.ts';
import { startDynoxide, type Dynoxide } from 'appsync-on-a-laptop/testing/dynoxide';
import { userItem } from '../support/user-items.ts';
import { createUsersTable } from '../support/users-table.ts';

let dynamodb: Dynoxide;
let documents: ReturnType<typeof createDocuments>;
/** Of every query since the last reset: the items it went over. */
let scanned: number[] = [];

const SIZE = 3_000;
const START = Date.UTC(2026, 0, 1);

/** In order of creation: 2,000 called Ada, then 997 called Bea, then 3 called Zoe; addresses run backwards. */
const USERS = Array.from({ length: SIZE }, (_, index) => ({
  id: `id-${String(index).padStart(4, '0')}`,
  email: `${String(SIZE - index).padStart(4, '0')}@example.com`,
  firstName: index < 2_000 ? 'Ada' : index < 2_997 ? 'Bea' : 'Zoe',
  createdAt: new Date(START + index * 1_000).toISOString(),
  status: index % 2 === 0 ? ('ACTIVE' as const) : ('SUSPENDED' as const),
}));

beforeAll(async () => {
  dynamodb = await startDynoxide();
  await createUsersTable(dynamodb.client, TABLE);
  documents = createDocuments(dynamodb.client);
  for (let start = 0; start < SIZE; start += 25) {
    const puts = USERS.slice(start, start + 25).map((user) => ({
      PutRequest: { Item: userItem(user) },
    }));
    await documents.send(new BatchWriteCommand({ RequestItems: { [TABLE]: puts } }));
  }
  documents.middlewareStack.add(
    (next) => async (args) => {
      const answer = await next(args);
      scanned.push((answer.output as { ScannedCount?: number }).ScannedCount ?? 0);
      return answer;
    },
    { step: 'initialize' },
  );
});

afterAll(() => dynamodb[Symbol.asyncDispose]());

const EVERYBODY = { partitionKey: 'entity', partitions: ['USER'] } as const;

/** A page of 10 in order of creation, of those whose name starts so. */
const byCreation = (name: string, over: Partial<Search> = {}): Search => ({
  order: { ...EVERYBODY, index: 'byCreated', sortKey: 'createdKey', prefix: '' },
  narrowings: [{ ...EVERYBODY, index: 'byName', sortKey: 'nameKey', prefix: name }],
  ascending: true,
  after: null,
  limit: 10,
  ...over,
});

async function search(arguments_: Search, maxSearch = 200_000) {
  scanned = [];
  const handler = createAnswerHandler(
    { documents, table: TABLE, maxSearch, log: silentLog },
    searchUsers,
  );
  const answer = await handler(event('listUsers', arguments_), { awsRequestId: 'request' });
  const read = scanned.reduce((sum, one) => sum + one, 0);
  if ('error' in answer) return { error: answer.error, read };
  return { ids: (answer.data as { id: string }[]).map(({ id }) => id), read };
}

const idsFrom = (start: number, end: number) => USERS.slice(start, end).map(({ id }) => id);

describe('search-users: what it finds', () => {
  it('the first users with the prefix, in the order asked for', async () => {
    expect(await search(byCreation('ada'))).toMatchObject({ ids: idsFrom(0, 10) });
    expect(await search(byCreation('bea'))).toMatchObject({ ids: idsFrom(2_000, 2_010) });
    const newest = byCreation('bea', { ascending: false });
    expect(await search(newest)).toMatchObject({ ids: idsFrom(2_987, 2_997).reverse() });
  });

  it('goes on after the user that the page starts after, both ways', async () => {
    const after = `${USERS[2_500]!.createdAt}#${USERS[2_500]!.id}`;
    expect(await search(byCreation('bea', { after }))).toMatchObject({
      ids: idsFrom(2_501, 2_511),
    });
    expect(await search(byCreation('bea', { after, ascending: false }))).toMatchObject({
      ids: idsFrom(2_490, 2_500).reverse(),
    });
  });

  it('nobody when there is nobody', async () => {
    expect(await search(byCreation('nobody'))).toMatchObject({ ids: [] });
  });

  it('puts partitions together', async () => {
    const partitions = {
      partitionKey: 'statusRole',
      partitions: ['ACTIVE#MEMBER', 'SUSPENDED#MEMBER'],
    } as const;
    const wanted = byCreation('bea');
    const order = { ...wanted.order, ...partitions, index: 'byStatusRoleCreated' };
    const narrowings = wanted.narrowings.map((narrowing) => ({
      ...narrowing,
      ...partitions,
      index: 'byStatusRoleName',
    }));
    const both = await search({ ...wanted, order, narrowings });
    expect(both).toMatchObject({ ids: idsFrom(2_000, 2_010) });
  });

  it('those who have two prefixes, in the order of a third field', async () => {
    const two = byCreation('bea');
    const email = { ...EVERYBODY, index: 'byEmail', sortKey: 'email', prefix: '05' } as const;
    const found = await search({ ...two, narrowings: [...two.narrowings, email] });
    // Addresses that start with 05 are of the users 2,401 to 2,500.
    expect(found).toMatchObject({ ids: idsFrom(2_401, 2_411) });
  });
});

describe('search-users: what it reads', () => {
  it('of a rare name all who have it, and as little of the order', async () => {
    const { ids, read } = await search(byCreation('zoe'));
    expect(ids).toEqual(idsFrom(2_997, 3_000));
    expect(read).toBe(250 + 3);
  });

  it('of a common name the order until there are enough, and as little of the name', async () => {
    const { read } = await search(byCreation('ada'));
    expect(read).toBe(250 + 250);
  });

  it('of a name whose users all come late the name alone to its end', async () => {
    const { read } = await search(byCreation('bea'));
    // Rounds of 250, 500 and 1,000: the name ends in the third.
    expect(read).toBe(997 + 250 + 500 + 1_000);
  });

  it('refuses what takes more than it may read, and says what to do', async () => {
    const { error, read } = await search(byCreation('bea'), 1_000);
    expect(error).toMatchObject({
      type: 'LimitExceeded',
      message: expect.stringContaining('give a longer prefix, or sort by the field that has it'),
    });
    expect(read).toBe(2 * (250 + 500));
  });
});
