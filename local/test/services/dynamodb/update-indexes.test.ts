import { DescribeTableCommand, PutItemCommand, QueryCommand } from '@aws-sdk/client-dynamodb';
import { expect, test } from 'vitest';
import { client, item, started } from './harness.ts';
import { recordingLog, temporaryFolder, usersTable } from './builders.ts';

test('start: adds an index the template has gained, with the items already there', async () => {
  const dataFolder = temporaryFolder();
  const before = usersTable({
    GlobalSecondaryIndexes: undefined,
    AttributeDefinitions: [
      { AttributeName: 'pk', AttributeType: 'S' },
      { AttributeName: 'sk', AttributeType: 'S' },
    ],
  });
  const first = await started({ dataFolder, tables: [before] });
  await client(first.endpoint).send(new PutItemCommand({ TableName: 'Users', Item: item }));
  await first.stop();
  const second = await started({ dataFolder });
  const found = await client(second.endpoint).send(
    new QueryCommand({
      TableName: 'Users',
      IndexName: 'byEmail',
      KeyConditionExpression: 'email = :email',
      ExpressionAttributeValues: { ':email': item.email },
    }),
  );
  expect(found.Items).toEqual([item]);
});

test('start: says how many items an index misses that have one of its keys', async () => {
  const dataFolder = temporaryFolder();
  const first = await started({ dataFolder });
  const put = (sk: string, more: Record<string, { S: string }>): Promise<unknown> =>
    client(first.endpoint).send(
      new PutItemCommand({
        TableName: 'Users',
        Item: { pk: { S: 'x' }, sk: { S: sk }, ...more },
      }),
    );
  await put('both', { kind: { S: 'USER' }, name: { S: 'ada' } });
  await put('old 1', { kind: { S: 'USER' } });
  await put('old 2', { kind: { S: 'USER' } });
  await put('of another kind', {});
  await first.stop();
  const log = recordingLog();
  const byName = {
    IndexName: 'byName',
    KeySchema: [
      { AttributeName: 'kind', KeyType: 'HASH' },
      { AttributeName: 'name', KeyType: 'RANGE' },
    ],
    Projection: { ProjectionType: 'ALL' },
  };
  const wanted = usersTable({
    AttributeDefinitions: ['pk', 'sk', 'kind', 'name'].map((AttributeName) => ({
      AttributeName,
      AttributeType: 'S',
    })),
    GlobalSecondaryIndexes: [byName],
  });
  await started({ dataFolder, tables: [wanted], log });
  expect(log.lines).toContain(
    'info dynamodb created index byName (without 2 items that lack one of kind and name) of table Users',
  );
});

test('start: removes an index the template has lost', async () => {
  const dataFolder = temporaryFolder();
  await (await started({ dataFolder })).stop();
  const log = recordingLog();
  const { endpoint } = await started({
    dataFolder,
    tables: [usersTable({ GlobalSecondaryIndexes: [] })],
    log,
  });
  const { Table } = await client(endpoint).send(new DescribeTableCommand({ TableName: 'Users' }));
  expect(Table?.GlobalSecondaryIndexes ?? []).toEqual([]);
  expect(log.lines).toContain('info dynamodb removed index byEmail of table Users');
});
