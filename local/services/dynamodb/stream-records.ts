import { DatabaseSync } from 'node:sqlite';

/** How long DynamoDB keeps the records of a stream. */
const KEPT = 24 * 60 * 60; // 24 hours, in seconds

/**
 * Dynoxide numbers each stream record one above the highest of its table and reads streams by that
 * number, both without an index: every write would cost a pass over all earlier records. The index
 * changes no answer; a database of another layout is left alone.
 */
export function indexStreamRecords(databaseFile: string): void {
  withRecords(databaseFile, (database) =>
    database.exec(
      'CREATE INDEX IF NOT EXISTS _stream_records_by_number' +
        ' ON _stream_records (table_name, CAST(sequence_number AS INTEGER))',
    ),
  );
}

/**
 * Removes the records that DynamoDB would keep no longer; Dynoxide keeps all. The last one of a table
 * stays: the next is numbered by it.
 * @param now in milliseconds since the epoch
 */
export function trimStreamRecords(databaseFile: string, now: number): void {
  withRecords(databaseFile, (database) =>
    database
      .prepare(
        'DELETE FROM _stream_records WHERE created_at < ?' +
          ' AND id NOT IN (SELECT MAX(id) FROM _stream_records GROUP BY table_name)',
      )
      .run(Math.floor(now / 1_000) - KEPT),
  );
}

/** Tells the stream which deletions are those of an expired item. */
export interface ExpiryMarks {
  /** The record of this key's deletion says, while `work` runs, that the service itself did it. */
  during<T>(
    tableName: string,
    key: Readonly<Record<string, unknown>>,
    work: () => Promise<T>,
  ): Promise<T>;
  close(): void;
}

/**
 * DynamoDB's API cannot delete in the name of the service, so a trigger completes the record before
 * anybody reads it.
 * https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/time-to-live-ttl-streams.html
 */
export function openExpiryMarks(databaseFile: string): ExpiryMarks {
  const database = new DatabaseSync(databaseFile, { timeout: 2_000 });
  database.exec(MARKS);
  const add = database.prepare('INSERT INTO _expiring_items (table_name, keys_json) VALUES (?, ?)');
  const remove = database.prepare(
    'DELETE FROM _expiring_items WHERE table_name = ? AND keys_json = ?',
  );
  return {
    async during(tableName, key, work) {
      const texts = spellings(key);
      for (const text of texts) add.run(tableName, text);
      try {
        return await work();
      } finally {
        for (const text of texts) remove.run(tableName, text);
      }
    },
    close: () => database.close(),
  };
}

const MARKS = `
  CREATE TABLE IF NOT EXISTS _expiring_items (table_name TEXT, keys_json TEXT);
  DELETE FROM _expiring_items;
  CREATE TRIGGER IF NOT EXISTS _stream_records_of_expired_items AFTER INSERT ON _stream_records
  WHEN NEW.event_name = 'REMOVE' AND EXISTS (
    SELECT 1 FROM _expiring_items
    WHERE table_name = NEW.table_name AND keys_json = json(NEW.keys_json))
  BEGIN
    UPDATE _stream_records
    SET user_identity = '{"type":"Service","principalId":"dynamodb.amazonaws.com"}' WHERE id = NEW.id;
  END;`;

/** A key as JSON, its attributes in either order. */
function spellings(key: Readonly<Record<string, unknown>>): string[] {
  const entries = Object.entries(key);
  const orders = [entries, entries.toReversed()].map((order) => Object.fromEntries(order));
  return [...new Set(orders.map((order) => JSON.stringify(order, withBase64)))];
}

const withBase64 = (_name: string, value: unknown): unknown =>
  value instanceof Uint8Array ? Buffer.from(value).toString('base64') : value;

function withRecords(databaseFile: string, use: (database: DatabaseSync) => unknown): void {
  const database = new DatabaseSync(databaseFile, { timeout: 2_000 });
  try {
    const table = database
      .prepare("SELECT 1 FROM sqlite_master WHERE type = 'table' AND name = '_stream_records'")
      .get();
    if (table) use(database);
  } finally {
    database.close();
  }
}
