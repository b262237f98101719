import type { DynamoDBBatchResponse, DynamoDBStreamEvent } from 'aws-lambda';
import type { UserSnapshotInput } from '../../generated/publish-user-change.ts';
import { SYSTEM_ACTOR } from '../lib/event.ts';
import type { Log } from '../lib/logger.ts';
import type { RecordChange } from '../lib/stream-batch.ts';
import { handleStreamBatch } from '../lib/stream-batch.ts';
import type { UserRecord } from '../lib/user.ts';
import type { History, HistoryEntry } from './history.ts';
import type { Publish } from './publisher.ts';
import type { UserChange } from './user-change.ts';
import { describeChange } from './user-change.ts';

export interface PublishServices {
  readonly history: History;
  readonly publish: Publish;
  readonly log: Log;
}

/** Writes the history of every committed change and tells the subscribers. */
export function publishChanges(
  services: PublishServices,
  event: DynamoDBStreamEvent,
): Promise<DynamoDBBatchResponse> {
  return handleStreamBatch(event.Records, (change) => announce(services, change), services.log);
}

/** History first: a subscriber who then asks for it finds the entry. */
async function announce({ history, publish }: PublishServices, record: RecordChange) {
  const change = describeChange(record);
  if (!change) return;
  const tombstone = change.type === 'DELETED' ? await history.findTombstone(record.id) : null;
  const entry = tombstone ?? toEntry(change, record);
  if (!tombstone) await history.add(record.id, entry);
  await publish({
    type: change.type,
    user: toSnapshot(change.user),
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

const toSnapshot = ({ attributes, ...user }: UserRecord): UserSnapshotInput => ({
  ...user,
  ...(attributes === undefined ? {} : { attributes: JSON.stringify(attributes) }),
});
