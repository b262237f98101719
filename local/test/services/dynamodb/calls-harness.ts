import { afterAll, beforeAll } from 'vitest';
import type { Table } from '../../../assembly/model.ts';
import {
  createApiClient,
  createDynamodb,
  type Dynamodb,
} from '../../../services/dynamodb/index.ts';
import { silentLog } from '../../../shared/log.ts';
import { temporaryFolder, usersTable } from './builders.ts';

/** A table keyed by text and number, with a global index of keys only and a local one. */
export const thingsTable = (): Table => ({
  ...usersTable(),
  logicalId: 'Things',
  tableName: 'Things',
  arn: 'arn:aws:dynamodb:eu-west-1:111122223333:table/Things',
  streamArn: 'arn:aws:dynamodb:eu-west-1:111122223333:table/Things/stream/2026-01-01T00:00:00.000',
  timeToLiveAttribute: null,
  createTableInput: {
    TableName: 'Things',
    BillingMode: 'PAY_PER_REQUEST',
    AttributeDefinitions: [
      { AttributeName: 'pk', AttributeType: 'S' },
      { AttributeName: 'sk', AttributeType: 'N' },
      { AttributeName: 'g', AttributeType: 'S' },
      { AttributeName: 'h', AttributeType: 'S' },
      { AttributeName: 'byl', AttributeType: 'S' },
    ],
    LocalSecondaryIndexes: [
      {
        IndexName: 'byL',
        KeySchema: [
          { AttributeName: 'pk', KeyType: 'HASH' },
          { AttributeName: 'byl', KeyType: 'RANGE' },
        ],
        Projection: { ProjectionType: 'KEYS_ONLY' },
      },
    ],
    KeySchema: [
      { AttributeName: 'pk', KeyType: 'HASH' },
      { AttributeName: 'sk', KeyType: 'RANGE' },
    ],
    GlobalSecondaryIndexes: [
      {
        IndexName: 'byG',
        KeySchema: [
          { AttributeName: 'g', KeyType: 'HASH' },
          { AttributeName: 'h', KeyType: 'RANGE' },
        ],
        Projection: { ProjectionType: 'KEYS_ONLY' },
      },
    ],
    StreamSpecification: { StreamEnabled: true, StreamViewType: 'NEW_AND_OLD_IMAGES' },
  },
});

export const home = { region: 'eu-west-1', accountId: '111122223333' };

export interface MadeCalls {
  readonly dynamodb: () => Dynamodb;
  /** What a call answers: `Exception: its message`, or its output. */
  readonly call: (operation: string, input: object) => Promise<unknown>;
  /** The same of the streams' API. */
  readonly streams: (operation: string, input: object) => Promise<unknown>;
}

/** The layer before the real engine, for the tests of a file. */
export function madeCalls(): MadeCalls {
  let dynamodb: Dynamodb;
  beforeAll(async () => {
    const tables = [thingsTable()];
    dynamodb = createDynamodb({ dataFolder: temporaryFolder(), tables, home, log: silentLog });
    await dynamodb.start();
  });
  afterAll(() => dynamodb.stop());
  const of =
    (api: 'DynamoDB' | 'DynamoDBStreams') =>
    async (operation: string, input: object): Promise<unknown> => {
      const client = createApiClient({ endpoint: dynamodb.endpoint, api });
      try {
        return await dynamodb.calls.make(operation, { ...input }, (name, sent) =>
          client.call(name, sent),
        );
      } catch (error) {
        return String(error);
      } finally {
        client.close();
      }
    };
  return { dynamodb: () => dynamodb, call: of('DynamoDB'), streams: of('DynamoDBStreams') };
}
