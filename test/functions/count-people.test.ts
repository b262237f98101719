import { PutCommand } from '@aws-sdk/lib-dynamodb';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { countPeople } from '../../functions/count-people/count-people.ts';
import { logPeople } from '../../functions/count-people/log-people.ts';
import { STATS_KEY } from '../../model/keys.ts';
import type { Directory } from '../support/directory.ts';
import { silentLog, startDirectory, TABLE } from '../support/directory.ts';

let directory: Directory;
beforeAll(async () => {
  directory = await startDirectory();
});
afterEach(() => directory.mend());
afterAll(() => directory[Symbol.asyncDispose]());

const DAY = 24 * 60 * 60 * 1000;

function count() {
  const { documents, clock } = directory;
  return countPeople({ documents, table: TABLE, clock });
}

test('countPeople: nobody in a directory that is new', async () => {
  expect(await count()).toEqual({
    byStatus: { ACTIVE: 0, INVITED: 0, SUSPENDED: 0 },
    expiredInvitations: 0,
  });
});

test('countPeople: tells what userStats tells, and whose invitation is over, of each role', async () => {
  const Item = { ...STATS_KEY, total: 9, ACTIVE: 6, INVITED: 3, MEMBER: 9 };
  await directory.documents.send(new PutCommand({ TableName: TABLE, Item }));
  await directory.create();
  await directory.create({ role: 'ADMIN' });
  directory.clock.advance(7 * DAY - 1);
  await directory.create();
  expect((await count()).expiredInvitations).toBe(0);
  directory.clock.advance(1);
  expect(await count()).toEqual({
    byStatus: { ACTIVE: 6, INVITED: 3, SUSPENDED: 0 },
    expiredInvitations: 2,
  });
});

test('countPeople: reads all pages', async () => {
  const { expiredInvitations } = await count();
  let pages = 0;
  directory.tableProxy.decide = (operation, input) => {
    if (operation !== 'Query' || input['ExclusiveStartKey'] !== undefined) return 'forward';
    pages += 1;
    const of = (input['ExpressionAttributeValues'] as Readonly<Record<string, object>>)[
      ':statusRole'
    ];
    const LastEvaluatedKey = {
      pk: { S: 'USER#0' },
      sk: { S: 'PROFILE' },
      statusRole: of,
      createdKey: { S: '2000-01-01T00:00:00.000Z#0' },
    };
    return { status: 200, body: { Count: 100, LastEvaluatedKey } };
  };
  expect((await count()).expiredInvitations).toBe(expiredInvitations + 100 * pages);
  expect(pages).toBe(2);
});

test('logPeople: writes a line for each metric, with nobody in it', () => {
  const lines: unknown[] = [];
  const log = { ...silentLog, info: (_: string, details: unknown) => void lines.push(details) };
  logPeople(log, {
    byStatus: { ACTIVE: 6, INVITED: 3, SUSPENDED: 1 },
    expiredInvitations: 2,
  });
  expect(lines).toMatchObject([
    { status: 'INVITED', People: 3 },
    { status: 'ACTIVE', People: 6 },
    { status: 'SUSPENDED', People: 1 },
    { state: 'EXPIRED', Invitations: 2 },
  ]);
});
