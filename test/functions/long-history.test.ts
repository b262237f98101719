import { BatchWriteCommand } from '@aws-sdk/lib-dynamodb';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Search } from '../../model/search.ts';
import { exportUser } from '../../functions/export-user/export-user.ts';
import { createAnswerHandler } from '../../functions/lib/handler.ts';
import { purgeUser } from '../../functions/purge-user/purge-user.ts';
import { searchUsers } from '../../functions/search-users/search-users.ts';
import type { Directory } from '../support/directory.ts';
import { event, silentLog, startDirectory, TABLE } from '../support/directory.ts';

let directory: Directory;
beforeAll(async () => {
  directory = await startDirectory();
});
afterAll(() => directory[Symbol.asyncDispose]());

const CHANGES = 1_000;
const KILOBYTES = 'x'.repeat(4_000);

/** A thousand changes of 4 KB each, and perhaps the deletion. */
async function live(id: string, isDeleted: boolean): Promise<void> {
  const at = '2026-11-23T11:00:00.000Z';
  const entries = Array.from({ length: CHANGES }, (_, index) => ({
    pk: `USER#${id}`,
    sk: `HISTORY#${String(index + 1).padStart(10, '0')}`,
    version: index + 1,
    actor: 'admin-sub',
    at,
    type: isDeleted && index + 1 === CHANGES ? 'DELETED' : 'UPDATED',
    changes: isDeleted ? [] : [{ field: 'lastName', from: null, to: KILOBYTES }],
  }));
  for (let start = 0; start < CHANGES; start += 25) {
    const puts = entries.slice(start, start + 25).map((Item) => ({ PutRequest: { Item } }));
    await directory.documents.send(new BatchWriteCommand({ RequestItems: { [TABLE]: puts } }));
  }
}

test('exportUser: gives a history of 4 MB in parts, each change once and in order', async () => {
  await live('talkative', false);
  const versions: number[] = [];
  let nextToken: string | null = null;
  let parts = 0;
  do {
    const asked = event('exportUser', { id: 'talkative', nextToken });
    const part: Awaited<ReturnType<typeof exportUser>> = await exportUser(
      directory.services,
      asked,
    );
    expect(JSON.stringify(JSON.stringify(part)).length).toBeLessThan(5_000_000);
    versions.push(...part.history.map(({ version }) => version));
    nextToken = part.nextToken ?? null;
    parts += 1;
  } while (nextToken !== null);
  expect(parts).toBeGreaterThan(1);
  expect(versions).toEqual(Array.from({ length: CHANGES }, (_, index) => index + 1));
});

test('exportUser: refuses a token that it did not give', async () => {
  const asked = event('exportUser', { id: 'talkative', nextToken: 'x' });
  await expect(exportUser(directory.services, asked)).rejects.toMatchObject({
    type: 'ValidationFailed',
    info: [{ field: 'nextToken' }],
  });
});

test('purgeUser: says so when the time is over, and goes on when called again', async () => {
  await live('gone', true);
  let left = 10_000;
  const getRemainingTimeInMillis = () => (left -= 20);
  const purge = createAnswerHandler(directory.services, purgeUser);
  const asked = event('purgeUser', { id: 'gone' });
  const short = { awsRequestId: 'request', getRemainingTimeInMillis };
  expect(await purge(asked, short)).toMatchObject({
    error: { type: 'LimitExceeded', message: expect.stringMatching(/again/u) },
  });
  const rest = await directory.items.history('gone');
  expect(rest.length).toBeGreaterThan(1);
  expect(rest.length).toBeLessThan(CHANGES);
  expect(await purge(asked, { awsRequestId: 'request' })).toEqual({ data: 'gone' });
  expect(await directory.items.history('gone')).toMatchObject([{ type: 'DELETED' }]);
});

test('searchUsers: gives up with advice before the time is over', async () => {
  const services = { documents: directory.documents, table: TABLE, maxSearch: 1_000 };
  const search = createAnswerHandler({ ...services, log: silentLog }, searchUsers);
  const source = { partitionKey: 'entity', partitions: ['USER'] } as const;
  const asked = event<Search>('listUsers', {
    order: { ...source, index: 'byCreated', sortKey: 'createdKey', prefix: '' },
    narrowings: [{ ...source, index: 'byName', sortKey: 'nameKey', prefix: 'a' }],
    ascending: true,
    after: null,
    limit: 10,
  });
  const context = { awsRequestId: 'request', getRemainingTimeInMillis: () => 4_000 };
  expect(await search(asked, context)).toMatchObject({
    error: { type: 'LimitExceeded', message: expect.stringMatching(/prefix/u) },
  });
});
