import type { AttributeValue } from '@aws-sdk/client-dynamodb';
import { unmarshall } from '@aws-sdk/util-dynamodb';
import type { DynamoDBRecord } from 'aws-lambda';
import { idOfPartition, KEY_ATTRIBUTES, PROFILE } from '../../model/keys.ts';
import type { UserRecord } from './user.ts';
import { toUserRecord } from './user.ts';

/** Whether a record of the stream is of a user's record, not of another item. */
export const isOfProfile = (record: DynamoDBRecord) =>
  record.dynamodb?.Keys?.[KEY_ATTRIBUTES.sort]?.S === PROFILE;

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

/** Of whom a record of the stream tells. */
export const idOf = (record: DynamoDBRecord) =>
  idOfPartition(record.dynamodb?.Keys?.[KEY_ATTRIBUTES.partition]?.S ?? '');

/** @throws UnreadableRecordError */
export function toChange(record: DynamoDBRecord): RecordChange {
  const created = record.dynamodb?.ApproximateCreationDateTime ?? 0;
  try {
    return {
      id: idOf(record),
      before: toImage(record.dynamodb?.OldImage),
      after: toImage(record.dynamodb?.NewImage),
      at: new Date(created * 1000).toISOString(),
    };
  } catch (error) {
    throw new UnreadableRecordError(error);
  }
}

/** What stands in the table is no user's record: somebody wrote it past the API. */
export class UnreadableRecordError extends Error {
  override readonly name = 'UnreadableRecordError';

  constructor(cause: unknown) {
    super('No record of a user', { cause });
  }
}

const toImage = (image: NonNullable<DynamoDBRecord['dynamodb']>['OldImage']) =>
  // Lambda's and the SDK's types of an attribute value are the same shape under two names.
  image && toUserRecord(unmarshall(image as Record<string, AttributeValue>));
