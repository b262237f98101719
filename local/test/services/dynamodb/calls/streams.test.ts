import { expect, test } from 'vitest';
import { madeCalls, thingsTable } from '../calls-harness.ts';

const { call, streams } = madeCalls();
const { streamArn: StreamArn } = thingsTable();

const beside = (TableName: string): object => ({
  TableName,
  BillingMode: 'PAY_PER_REQUEST',
  AttributeDefinitions: [{ AttributeName: 'pk', AttributeType: 'S' }],
  KeySchema: [{ AttributeName: 'pk', KeyType: 'HASH' }],
  StreamSpecification: { StreamEnabled: true, StreamViewType: 'KEYS_ONLY' },
});

interface Listed {
  readonly Streams: readonly { readonly StreamArn: string; readonly TableName: string }[];
  readonly LastEvaluatedStreamArn?: string;
}

interface Described {
  readonly StreamDescription: { readonly Shards: readonly { readonly ShardId: string }[] };
}

const shardId = async (): Promise<string | undefined> => {
  const { StreamDescription } = (await streams('DescribeStream', { StreamArn })) as Described;
  return StreamDescription.Shards[0]?.ShardId;
};

test('ListStreams: goes on behind ExclusiveStartStreamArn until all are listed once', async () => {
  await call('CreateTable', beside('Alpha'));
  await call('CreateTable', beside('Zeta'));
  const names: string[] = [];
  let start: string | undefined;
  do {
    const page = (await streams('ListStreams', {
      Limit: 1,
      ...(start !== undefined && { ExclusiveStartStreamArn: start }),
    })) as Listed;
    names.push(...page.Streams.map(({ TableName }) => TableName));
    start = page.LastEvaluatedStreamArn;
  } while (start !== undefined && names.length < 10);
  expect(names).toEqual(['Alpha', 'Things', 'Zeta']);
});

test('DescribeStream: finds the stream of a table beside the template by the ARN it answered', async () => {
  await call('CreateTable', beside('Omega'));
  const { Streams } = (await streams('ListStreams', { TableName: 'Omega' })) as Listed;
  expect(await streams('DescribeStream', { StreamArn: Streams[0]?.StreamArn })).toMatchObject({
    StreamDescription: { TableName: 'Omega', StreamArn: Streams[0]?.StreamArn },
  });
});

test('DescribeStream: no shards behind the last one', async () => {
  const ExclusiveStartShardId = await shardId();
  expect(await streams('DescribeStream', { StreamArn, ExclusiveStartShardId })).toMatchObject({
    StreamDescription: { Shards: [] },
  });
});

const refused = (value: number, bound: string): string =>
  `ValidationException: 1 validation error detected: Value '${value}' at 'limit' failed to satisfy constraint: Member must have value ${bound}`;

test.each([
  ['ListStreams', 0, 'greater than or equal to 1'],
  ['ListStreams', 101, 'less than or equal to 100'],
  ['GetRecords', 0, 'greater than or equal to 1'],
  ['GetRecords', -1, 'greater than or equal to 1'],
  ['GetRecords', 1001, 'less than or equal to 1000'],
  ['DescribeStream', 0, 'greater than or equal to 1'],
  ['DescribeStream', 101, 'less than or equal to 100'],
])('%s: Limit %i is refused', async (operation, Limit, bound) => {
  const ShardIterator = 'x';
  expect(await streams(operation, { StreamArn, ShardIterator, Limit })).toBe(refused(Limit, bound));
});

test('GetShardIterator: a shard that is not there is not found', async () => {
  const ShardId = 'shardId-00000000000000000000-deadbeef';
  const ask = { StreamArn, ShardId, ShardIteratorType: 'LATEST' };
  expect(await streams('GetShardIterator', ask)).toBe(
    'ResourceNotFoundException: Requested resource not found: Shard does not exist',
  );
});

test.each(['AT_SEQUENCE_NUMBER', 'AFTER_SEQUENCE_NUMBER'])(
  'GetShardIterator: %s without a SequenceNumber is a ValidationException',
  async (ShardIteratorType) => {
    const ask = { StreamArn, ShardId: await shardId(), ShardIteratorType };
    expect(await streams('GetShardIterator', ask)).toMatch(
      /^ValidationException: .*SequenceNumber/,
    );
  },
);
