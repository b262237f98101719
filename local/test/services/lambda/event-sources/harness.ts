import { DynamoDBClient, PutItemCommand } from '@aws-sdk/client-dynamodb';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { beforeEach } from 'vitest';
import type { EventSourceMapping, Queue } from '../../../../assembly/model.ts';
import { createDynamodb, type Dynamodb } from '../../../../services/dynamodb/index.ts';
import {
  createEventSources,
  type EventSourceOptions,
  type InvokeResult,
} from '../../../../services/lambda/index.ts';
import { systemClock } from '../../../../shared/clock.ts';
import type { Service } from '../../../../shared/service.ts';
import { usersTable } from '../../dynamodb/builders.ts';
import { codeFolder, recordingLog } from '../builders.ts';
import { cleanups } from '../../../../testing/cleanups.ts';

export const table = usersTable();
export const streamArn = table.streamArn ?? '';
export const queue: Queue = {
  stackName: 'TestStack',
  logicalId: 'DeadLetters',
  queueName: 'dead-letters',
  arn: 'arn:aws:sqs:us-east-1:000000000000:dead-letters',
  url: 'http://127.0.0.1:4000/000000000000/dead-letters',
};

export const mapping = (change: Partial<EventSourceMapping> = {}): EventSourceMapping => ({
  stackName: 'TestStack',
  logicalId: 'Feed',
  id: 'feed-mapping',
  functionArn: 'arn:aws:lambda:us-east-1:000000000000:function:feed',
  eventSourceArn: streamArn,
  batchSize: 100,
  startingPosition: 'TRIM_HORIZON',
  bisectBatchOnFunctionError: false,
  maximumRetryAttempts: 1,
  maximumRecordAgeInSeconds: -1,
  maximumBatchingWindow: 0,
  parallelizationFactor: 1,
  reportBatchItemFailures: false,
  onFailureArn: queue.arn,
  filters: [],
  enabled: true,
  ...change,
});

interface ReceivedRecord {
  readonly eventID: string;
  readonly eventName: string;
  readonly dynamodb: { readonly Keys: { readonly pk: { readonly S: string } } };
}

/** A function that keeps the records it was called with. */
export function receiver(answer: () => InvokeResult = () => ({ ok: true, payload: null })): {
  readonly records: ReceivedRecord[];
  readonly batches: number[];
  readonly keys: string[];
  invoke(name: string, event: unknown): Promise<InvokeResult>;
} {
  const records: ReceivedRecord[] = [];
  const batches: number[] = [];
  return {
    records,
    batches,
    get keys() {
      return records.map((record) => record.dynamodb.Keys.pk.S);
    },
    invoke(_name, event) {
      const { Records } = event as { readonly Records: readonly ReceivedRecord[] };
      records.push(...Records);
      batches.push(Records.length);
      return Promise.resolve(answer());
    },
  };
}

/** The engine of the test at hand, on a data folder of its own. */
export const system = {} as {
  dynamodb: Dynamodb;
  sdk: DynamoDBClient;
  dataFolder: string;
  checkpointFile: string;
};

/** Starts it before each test of a file. */
export function systemOfEachTest(): void {
  beforeEach(async () => {
    system.dataFolder = codeFolder({});
    system.checkpointFile = join(system.dataFolder, 'event-sources.sqlite');
    const { dataFolder } = system;
    system.dynamodb = createDynamodb({ dataFolder, tables: [table], log: recordingLog() });
    await system.dynamodb.start();
    system.sdk = clientOf(system.dynamodb);
    cleanups.push(() => system.dynamodb.stop());
  });
}

export const clientOf = ({ endpoint }: Dynamodb): DynamoDBClient =>
  new DynamoDBClient({
    endpoint,
    region: 'us-east-1',
    credentials: { accessKeyId: 'local', secretAccessKey: 'local' },
  });

export const put = (pk: string, more: Record<string, unknown> = {}): Promise<unknown> =>
  system.sdk.send(
    new PutItemCommand({
      TableName: 'Users',
      Item: { pk: { S: pk }, sk: { S: 'PROFILE' }, ...(more as object) },
    }),
  );

export async function feeding(
  mappings: readonly EventSourceMapping[],
  lambda: EventSourceOptions['lambda'],
  change: Partial<EventSourceOptions> = {},
): Promise<Service> {
  const service = createEventSources(mappings, {
    tables: [table],
    queues: [queue],
    lambda,
    dynamodbEndpoint: system.dynamodb.endpoint,
    checkpointFile: system.checkpointFile,
    clock: systemClock,
    log: recordingLog(),
    ...change,
  });
  cleanups.push(() => service.stop());
  await service.start();
  return service;
}

export function enginePid(): number {
  const lock = readFileSync(join(system.dataFolder, 'dynamodb.lock'), 'utf8');
  return (JSON.parse(lock) as { engine: { pid: number } }).engine.pid;
}

/** Rows of the checkpoint file. */
export function query(sql: string): Record<string, unknown>[] {
  const database = new DatabaseSync(system.checkpointFile, { readOnly: true });
  const rows = database.prepare(sql).all();
  database.close();
  return rows;
}
