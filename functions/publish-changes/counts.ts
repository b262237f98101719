import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { BatchGetCommand } from '@aws-sdk/lib-dynamodb';
import type { UserRole, UserStatus } from '../../generated/schema-types.ts';
import type { ActivityName } from '../../model/counts.ts';
import { countsOf } from '../../model/counts.ts';
import type { COUNTED, Key } from '../../model/keys.ts';
import { countedKey, dayKey, STATS_KEY } from '../../model/keys.ts';
import type { Clock } from '../lib/clock.ts';
import type { RecordChange } from '../lib/record-change.ts';
import { transact } from '../lib/transaction.ts';
import type { UserRecord } from '../lib/user.ts';

/** What the counts hold of one user. Of a deleted one no status and role, until it expires. */
export interface Marker extends Key {
  readonly sk: typeof COUNTED;
  readonly version: number;
  readonly status?: UserStatus;
  readonly role?: UserRole;
  readonly expiresAt?: number;
}

/** Longer than a stream can bring an old record of a deleted user again (1 day). */
const DELETED_LIFE_SECONDS = 7 * 24 * 60 * 60;

/** Markers of one transaction (100 items, two of which are for all users) and of one read (100 keys). */
const USERS_AT_ONCE = 98;

/** As long as userActivity looks back, and some. */
const DAY_LIFE_SECONDS = 100 * 24 * 60 * 60;

const ATTEMPTS = 5;

/** Keeps the counts, as `createCounts` makes it. */
export type Counts = ReturnType<typeof createCounts>;

/**
 * Keeps the counts. A user's marker and the counts change in one transaction and the difference is
 * taken from the marker, so that a record which comes twice, or late, counts once.
 */
export function createCounts(documents: DynamoDBDocumentClient, table: string, clock: Clock) {
  const readMarkers = async (markers: readonly Marker[]) => {
    const Keys = markers.map(({ pk, sk }) => ({ pk, sk }));
    const answer = await documents.send(
      new BatchGetCommand({ RequestItems: { [table]: { Keys, ConsistentRead: true } } }),
    );
    if (answer.UnprocessedKeys?.[table]) throw new MarkersUnreadError();
    const found = (answer.Responses?.[table] ?? []) as Marker[];
    return new Map(found.map((marker) => [marker.pk, marker]));
  };

  const count = async (wanted: readonly Marker[], isNews: boolean): Promise<void> => {
    for (let attempt = 1; ; attempt += 1) {
      const known = await readMarkers(wanted);
      const stale = wanted.filter((marker) => isStale(marker, known.get(marker.pk)));
      if (stale.length === 0) return;
      const updates = [
        addToStats(table, stale, known),
        ...(isNews ? [addToDay(table, stale, known, clock)] : []),
        ...stale.map((marker) => putMarker(table, marker, known.get(marker.pk))),
      ];
      const failed = await transact(documents, updates);
      // Otherwise another run of this function was faster with some of them.
      if (failed.length === 0) return;
      if (attempt === ATTEMPTS) throw new MarkersChangingError();
    }
  };

  const countAll = async (wanted: readonly Marker[], isNews: boolean): Promise<void> => {
    for (let start = 0; start < wanted.length; start += USERS_AT_ONCE) {
      await count(wanted.slice(start, start + USERS_AT_ONCE), isNews);
    }
  };

  return {
    /** Brings the counts to what the markers say of a user each; no day counts that, as it may be long ago. */
    settle: (wanted: readonly Marker[]) => countAll(wanted, false),
    /** Brings the counts to what the changes say, and counts them for today. */
    async take(changes: readonly RecordChange[]): Promise<void> {
      const newest = new Map<string, Marker>();
      for (const change of changes) {
        const marker = toMarker(change, clock);
        const other = marker && newest.get(marker.pk);
        if (marker && (!other || marker.version >= other.version)) newest.set(marker.pk, marker);
      }
      await countAll([...newest.values()], true);
    },
  };
}

function toMarker({ id, before, after }: RecordChange, clock: Clock): Marker | null {
  if (after) return markerOf(after);
  return before ? markerOfDeleted(id, before.version + 1, clock) : null;
}

/** A user as they are to be counted. */
export const markerOf = ({ id, version, status, role }: UserRecord): Marker => ({
  ...countedKey(id),
  version,
  status,
  role,
});

/** A user who is gone: remembered until no old record of them can come any more. */
export const markerOfDeleted = (id: string, version: number, clock: Clock): Marker => ({
  ...countedKey(id),
  version,
  expiresAt: Math.floor(clock.now() / 1000) + DELETED_LIFE_SECONDS,
});

/** A change that moves no count is left out: most changes are, and they cost no write. */
const isStale = (wanted: Marker, known: Marker | undefined) =>
  wanted.version >= (known?.version ?? 0) &&
  (wanted.status !== known?.status || wanted.role !== known?.role || !known);

function addToStats(table: string, markers: readonly Marker[], known: ReadonlyMap<string, Marker>) {
  // `revision` tells every change.
  const differences = new Map<string, number>([['revision', 1]]);
  const add = (marker: Marker | undefined, by: number) => {
    if (!marker?.status || !marker.role) return;
    for (const name of countsOf(marker.status, marker.role)) {
      differences.set(name, (differences.get(name) ?? 0) + by);
    }
  };
  for (const marker of markers) {
    add(known.get(marker.pk), -1);
    add(marker, 1);
  }
  return updateStats(
    table,
    [...differences].filter(([, difference]) => difference !== 0),
  );
}

/** In the transaction of the markers, so that a record which comes twice counts once here, too. */
function addToDay(
  table: string,
  markers: readonly Marker[],
  known: ReadonlyMap<string, Marker>,
  clock: Clock,
) {
  const happened = markers.map((marker) => activityOf(marker, known.get(marker.pk)));
  const count = (name: ActivityName) => happened.filter((one) => one === name).length;
  const now = clock.now();
  return {
    Update: {
      TableName: table,
      Key: dayKey(new Date(now).toISOString().slice(0, 10)),
      UpdateExpression:
        'SET expiresAt = :expiresAt ADD created :created, updated :updated, deleted :deleted',
      ExpressionAttributeValues: {
        ':expiresAt': Math.floor(now / 1000) + DAY_LIFE_SECONDS,
        ':created': count('created'),
        ':updated': count('updated'),
        ':deleted': count('deleted'),
      },
    },
  };
}

/** Null of somebody who was created and deleted before they were counted. */
function activityOf(marker: Marker, known: Marker | undefined): ActivityName | null {
  if (marker.status === undefined) return known?.status === undefined ? null : 'deleted';
  return known?.status === undefined ? 'created' : 'updated';
}

const updateStats = (table: string, moved: readonly (readonly [string, number])[]) => ({
  Update: {
    TableName: table,
    Key: STATS_KEY,
    UpdateExpression: `ADD ${moved.map(([name]) => `#${name} :${name}`).join(', ')}`,
    ExpressionAttributeNames: Object.fromEntries(moved.map(([name]) => [`#${name}`, name])),
    ExpressionAttributeValues: Object.fromEntries(
      moved.map(([name, difference]) => [`:${name}`, difference]),
    ),
  },
});

const putMarker = (table: string, marker: Marker, known: Marker | undefined) => ({
  Put: {
    TableName: table,
    Item: marker,
    ...(known
      ? {
          ConditionExpression: 'version = :known',
          ExpressionAttributeValues: { ':known': known.version },
        }
      : { ConditionExpression: 'attribute_not_exists(pk)' }),
  },
});

/** DynamoDB did not read all of a batch: it is tried again with the stream. */
class MarkersUnreadError extends Error {
  override readonly name = 'MarkersUnreadError';
}

class MarkersChangingError extends Error {
  override readonly name = 'MarkersChangingError';
}
