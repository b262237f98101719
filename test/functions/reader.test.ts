import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { marshall } from '@aws-sdk/util-dynamodb';
import type { DynamoDBStreamEvent } from 'aws-lambda';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { systemClock } from '../../functions/lib/clock.ts';
import { createReader } from '../../functions/lib/parking/reader.ts';
import { createDocuments } from '../../functions/lib/services.ts';
import { handleStreamBatch } from '../../functions/lib/stream-batch.ts';
import { startDynoxide, type Dynoxide } from 'appsync-on-a-laptop/testing/dynoxide';
import { CREDENTIALS, silentLog, TABLE } from '../support/directory.ts';
import { startFaultProxy, type FaultProxy } from '../support/fault-proxy.ts';
import { createUsersTable } from '../support/users-table.ts';
import { userItem } from '../support/user-items.ts';

let dynamodb: Dynoxide;
let aws: FaultProxy;
beforeAll(async () => {
  dynamodb = await startDynoxide();
  aws = await startFaultProxy('http://127.0.0.1:1');
  await createUsersTable(dynamodb.client, TABLE);
  const environment = {
    PARKED_TABLE: TABLE,
    PARKED_QUEUE_URL: `${aws.url}/queue`,
    PARKED_RETRIES: '3',
    AWS_ENDPOINT_URL: aws.url,
    AWS_REGION: 'us-east-1',
    AWS_ACCESS_KEY_ID: CREDENTIALS.accessKeyId,
    AWS_SECRET_ACCESS_KEY: CREDENTIALS.secretAccessKey,
  };
  for (const [name, value] of Object.entries(environment)) vi.stubEnv(name, value);
});
afterAll(async () => {
  vi.unstubAllEnvs();
  await aws[Symbol.asyncDispose]();
  await dynamodb[Symbol.asyncDispose]();
});

test('createReader: answers before Lambda ends it although the queue never does', async () => {
  aws.decide = () => 'hang';
  const client = new DynamoDBClient({
    endpoint: dynamodb.endpoint,
    region: 'us-east-1',
    credentials: CREDENTIALS,
  });
  const log = silentLog;
  const reader = createReader(
    {
      name: 'sync-identity',
      documents: createDocuments(client),
      clock: systemClock,
      log,
      metrics: { count: () => undefined },
    },
    {
      batch: ({ Records }, parking) =>
        handleStreamBatch(Records, {
          log,
          parking,
          handle: () => Promise.reject(new Error('down')),
        }),
      change: () => Promise.resolve(),
    },
  );
  const item = userItem({ id: 'somebody' });
  const dynamodbPart = {
    Keys: marshall({ pk: item.pk, sk: item.sk }),
    NewImage: marshall(item),
    SequenceNumber: '1',
  };
  const event = { Records: [{ dynamodb: dynamodbPart }] } as unknown as DynamoDBStreamEvent;
  const end = performance.now() + 5_000;
  const answer = await reader(event, {
    invokedFunctionArn: 'arn',
    awsRequestId: 'request-1',
    getRemainingTimeInMillis: () => end - performance.now(),
  });
  expect(end - performance.now()).toBeGreaterThan(0);
  expect(answer).toEqual({ batchItemFailures: [{ itemIdentifier: '1' }] });
  expect(aws.asked.map(({ operation }) => operation)).toEqual(['SendMessage']);
});
