import type { DynamoDBBatchResponse, DynamoDBStreamEvent } from 'aws-lambda';
import { withJsonTexts } from '../../model/stored-attributes.ts';
import { SYSTEM_ACTOR } from '../lib/event.ts';
import type { Log } from '../lib/logger.ts';
import { describeError } from '../lib/logger.ts';
import type { RecordChange } from '../lib/stream-batch.ts';
import { handleStreamBatch, readChanges } from '../lib/stream-batch.ts';
import type { Counts } from './counts.ts';
import type { History, HistoryEntry } from './history.ts';
import type { Publish } from './publisher.ts';
import type { UserChange } from './user-change.ts';
import { describeChange } from './user-change.ts';

export interface PublishServices {
  readonly history: History;
  readonly counts: Counts;
  readonly publish: Publish;
  readonly log: Log;
}

/**
 * Writes the history of every committed change, tells the subscribers and counts. Counts are one item
 * for all users, so a batch changes them once; when that fails the batch comes again as a whole.
 */
export async function publishChanges(
  services: PublishServices,
  event: DynamoDBStreamEvent,
): Promise<DynamoDBBatchResponse> {
  const announced = handleStreamBatch(
    event.Records,
    (change) => announce(services, change),
    services.log,
  );
  const changes = readChanges(event.Records).filter((record) => describeChange(record) !== null);
  const counted = services.counts.take(changes).then(
    () => true,
    (error: unknown) => {
      services.log.error('batch not counted', describeError(error));
      return false;
    },
  );
  return (await counted) ? announced : announced.then(() => failAll(event));
}

const failAll = ({ Records }: DynamoDBStreamEvent): DynamoDBBatchResponse => ({
  batchItemFailures: Records.map(({ dynamodb }) => ({
    itemIdentifier: dynamodb?.SequenceNumber ?? '',
  })),
});

/** History first: a subscriber who then asks for it finds the entry. */
async function announce({ history, publish }: PublishServices, record: RecordChange) {
  const change = describeChange(record);
  if (!change) return;
  const tombstone = change.type === 'DELETED' ? await history.findTombstone(record.id) : null;
  const entry = tombstone ?? toEntry(change, record);
  if (!tombstone) await history.add(record.id, entry);
  if (change.type === 'DELETED') await history.erase(record.id);
  await publish({
    type: change.type,
    user: withJsonTexts(change.user),
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
