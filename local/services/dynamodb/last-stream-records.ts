import { DatabaseSync } from 'node:sqlite';
import { isObject } from '../../shared/is-object.ts';

/** A record of a table's stream. */
export interface TableChange {
  readonly sequenceNumber: string;
  readonly eventName: 'INSERT' | 'MODIFY' | 'REMOVE';
  /** Milliseconds since the epoch, in whole seconds. */
  readonly at: number;
  /** Typed DynamoDB JSON, as the images. */
  readonly keys: Readonly<Record<string, unknown>>;
  /** Null where the stream's view leaves them out. */
  readonly newImage: Readonly<Record<string, unknown>> | null;
  readonly oldImage: Readonly<Record<string, unknown>> | null;
  /** Whether the service removed an expired item. */
  readonly isExpiry: boolean;
}

/**
 * The newest records of a table's stream, newest first. DynamoDB's API reads streams from their beginning
 * only: with a day's records behind, that is no way to show the last ones.
 */
export function lastStreamRecords(
  databaseFile: string,
  tableName: string,
  limit: number,
): readonly TableChange[] {
  return recordsOf(databaseFile, LAST, tableName, limit);
}

/** The records of a table's stream after one of them, oldest first; all that are kept after '0'. */
export function streamRecordsAfter(
  databaseFile: string,
  tableName: string,
  sequenceNumber: string,
): readonly TableChange[] {
  return recordsOf(databaseFile, AFTER, tableName, Number(sequenceNumber));
}

function recordsOf(
  databaseFile: string,
  query: string,
  ...values: readonly [tableName: string, number]
): readonly TableChange[] {
  const database = new DatabaseSync(databaseFile, { readOnly: true, timeout: 2_000 });
  try {
    return database
      .prepare(query)
      .all(...values)
      .map(toChange);
  } finally {
    database.close();
  }
}

const COLUMNS =
  'sequence_number, event_name, created_at, keys_json, new_image, old_image, user_identity';

const LAST = `
  SELECT ${COLUMNS}
  FROM _stream_records WHERE table_name = ? ORDER BY CAST(sequence_number AS INTEGER) DESC LIMIT ?`;

const AFTER = `
  SELECT ${COLUMNS} FROM _stream_records
  WHERE table_name = ? AND CAST(sequence_number AS INTEGER) > ?
  ORDER BY CAST(sequence_number AS INTEGER)`;

function toChange(row: Readonly<Record<string, unknown>>): TableChange {
  return {
    sequenceNumber: String(row['sequence_number']),
    eventName: row['event_name'] as TableChange['eventName'],
    at: Number(row['created_at']) * 1_000,
    keys: imageIn(row['keys_json']) ?? {},
    newImage: imageIn(row['new_image']),
    oldImage: imageIn(row['old_image']),
    isExpiry: row['user_identity'] !== null,
  };
}

function imageIn(text: unknown): Readonly<Record<string, unknown>> | null {
  const value: unknown = typeof text === 'string' ? JSON.parse(text) : null;
  return isObject(value) ? value : null;
}
