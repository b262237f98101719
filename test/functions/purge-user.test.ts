import { PutCommand } from '@aws-sdk/lib-dynamodb';
import type { DynamoDBRecord } from 'aws-lambda';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { systemClock } from '../../functions/lib/clock.ts';
import {
  createParkedChanges,
  personKey,
  READERS,
} from '../../functions/lib/parking/parked-changes.ts';
import { historyKey } from '../../model/keys.ts';
import { createDocuments } from '../../functions/lib/services.ts';
import { startDynoxide, type Dynoxide } from 'appsync-on-a-laptop/testing/dynoxide';
import { CREDENTIALS, event, TABLE } from '../support/directory.ts';
import { createUsersTable } from '../support/users-table.ts';

let dynamodb: Dynoxide;
beforeAll(async () => {
  dynamodb = await startDynoxide();
  await createUsersTable(dynamodb.client, TABLE);
  const environment = {
    USERS_TABLE: TABLE,
    PARKED_TABLE: TABLE,
    AWS_ENDPOINT_URL: dynamodb.endpoint,
    AWS_REGION: 'us-east-1',
    AWS_ACCESS_KEY_ID: CREDENTIALS.accessKeyId,
    AWS_SECRET_ACCESS_KEY: CREDENTIALS.secretAccessKey,
  };
  for (const [name, value] of Object.entries(environment)) vi.stubEnv(name, value);
});
afterAll(async () => {
  vi.unstubAllEnvs();
  await dynamodb[Symbol.asyncDispose]();
});

const changeOf = (SequenceNumber: string, eventName: DynamoDBRecord['eventName']) => ({
  eventName,
  dynamodb: { SequenceNumber },
});

test('purgeUser: forgets what the readers have set aside of the person, but for the deletion', async () => {
  const id = '6f8d3a52-3d4e-4d0b-9f57-0c4a3e7d9b11';
  const documents = createDocuments(dynamodb.client);
  const tombstone = { type: 'DELETED', version: 2, actor: 'a', at: 'then', changes: [] };
  await documents.send(
    new PutCommand({ TableName: TABLE, Item: { ...historyKey(id, 2), ...tombstone } }),
  );
  const parked = createParkedChanges(documents, TABLE, systemClock);
  const people = READERS.map((reader) => personKey(reader, id));
  for (const person of people) {
    await parked.put(person, [changeOf('1', 'MODIFY'), changeOf('2', 'REMOVE')]);
  }
  const { handler } = await import('../../functions/purge-user/index.ts');
  expect(await handler(event('purgeUser', { id }), { awsRequestId: 'request' })).toEqual({
    data: id,
  });
  for (const person of people) {
    expect(await parked.first(person)).toMatchObject({ record: { eventName: 'REMOVE' } });
  }
});
