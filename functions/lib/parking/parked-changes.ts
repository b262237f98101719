import { createHash, randomUUID } from 'node:crypto';
import { gunzipSync, gzipSync } from 'node:zlib';
import { ConditionalCheckFailedException } from '@aws-sdk/client-dynamodb';
import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import {
  BatchGetCommand,
  DeleteCommand,
  QueryCommand,
  TransactWriteCommand,
  UpdateCommand,
} from '@aws-sdk/lib-dynamodb';
import type { DynamoDBRecord } from 'aws-lambda';
import type { Clock } from '../clock.ts';

/** Of whom a reader keeps changes: a hash, so that neither keys nor messages tell who. */
export type PersonKey = string;

/** Who sets changes aside. */
export const READERS = ['publish-changes', 'sync-identity'] as const;

/** One of those that set changes aside. */
export type ReaderName = (typeof READERS)[number];

/** The partition of what one reader keeps of one person. */
export const personKey = (reader: ReaderName, id: string): PersonKey =>
  `${reader}#${createHash('sha256').update(id).digest('base64url')}`;

/** A change that waits for its next try. */
export interface ParkedRecord {
  readonly sk: string;
  readonly record: DynamoDBRecord;
  /** Milliseconds since the epoch. */
  readonly parkedAt: number;
}

/** What is known of a person while changes of theirs wait. */
export interface PersonState {
  /** How many changes were ever put here; tells whether one came in between. */
  readonly parked: number;
  /** Tries since the last change that went through, this one with them. */
  readonly attempts: number;
}

/** As long as what is given up is kept; longer than all tries. */
const LIFE_SECONDS = 14 * 24 * 60 * 60;

/** Beyond the time-out of a reader (60 s), below the visibility timeout of its queue. */
const LEASE_MS = 70_000;

/** Items of one transaction (100), but for the state. */
const RECORDS_AT_ONCE = 99;

/** Clocks of two machines differ. */
const CLOCK_TOLERANCE_MS = 500;

const STATE = 'STATE';
const RECORD_PREFIX = 'RECORD#';

/** Digits of a sequence number at most, so that the sort key's order is the stream's. */
const SEQUENCE_DIGITS = 40;

const recordKey = ({ dynamodb }: DynamoDBRecord) =>
  RECORD_PREFIX + (dynamodb?.SequenceNumber ?? '').padStart(SEQUENCE_DIGITS, '0');

/** The table, as `createParkedChanges` makes it. */
export type ParkedChanges = ReturnType<typeof createParkedChanges>;

/** The table of changes that wait: a person's own, in order, and one state of each person. */
export function createParkedChanges(
  documents: DynamoDBDocumentClient,
  table: string,
  clock: Clock,
) {
  const expiresAt = () => Math.floor(clock.now() / 1000) + LIFE_SECONDS;
  const keyOf = (pk: PersonKey, sk: string) => ({ TableName: table, Key: { pk, sk } });

  return {
    ...leases(documents, table, clock),

    /** Those of whom changes wait. */
    async waiting(people: readonly PersonKey[]): Promise<ReadonlySet<PersonKey>> {
      if (people.length === 0) return new Set();
      const Keys = people.map((pk) => ({ pk, sk: STATE }));
      const { Responses, UnprocessedKeys } = await documents.send(
        new BatchGetCommand({
          RequestItems: { [table]: { Keys, ConsistentRead: true, ProjectionExpression: 'pk' } },
        }),
      );
      if (UnprocessedKeys?.[table]) throw new StatesUnreadError();
      return new Set((Responses?.[table] ?? []).map(({ pk }) => String(pk)));
    },

    /** Keeps changes behind those that wait already; the same ones again change nothing. */
    async put(pk: PersonKey, records: readonly DynamoDBRecord[]): Promise<void> {
      for (let start = 0; start < records.length; start += RECORDS_AT_ONCE) {
        const some = records.slice(start, start + RECORDS_AT_ONCE);
        const state = {
          ...keyOf(pk, STATE),
          UpdateExpression: 'SET expiresAt = :expiresAt ADD parked :count',
          ExpressionAttributeValues: { ':expiresAt': expiresAt(), ':count': some.length },
        };
        const items = some.map((record) => ({
          pk,
          sk: recordKey(record),
          eventName: record.eventName,
          record: gzipSync(JSON.stringify(record)),
          parkedAt: clock.now(),
          expiresAt: expiresAt(),
        }));
        const TransactItems = [
          { Update: state },
          ...items.map((Item) => ({ Put: { TableName: table, Item } })),
        ];
        await documents.send(new TransactWriteCommand({ TransactItems }));
      }
    },

    /** The oldest one, or null. */
    async first(pk: PersonKey): Promise<ParkedRecord | null> {
      const [item] = await queryRecords(documents, table, pk, 1);
      return item ? toParked(item) : null;
    },

    async remove(pk: PersonKey, { sk }: Pick<ParkedRecord, 'sk'>): Promise<void> {
      await documents.send(new DeleteCommand(keyOf(pk, sk)));
    },

    /**
     * Forgets what a person changed. That they were deleted stays until it is done everywhere.
     */
    async purge(pk: PersonKey): Promise<void> {
      const items = await queryRecords(documents, table, pk);
      for (const { sk, eventName } of items) {
        if (eventName !== 'REMOVE') await documents.send(new DeleteCommand(keyOf(pk, String(sk))));
      }
    },
  };
}

/** One works off a person's changes at a time, and not before the pause is over. */
function leases(documents: DynamoDBDocumentClient, table: string, clock: Clock) {
  const keyOf = (pk: PersonKey) => ({ TableName: table, Key: { pk, sk: STATE } });
  return {
    /**
     * `later` while the pause lasts or another is at it; null when nothing waits. The SDK repeats a lease whose
     * answer was lost: the repeat fails on the lease itself, which its mark tells from another's.
     */
    async lease(pk: PersonKey): Promise<PersonState | 'later' | null> {
      const now = clock.now();
      const mark = randomUUID();
      const update = new UpdateCommand({
        ...keyOf(pk),
        UpdateExpression: 'SET leasedUntil = :until, leasedBy = :mark ADD attempts :one',
        ConditionExpression:
          'attribute_exists(pk) AND (attribute_not_exists(leasedUntil) OR leasedUntil < :now)' +
          ' AND (attribute_not_exists(dueAt) OR dueAt <= :now)',
        ExpressionAttributeValues: {
          ':until': now + LEASE_MS,
          ':mark': mark,
          ':now': now,
          ':one': 1,
        },
        ReturnValues: 'ALL_NEW',
        ReturnValuesOnConditionCheckFailure: 'ALL_OLD',
      });
      try {
        return (await documents.send(update)).Attributes as unknown as PersonState;
      } catch (error) {
        if (!(error instanceof ConditionalCheckFailedException)) throw error;
        const { parked, attempts, leasedBy } = error.Item ?? {};
        if (leasedBy?.S === mark)
          return { parked: Number(parked?.N), attempts: Number(attempts?.N) };
        return error.Item ? 'later' : null;
      }
    },

    /** Ends a lease: the next is for after the pause. */
    async postpone(pk: PersonKey, attempts: number, pauseMs: number): Promise<void> {
      const dueAt = clock.now() + pauseMs - CLOCK_TOLERANCE_MS;
      const update = new UpdateCommand({
        ...keyOf(pk),
        UpdateExpression: 'SET dueAt = :dueAt, attempts = :attempts REMOVE leasedUntil, leasedBy',
        ConditionExpression: 'attribute_exists(pk)',
        ExpressionAttributeValues: { ':dueAt': dueAt, ':attempts': attempts },
      });
      await documents.send(update).catch((error: unknown) => {
        if (!(error instanceof ConditionalCheckFailedException)) throw error;
      });
    },

    /** Ends a lease when all is done; answers how many were ever parked if one has come in between. */
    async finish(pk: PersonKey, parked: number): Promise<number | null> {
      const end = new DeleteCommand({
        ...keyOf(pk),
        ConditionExpression: 'attribute_not_exists(pk) OR parked = :parked',
        ExpressionAttributeValues: { ':parked': parked },
        ReturnValuesOnConditionCheckFailure: 'ALL_OLD',
      });
      try {
        await documents.send(end);
        return null;
      } catch (error) {
        if (!(error instanceof ConditionalCheckFailedException)) throw error;
        return Number(error.Item?.['parked']?.N ?? parked);
      }
    },
  };
}

async function queryRecords(
  documents: DynamoDBDocumentClient,
  table: string,
  pk: PersonKey,
  limit?: number,
): Promise<Record<string, unknown>[]> {
  const items: Record<string, unknown>[] = [];
  let start: Record<string, unknown> | undefined;
  do {
    const { Items = [], LastEvaluatedKey } = await documents.send(
      new QueryCommand({
        TableName: table,
        KeyConditionExpression: 'pk = :pk AND begins_with(sk, :prefix)',
        ExpressionAttributeValues: { ':pk': pk, ':prefix': RECORD_PREFIX },
        ConsistentRead: true,
        Limit: limit,
        ExclusiveStartKey: start,
      }),
    );
    items.push(...Items);
    start = LastEvaluatedKey;
  } while (start && limit === undefined);
  return items;
}

const toParked = ({ sk, record, parkedAt }: Record<string, unknown>): ParkedRecord => ({
  sk: String(sk),
  record: JSON.parse(gunzipSync(record as Uint8Array).toString()) as DynamoDBRecord,
  parkedAt: Number(parkedAt),
});

/** DynamoDB did not read all of a batch: it is tried again with the stream. */
class StatesUnreadError extends Error {
  override readonly name = 'StatesUnreadError';
}
