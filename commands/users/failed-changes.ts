import type { S3Client } from '@aws-sdk/client-s3';
import {
  DeleteObjectCommand,
  GetObjectCommand,
  HeadObjectCommand,
  NotFound,
  paginateListObjectsV2,
} from '@aws-sdk/client-s3';
import type { DynamoDBRecord } from 'aws-lambda';
import { jsonOrNull, membersOf } from '../json.ts';
import { readerOf } from './reader-names.ts';

/**
 * What Lambda kept of records that a function could not take.
 * @see https://docs.aws.amazon.com/lambda/latest/dg/services-dynamodb-errors.html
 */
export interface FailedBatch {
  /** Of the object. */
  readonly key: string;
  readonly functionArn: string;
  readonly records: readonly DynamoDBRecord[];
}

/** What a batch is in order by: time, and within a second the position in the stream. */
interface Position {
  readonly key: string;
  readonly functionArn: string;
  readonly arrival: string;
  readonly sequenceNumber: bigint;
}

/** The batches of a bucket. */
export interface FailedChanges {
  /**
   * All of them, those of a reader together and oldest first, whatever its function was called. One at a time is in memory.
   * @param unreadable gets the keys of objects that are no such batch
   */
  read(unreadable: (key: string) => void): AsyncGenerator<FailedBatch>;
  remove(batch: FailedBatch): Promise<void>;
  has(key: string): Promise<boolean>;
}

/** Opens the bucket that Lambda's event sources keep failed batches in. */
export function openFailedChanges(s3: S3Client, Bucket: string): FailedChanges {
  const get = async (Key: string): Promise<unknown> => {
    const { Body } = await s3.send(new GetObjectCommand({ Bucket, Key }));
    return jsonOrNull((await Body?.transformToString()) ?? '');
  };
  return {
    async *read(unreadable) {
      const positions: Position[] = [];
      for await (const key of keysOf(s3, Bucket)) {
        const position = positionOf(key, await get(key));
        if (position) positions.push(position);
        else unreadable(key);
      }
      for (const { key, functionArn } of positions.toSorted(inOrder)) {
        yield { key, functionArn, records: recordsOf(await get(key)) ?? [] };
      }
    },
    async has(Key) {
      try {
        await s3.send(new HeadObjectCommand({ Bucket, Key }));
        return true;
      } catch (error) {
        if (error instanceof NotFound) return false;
        throw error;
      }
    },
    async remove({ key }) {
      await s3.send(new DeleteObjectCommand({ Bucket, Key: key }));
    },
  };
}

async function* keysOf(client: S3Client, Bucket: string): AsyncGenerator<string> {
  for await (const { Contents } of paginateListObjectsV2({ client }, { Bucket, Prefix: PREFIX })) {
    for (const { Key } of Contents ?? []) if (Key !== undefined) yield Key;
  }
}

/** Lambda's own. */
const PREFIX = 'aws/lambda/';

function positionOf(key: string, kept: unknown): Position | null {
  const { requestContext, DDBStreamBatchInfo: batch } = membersOf(kept);
  const { functionArn } = membersOf(requestContext);
  const { approximateArrivalOfFirstRecord: arrival, startSequenceNumber: start } = membersOf(batch);
  if (typeof functionArn !== 'string' || typeof arrival !== 'string') return null;
  if (typeof start !== 'string' || !/^\d+$/u.test(start) || !recordsOf(kept)) return null;
  return { key, functionArn, arrival, sequenceNumber: BigInt(start) };
}

/** Of the event, which is text in the text; null when there is none. */
function recordsOf(kept: unknown): readonly DynamoDBRecord[] | null {
  const { payload } = membersOf(kept);
  const { Records } = membersOf(typeof payload === 'string' ? jsonOrNull(payload) : null);
  return Array.isArray(Records) ? (Records as DynamoDBRecord[]) : null;
}

function inOrder(one: Position, other: Position): number {
  return (
    compare(readerOf(one.functionArn), readerOf(other.functionArn)) ||
    compare(one.arrival, other.arrival) ||
    compare(one.sequenceNumber, other.sequenceNumber)
  );
}

const compare = <Value extends string | bigint>(one: Value, other: Value) =>
  one < other ? -1 : Number(one > other);
