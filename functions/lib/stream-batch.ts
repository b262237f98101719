import type { AttributeValue } from '@aws-sdk/client-dynamodb';
import { unmarshall } from '@aws-sdk/util-dynamodb';
import type { DynamoDBBatchResponse, DynamoDBRecord } from 'aws-lambda';
import pMap from 'p-map';
import { PROFILE } from './item.ts';
import type { Log } from './logger.ts';
import { describeError } from './logger.ts';
import type { UserRecord } from './user.ts';
import { toUserRecord } from './user.ts';

/** One committed change of a user's record. */
export interface RecordChange {
  readonly id: string;
  /** Absent for INSERT. */
  readonly before?: UserRecord;
  /** Absent for REMOVE. */
  readonly after?: UserRecord;
  /** When the table took the change, to the second. */
  readonly at: string;
}

/** Of a batch's hundred at most, in each lane: Cognito and AppSync take so many calls a second. */
const USERS_AT_ONCE = 5;

/**
 * Handles the records of a stream batch: users side by side, the records of one user in order. After
 * a failure the later records of that user wait too, as they come again with the failed one.
 * @see https://docs.aws.amazon.com/lambda/latest/dg/services-ddb-batchfailurereporting.html
 */
export async function handleStreamBatch(
  records: readonly DynamoDBRecord[],
  handle: (change: RecordChange) => Promise<void>,
  log: Log,
): Promise<DynamoDBBatchResponse> {
  const profiles = records.filter(isOfProfile);
  const byUser = Object.groupBy(profiles, (record) => record.dynamodb?.Keys?.['pk']?.S ?? '');
  const failed = await pMap(
    Object.values(byUser),
    (ofUser = []) => handleInOrder(ofUser, handle, log),
    { concurrency: USERS_AT_ONCE },
  );
  return { batchItemFailures: failed.flat().map((itemIdentifier) => ({ itemIdentifier })) };
}

async function handleInOrder(
  records: readonly DynamoDBRecord[],
  handle: (change: RecordChange) => Promise<void>,
  log: Log,
): Promise<string[]> {
  for (const [index, record] of records.entries()) {
    try {
      await handle(toChange(record));
    } catch (error) {
      log.error('record failed', { sequenceNumber: sequence(record), ...describeError(error) });
      return records.slice(index).map(sequence);
    }
  }
  return [];
}

/** The changes of user records that can be read, in order; what cannot fails in handleStreamBatch. */
export function readChanges(records: readonly DynamoDBRecord[]): RecordChange[] {
  return records.filter(isOfProfile).flatMap((record) => {
    try {
      return [toChange(record)];
    } catch {
      return [];
    }
  });
}

const isOfProfile = (record: DynamoDBRecord) => record.dynamodb?.Keys?.['sk']?.S === PROFILE;

function toChange(record: DynamoDBRecord): RecordChange {
  const pk = record.dynamodb?.Keys?.['pk']?.S ?? '';
  const created = record.dynamodb?.ApproximateCreationDateTime ?? 0;
  return {
    id: pk.replace(/^USER#/u, ''),
    before: toImage(record.dynamodb?.OldImage),
    after: toImage(record.dynamodb?.NewImage),
    at: new Date(created * 1000).toISOString(),
  };
}

const toImage = (image: NonNullable<DynamoDBRecord['dynamodb']>['OldImage']) =>
  // Lambda's and the SDK's types of an attribute value are the same shape under two names.
  image && toUserRecord(unmarshall(image as Record<string, AttributeValue>));

const sequence = (record: DynamoDBRecord) => record.dynamodb?.SequenceNumber ?? '';
