import type { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { CreateTableCommand, ListTablesCommand } from '@aws-sdk/client-dynamodb';
import {
  type _Record,
  DescribeStreamCommand,
  DynamoDBStreamsClient,
  GetRecordsCommand,
  GetShardIteratorCommand,
  ListStreamsCommand,
} from '@aws-sdk/client-dynamodb-streams';
import type { DynamoDBRecord } from 'aws-lambda';

const INDEXES = {
  byEmail: ['entity', 'email'],
  byName: ['entity', 'nameKey'],
  byCreated: ['entity', 'createdKey'],
  byStatusRoleEmail: ['statusRole', 'email'],
  byStatusRoleName: ['statusRole', 'nameKey'],
  byStatusRoleCreated: ['statusRole', 'createdKey'],
} as const;

/** Indexes of words hold what a search sifts and puts in order, and no more. */
const WORD_INDEXES = {
  byWord1: ['entity', 'word1'],
  byWord2: ['entity', 'word2'],
  byWord3: ['entity', 'word3'],
  byWord4: ['entity', 'word4'],
} as const;
const IN_WORD_INDEXES = ['email', 'nameKey', 'createdKey', 'statusRole', 'words'];

/** Makes the Users table as the stack does: keys, indexes and stream. */
export async function createUsersTable(client: DynamoDBClient, name: string): Promise<void> {
  const keys = [...Object.values(INDEXES), ...Object.values(WORD_INDEXES)].flat();
  const attributes = new Set(['pk', 'sk', ...keys]);
  await client.send(
    new CreateTableCommand({
      TableName: name,
      BillingMode: 'PAY_PER_REQUEST',
      AttributeDefinitions: [...attributes].map((attribute) => ({
        AttributeName: attribute,
        AttributeType: 'S',
      })),
      KeySchema: keySchema('pk', 'sk'),
      GlobalSecondaryIndexes: [
        ...Object.entries(INDEXES).map(([IndexName, [hash, range]]) => ({
          IndexName,
          KeySchema: keySchema(hash, range),
          Projection: { ProjectionType: 'ALL' as const },
        })),
        ...Object.entries(WORD_INDEXES).map(([IndexName, [hash, range]]) => ({
          IndexName,
          KeySchema: keySchema(hash, range),
          Projection: { ProjectionType: 'INCLUDE' as const, NonKeyAttributes: IN_WORD_INDEXES },
        })),
      ],
      StreamSpecification: { StreamEnabled: true, StreamViewType: 'NEW_AND_OLD_IMAGES' },
    }),
  );
}

const keySchema = (hash: string, range: string) => [
  { AttributeName: hash, KeyType: 'HASH' as const },
  { AttributeName: range, KeyType: 'RANGE' as const },
];

/** All records of the table's stream so far, in the form Lambda gives them to a function. */
export async function readStream(endpoint: string, table: string): Promise<DynamoDBRecord[]> {
  const credentials = { accessKeyId: 'local', secretAccessKey: 'local' };
  const streams = new DynamoDBStreamsClient({ endpoint, region: 'us-east-1', credentials });
  const { Streams } = await streams.send(new ListStreamsCommand({ TableName: table }));
  const StreamArn = Streams?.[0]?.StreamArn;
  const { StreamDescription } = await streams.send(new DescribeStreamCommand({ StreamArn }));
  const records: DynamoDBRecord[] = [];
  for (const { ShardId } of StreamDescription?.Shards ?? []) {
    let next = (
      await streams.send(
        new GetShardIteratorCommand({ StreamArn, ShardId, ShardIteratorType: 'TRIM_HORIZON' }),
      )
    ).ShardIterator;
    while (next !== undefined) {
      const page = await streams.send(new GetRecordsCommand({ ShardIterator: next }));
      records.push(...(page.Records ?? []).map(toLambdaRecord));
      next = page.Records?.length ? page.NextShardIterator : undefined;
    }
  }
  return records;
}

function toLambdaRecord(record: _Record): DynamoDBRecord {
  const { ApproximateCreationDateTime, ...rest } = record.dynamodb ?? {};
  return {
    ...record,
    dynamodb: {
      ...rest,
      ApproximateCreationDateTime: Math.floor((ApproximateCreationDateTime?.getTime() ?? 0) / 1000),
    },
  } as DynamoDBRecord;
}

/** The name of the table of users among those of a running system. */
export async function findUsersTable(client: Pick<DynamoDBClient, 'send'>): Promise<string> {
  const { TableNames = [] } = await client.send(new ListTablesCommand({}));
  const found = TableNames.find((name) => name.includes('UsersTable'));
  if (found === undefined) throw new Error(`no table of users among ${TableNames.join(', ')}`);
  return found;
}
