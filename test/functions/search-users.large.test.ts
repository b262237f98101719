import { BatchWriteCommand } from '@aws-sdk/lib-dynamodb';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { createAnswerHandler } from '../../functions/lib/handler.ts';
import { createDocuments } from '../../functions/lib/services.ts';
import { searchUsers } from '../../functions/search-users/search-users.ts';
import { event, silentLog, TABLE } from '../support/directory.ts';
import { startDynoxide, type Dynoxide } from 'appsync-on-a-laptop/testing/dynoxide';
import { userItem } from '../support/user-items.ts';
import { createUsersTable } from '../support/users-table.ts';

// DynamoDB reads 1 MB at a time: 200 of these, fewer than the first read asks for.
const SIZE = 500;
const BYTES = 5_200;

/** In order of creation: Ada, and among the last hundred every tenth Zoe. */
const nameOf = (index: number) => (index >= 400 && index % 10 === 0 ? 'Zoe' : 'Ada');
const idOf = (index: number) => `id-${String(index).padStart(4, '0')}`;

let dynamodb: Dynoxide;
let documents: ReturnType<typeof createDocuments>;
let pages = 0;
beforeAll(async () => {
  dynamodb = await startDynoxide();
  await createUsersTable(dynamodb.client, TABLE);
  documents = createDocuments(dynamodb.client);
  const items = Array.from({ length: SIZE }, (_, index) => ({
    ...userItem({
      id: idOf(index),
      firstName: nameOf(index),
      createdAt: new Date(Date.UTC(2026, 0, 1) + index * 1_000).toISOString(),
    }),
    attributes: JSON.stringify({ text: 'x'.repeat(BYTES) }),
  }));
  for (let start = 0; start < SIZE; start += 25) {
    const puts = items.slice(start, start + 25).map((Item) => ({ PutRequest: { Item } }));
    await documents.send(new BatchWriteCommand({ RequestItems: { [TABLE]: puts } }));
  }
  documents.middlewareStack.add(
    (next) => (args) => {
      pages += 1;
      return next(args);
    },
    { step: 'initialize' },
  );
});
afterAll(() => dynamodb[Symbol.asyncDispose]());

const search = (prefix: string, limit: number, after: string | null = null) => {
  const everybody = { partitionKey: 'entity', partitions: ['USER'] } as const;
  const run = createAnswerHandler(
    { documents, table: TABLE, maxSearch: 200_000, log: silentLog },
    searchUsers,
  );
  const asked = event('listUsers', {
    order: { ...everybody, index: 'byCreated', sortKey: 'createdKey', prefix: '' } as const,
    narrowings: [{ ...everybody, index: 'byName', sortKey: 'nameKey', prefix } as const],
    ascending: true,
    after,
    limit,
  });
  return run(asked, { awsRequestId: 'request' });
};

const idsOf = ({ data }: object & { readonly data?: unknown }) =>
  (data as readonly { readonly id: string }[]).map(({ id }) => id);

it('searchUsers: goes through users so large that DynamoDB reads fewer at a time than asked for', async () => {
  const expected = Array.from({ length: SIZE }, (_, index) => index)
    .filter((index) => nameOf(index) === 'Zoe')
    .map(idOf);
  expect(idsOf(await search('zoe', 100))).toEqual(expected);
});

it('searchUsers: a full page of such users is whole, and fits what Lambda may answer', async () => {
  pages = 0;
  const answer = await search('a', 300);
  expect(idsOf(answer)).toEqual(Array.from({ length: 300 }, (_, index) => idOf(index)));
  expect(pages).toBeGreaterThan(1);
  // https://docs.aws.amazon.com/lambda/latest/dg/gettingstarted-limits.html
  expect(Buffer.byteLength(JSON.stringify(answer))).toBeLessThan(6 * 1024 * 1024);
});
