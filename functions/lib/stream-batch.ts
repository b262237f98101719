import type { DynamoDBBatchResponse, DynamoDBRecord } from 'aws-lambda';
import pMap from 'p-map';
import type { Log } from './logger.ts';
import { describeError } from './logger.ts';
import type { Parking } from './parking/parking.ts';
import type { RecordChange } from './record-change.ts';
import { idOf, isOfProfile, toChange } from './record-change.ts';

/** Of a batch's hundred at most, in each lane: Cognito and AppSync take so many calls a second. */
const USERS_AT_ONCE = 5;

/**
 * Handles the records of a stream batch: users side by side, the records of one user in order. After
 * a failure that user's records are parked, with the later ones behind them, and the batch is done; when
 * they cannot be parked, or without parking, they are answered as failed and come again.
 * @see https://docs.aws.amazon.com/lambda/latest/dg/services-ddb-batchfailurereporting.html
 */
export async function handleStreamBatch(
  records: readonly DynamoDBRecord[],
  parts: BatchParts,
): Promise<DynamoDBBatchResponse> {
  return failuresOf((await handlePeople(records, parts)).failed);
}

/** What became of a batch; records that are named nowhere are done. */
interface Handled {
  /** To come again with the stream. */
  readonly failed: readonly DynamoDBRecord[];
  readonly parked: readonly DynamoDBRecord[];
}

/** As `handleStreamBatch`, and tells whose changes were set aside. */
export async function handlePeople(
  records: readonly DynamoDBRecord[],
  parts: BatchParts,
): Promise<Handled> {
  const byUser = byPerson(records);
  const waiting = await findWaiting([...byUser.keys()], parts);
  if (!waiting) return { failed: [...byUser.values()].flat(), parked: [] };
  const outcomes = await pMap(
    byUser,
    async ([id, ofUser]) =>
      setAside(id, waiting.has(id) ? ofUser : await handleInOrder(ofUser, parts), parts),
    { concurrency: USERS_AT_ONCE },
  );
  return merged(outcomes);
}

/**
 * Does something with the changes of each person on their own, and sets those aside with whom it fails.
 * When it fails with all of several, it is nobody's own fault: all come again with the stream.
 */
export async function handleEach(
  records: readonly DynamoDBRecord[],
  parts: Omit<BatchParts, 'handle'>,
  run: (records: readonly DynamoDBRecord[]) => Promise<void>,
): Promise<Handled> {
  const left = await pMap(
    byPerson(records),
    async ([id, ofUser]) => {
      const take = async () => {
        await run(ofUser);
        return [];
      };
      const failed = await (parts.parking?.firstTry(take) ?? take()).catch((error: unknown) => {
        parts.log.error('records failed', describeError(error));
        return ofUser;
      });
      return [id, failed] as const;
    },
    { concurrency: USERS_AT_ONCE },
  );
  const isGeneral = left.length > 1 && left.every(([, failed]) => failed.length > 0);
  if (isGeneral) return { failed: records, parked: [] };
  return merged(await Promise.all(left.map(([id, failed]) => setAside(id, failed, parts))));
}

const merged = (all: readonly Handled[]): Handled => ({
  failed: all.flatMap(({ failed }) => failed),
  parked: all.flatMap(({ parked }) => parked),
});

const byPerson = (records: readonly DynamoDBRecord[]) =>
  Map.groupBy(records.filter(isOfProfile), idOf);

/** The answer that makes these records come again. */
export const failuresOf = (records: readonly DynamoDBRecord[]): DynamoDBBatchResponse => ({
  batchItemFailures: records.map((record) => ({ itemIdentifier: sequence(record) })),
});

/** What handling a batch needs. */
export interface BatchParts {
  readonly handle: (change: RecordChange) => Promise<void>;
  readonly log: Log;
  /** @default - what fails comes again with the stream, and what is behind it too */
  readonly parking?: Parking | undefined;
}

/** Of whom earlier changes wait; null when nobody can tell. */
async function findWaiting(
  ids: readonly string[],
  { parking, log }: BatchParts,
): Promise<ReadonlySet<string> | null> {
  try {
    return (await parking?.waiting(ids)) ?? new Set();
  } catch (error) {
    log.error('parked changes not read', describeError(error));
    return null;
  }
}

/** Answers the records from the first on that failed. */
async function handleInOrder(
  records: readonly DynamoDBRecord[],
  { handle, log, parking }: BatchParts,
): Promise<readonly DynamoDBRecord[]> {
  const run = parking?.firstTry ?? (<Result>(one: () => Promise<Result>) => one());
  let done = 0;
  try {
    await run(async () => {
      for (const record of records) {
        await handle(toChange(record));
        done += 1;
      }
    });
  } catch (error) {
    const sequenceNumber = sequence(records[done]);
    log.error('record failed', { sequenceNumber, ...describeError(error) });
  }
  return records.slice(done);
}

async function setAside(
  id: string,
  records: readonly DynamoDBRecord[],
  { parking, log }: Omit<BatchParts, 'handle'>,
): Promise<Handled> {
  if (!parking || records.length === 0) return { failed: records, parked: [] };
  try {
    await parking.park(id, records);
    return { failed: [], parked: records };
  } catch (error) {
    log.error('records not parked', describeError(error));
    return { failed: records, parked: [] };
  }
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

const sequence = (record: DynamoDBRecord | undefined) => record?.dynamodb?.SequenceNumber ?? '';
