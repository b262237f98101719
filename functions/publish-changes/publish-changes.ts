import type { DynamoDBBatchResponse, DynamoDBRecord, DynamoDBStreamEvent } from 'aws-lambda';
import { SYSTEM_ACTOR } from '../../model/actors.ts';
import { withJsonTexts } from '../../model/stored-attributes.ts';
import type { Log } from '../lib/logger.ts';
import { describeError } from '../lib/logger.ts';
import type { Parking } from '../lib/parking/parking.ts';
import type { RecordChange } from '../lib/record-change.ts';
import type { SignIns } from '../lib/sign-ins.ts';
import { failuresOf, handleEach, handlePeople, readChanges } from '../lib/stream-batch.ts';
import type { Counts } from './counts.ts';
import type { History, HistoryEntry } from './history.ts';
import type { Publish } from './publisher.ts';
import type { UserChange } from './user-change.ts';
import { describeChange } from './user-change.ts';

/** What telling of changes needs. */
export interface PublishServices {
  readonly signIns: Pick<SignIns, 'addTo'>;
  readonly history: History;
  readonly counts: Counts;
  readonly publish: Publish;
  readonly log: Log;
}

/**
 * Writes the history of every committed change, tells the subscribers and counts. Counts are one item
 * for all users, so a batch changes them once; when that fails each user is counted on their own, and
 * without parking the batch comes again as a whole.
 */
export async function publishChanges(
  services: PublishServices,
  event: DynamoDBStreamEvent,
  parking?: Parking,
): Promise<DynamoDBBatchResponse> {
  const { counts, log } = services;
  const handle = (change: RecordChange) => announce(services, change);
  const { failed, parked } = await handlePeople(event.Records, { handle, log, parking });
  const aside = new Set(parked.map(personOf));
  const served = event.Records.filter((record) => !aside.has(personOf(record)));
  const count = (records: readonly DynamoDBRecord[]) => counts.take(countable(records));
  try {
    await (parking ? parking.firstTry(() => count(served)) : count(served));
    return failuresOf(failed);
  } catch (error) {
    log.error('batch not counted', describeError(error));
    if (!parking) return failuresOf(event.Records);
    const counted = await handleEach(served, { log, parking }, count);
    return failuresOf([...failed, ...counted.failed]);
  }
}

/** Takes one change that was set aside. */
export async function publishChange(services: PublishServices, change: RecordChange) {
  await announce(services, change);
  await services.counts.take([change].filter(isToldOf));
}

const personOf = (record: DynamoDBRecord) => record.dynamodb?.Keys?.['pk']?.S;

const isToldOf = (change: RecordChange) => describeChange(change) !== null;

const countable = (records: readonly DynamoDBRecord[]) => readChanges(records).filter(isToldOf);

/** History first: a subscriber who then asks for it finds the entry. */
async function announce({ history, signIns, publish }: PublishServices, record: RecordChange) {
  const change = describeChange(record);
  if (!change) return;
  const tombstone = change.type === 'DELETED' ? await history.findTombstone(record.id) : null;
  const entry = tombstone ?? toEntry(change, record);
  if (!tombstone) await history.add(record.id, entry);
  if (change.type === 'DELETED') await history.erase(record.id);
  // With the record goes what there is of sign-ins beside it.
  const [user = change.user] = change.type === 'UPDATED' ? await signIns.addTo([change.user]) : [];
  await publish({
    type: change.type,
    user: withJsonTexts(user),
    changedFields: change.differences.map((difference) => difference.field),
    actor: entry.actor,
    at: entry.at,
  });
}

function toEntry(change: UserChange, record: RecordChange): HistoryEntry {
  const { type, version, user, differences: changes } = change;
  return type === 'DELETED'
    ? { type, version, actor: SYSTEM_ACTOR, at: record.at, changes }
    : { type, version, actor: user.updatedBy, at: user.updatedAt, changes };
}
