import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Table } from '../../../assembly/model.ts';
import type { Log } from '../../../shared/log.ts';

/** A table `Users` (pk, sk) with a stream and one index. */
export function usersTable(change: Record<string, unknown> = {}): Table {
  const streamArn = 'arn:aws:dynamodb:us-east-1:000000000000:table/Users/stream/local';
  return {
    stackName: 'TestStack',
    logicalId: 'Users',
    tableName: 'Users',
    arn: 'arn:aws:dynamodb:us-east-1:000000000000:table/Users',
    streamArn,
    timeToLiveAttribute: 'expiresAt',
    createTableInput: {
      TableName: 'Users',
      BillingMode: 'PAY_PER_REQUEST',
      AttributeDefinitions: [
        { AttributeName: 'pk', AttributeType: 'S' },
        { AttributeName: 'sk', AttributeType: 'S' },
        { AttributeName: 'email', AttributeType: 'S' },
      ],
      KeySchema: [
        { AttributeName: 'pk', KeyType: 'HASH' },
        { AttributeName: 'sk', KeyType: 'RANGE' },
      ],
      GlobalSecondaryIndexes: [
        {
          IndexName: 'byEmail',
          KeySchema: [{ AttributeName: 'email', KeyType: 'HASH' }],
          Projection: { ProjectionType: 'ALL' },
        },
      ],
      StreamSpecification: { StreamEnabled: true, StreamViewType: 'NEW_AND_OLD_IMAGES' },
      ...change,
    },
  };
}

export const temporaryFolder = (): string => mkdtempSync(join(tmpdir(), 'dynamodb-test-'));

/** Keeps what is logged as `level source message`. */
export function recordingLog(): Log & { readonly lines: string[] } {
  const lines: string[] = [];
  return {
    lines,
    info: (source, message) => void lines.push(`info ${source} ${message}`),
    warn: (source, message) => void lines.push(`warn ${source} ${message}`),
    error: (source, message) => void lines.push(`error ${source} ${message}`),
  };
}
