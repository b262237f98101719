import { expect, test } from 'vitest';
import { madeCalls, thingsTable } from '../calls-harness.ts';

const { call, streams } = madeCalls();
const { arn, streamArn } = thingsTable();
const Key = { pk: { S: 'arns' }, sk: { N: '1' } };
const own = { ReturnConsumedCapacity: 'TOTAL' };

test('TableName: an ARN is taken by every operation on items, and answered', async () => {
  const capacity = { ConsumedCapacity: { TableName: arn } };
  expect(await call('PutItem', { TableName: arn, Item: Key, ...own })).toMatchObject(capacity);
  expect(await call('GetItem', { TableName: arn, Key, ...own })).toMatchObject({
    Item: Key,
    ...capacity,
  });
  expect(await call('Scan', { TableName: arn, ...own })).toMatchObject({ Count: 1, ...capacity });
  const query = { KeyConditionExpression: 'pk = :p', ExpressionAttributeValues: { ':p': Key.pk } };
  expect(await call('Query', { TableName: arn, ...query })).toMatchObject({ Count: 1 });
  const update = { UpdateExpression: 'SET l = :l', ExpressionAttributeValues: { ':l': { L: [] } } };
  expect(await call('UpdateItem', { TableName: arn, Key, ...update })).toEqual({});
  expect(await call('BatchGetItem', { RequestItems: { [arn]: { Keys: [Key] } } })).toMatchObject({
    Responses: { [arn]: [Key] },
  });
  const Put = { TableName: arn, Item: Key };
  expect(await call('TransactWriteItems', { TransactItems: [{ Put }] })).toEqual({});
  const Get = { TableName: arn, Key };
  expect(await call('TransactGetItems', { TransactItems: [{ Get }] })).toMatchObject({
    Responses: [{ Item: Key }],
  });
  const RequestItems = { [arn]: [{ DeleteRequest: { Key } }] };
  expect(await call('BatchWriteItem', { RequestItems })).toMatchObject({ UnprocessedItems: {} });
});

test('TableName: an ARN of another region or account is not found', async () => {
  for (const other of [arn.replace('eu-west-1', 'us-east-2'), arn.replace('1111', '9999')]) {
    expect(await call('GetItem', { TableName: other, Key })).toBe(
      'ResourceNotFoundException: Requested resource not found',
    );
  }
});

test('DescribeTable: answers ARNs of the app, by name and by ARN', async () => {
  for (const TableName of ['Things', arn]) {
    expect(await call('DescribeTable', { TableName })).toMatchObject({
      Table: {
        TableArn: arn,
        LatestStreamArn: streamArn,
        LatestStreamLabel: '2026-01-01T00:00:00.000',
        GlobalSecondaryIndexes: [{ IndexArn: `${arn}/index/byG` }],
      },
    });
  }
});

test('CreateTable: a table beside the template is in the region and account of the app', async () => {
  const Beside = {
    TableName: 'Beside',
    BillingMode: 'PAY_PER_REQUEST',
    AttributeDefinitions: [{ AttributeName: 'pk', AttributeType: 'S' }],
    KeySchema: [{ AttributeName: 'pk', KeyType: 'HASH' }],
  };
  const TableArn = 'arn:aws:dynamodb:eu-west-1:111122223333:table/Beside';
  expect(await call('CreateTable', Beside)).toMatchObject({ TableDescription: { TableArn } });
  expect(await call('DescribeTable', { TableName: TableArn })).toMatchObject({
    Table: { TableArn },
  });
});

test('streams: answer to the ARN of the template, with its region', async () => {
  await call('PutItem', { TableName: 'Things', Item: { ...Key, n: { N: '1' } } });
  expect(await streams('ListStreams', { TableName: arn })).toMatchObject({
    Streams: [{ StreamArn: streamArn, TableName: 'Things' }],
  });
  const described = (await streams('DescribeStream', { StreamArn: streamArn })) as {
    StreamDescription: { StreamArn: string; Shards: { ShardId: string }[] };
  };
  expect(described.StreamDescription.StreamArn).toBe(streamArn);
  const [shard] = described.StreamDescription.Shards;
  const { ShardIterator } = (await streams('GetShardIterator', {
    StreamArn: streamArn,
    ShardId: shard?.ShardId,
    ShardIteratorType: 'TRIM_HORIZON',
  })) as { ShardIterator: string };
  const { Records } = (await streams('GetRecords', { ShardIterator })) as { Records: object[] };
  expect(Records.at(-1)).toMatchObject({ awsRegion: 'eu-west-1' });
});
