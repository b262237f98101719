import { randomUUID } from 'node:crypto';
import { CreateTableCommand, type DynamoDBClient } from '@aws-sdk/client-dynamodb';
import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { marshall } from '@aws-sdk/util-dynamodb';
import type { DynamoDBRecord, SQSRecord } from 'aws-lambda';
import {
  createParkedChanges,
  type ReaderName,
} from '../../functions/lib/parking/parked-changes.ts';
import { createParking } from '../../functions/lib/parking/parking.ts';
import { toChange, type RecordChange } from '../../functions/lib/record-change.ts';
import { handleStreamBatch } from '../../functions/lib/stream-batch.ts';
import { silentLog } from './directory.ts';
import { userItem } from './user-items.ts';

/** The table of changes that were set aside. */
export const PARKED = 'Parked';

/** Makes that table, as cdk/parked-changes.ts does. */
export async function createParkedTable(client: DynamoDBClient): Promise<void> {
  const attribute = (AttributeName: string) => ({ AttributeName, AttributeType: 'S' as const });
  const key = (AttributeName: string, KeyType: 'HASH' | 'RANGE') => ({ AttributeName, KeyType });
  await client.send(
    new CreateTableCommand({
      TableName: PARKED,
      BillingMode: 'PAY_PER_REQUEST',
      AttributeDefinitions: [attribute('pk'), attribute('sk')],
      KeySchema: [key('pk', 'HASH'), key('sk', 'RANGE')],
    }),
  );
}

/** A reader with its parking, as it stands in one invocation after another. */
export function createReader({
  name = 'sync-identity',
  retries = 188,
  documents,
}: {
  readonly name?: ReaderName;
  readonly retries?: number;
  readonly documents: DynamoDBDocumentClient;
}) {
  let now = Date.parse('2026-11-23T10:00:00.000Z');
  const clock = { now: () => now, wait: () => Promise.resolve() };
  const woken: { person: string; delay: number }[] = [];
  const counted: string[] = [];
  const givenUp: DynamoDBRecord[] = [];
  const handled: string[] = [];
  const changes = createParkedChanges(documents, PARKED, clock);
  /** What befalls it; nothing at first. */
  const fine = (): Promise<void> => Promise.resolve();
  const faults: Record<'handle' | 'wake', () => Promise<unknown>> = { handle: fine, wake: fine };
  const run = async (change: RecordChange) => {
    await faults.handle();
    handled.push(`${change.id} ${change.after?.version ?? 'gone'}`);
  };
  const parking = createParking({
    reader: name,
    changes,
    async wake(person, delay) {
      await faults.wake();
      woken.push({ person, delay });
    },
    giveUp: (record) => Promise.resolve(void givenUp.push(record)),
    retries,
    clock,
    log: silentLog,
    metrics: { count: (metric) => void counted.push(metric) },
  });
  return {
    clock,
    changes,
    faults,
    woken,
    counted,
    givenUp,
    /** What went through: id and version. */
    handled,
    advance: (ms: number) => void (now += ms),
    batch: (records: readonly DynamoDBRecord[]) =>
      handleStreamBatch(records, { handle: run, log: silentLog, parking }),
    /** Hands messages to a worker, as the queue does. */
    workOff: (...messages: readonly SQSRecord[]) =>
      parking.workOff(messages, (record) => run(toChange(record))),
  };
}

let sequence = 100;
/** A change of somebody as the stream tells it. */
export function record(
  id: string,
  version: number,
  eventName: DynamoDBRecord['eventName'] = 'MODIFY',
) {
  const item = userItem({ id, version });
  return {
    eventName,
    dynamodb: {
      Keys: marshall({ pk: item.pk, sk: item.sk }),
      SequenceNumber: String((sequence += 1)),
      ...(eventName === 'REMOVE' ? { OldImage: marshall(item) } : { NewImage: marshall(item) }),
    },
  } as DynamoDBRecord;
}

/** What wakes a reader for somebody. */
export const message = (
  person: string,
  { received = 1, sentAt = 0 }: { readonly received?: number; readonly sentAt?: number } = {},
) =>
  ({
    messageId: randomUUID(),
    body: person,
    attributes: { ApproximateReceiveCount: String(received), SentTimestamp: String(sentAt) },
  }) as SQSRecord;

/** What befalls a reader. */
export const failing = (name: string) => () =>
  Promise.reject(Object.assign(new Error(name), { name }));
