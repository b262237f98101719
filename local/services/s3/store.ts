import { mkdirSync } from 'node:fs';
import { dirname } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { UPLOAD_TABLES, uploadsIn, type UploadStore } from './uploads.ts';

/** An object without its content. */
export interface ObjectEntry {
  readonly key: string;
  readonly size: number;
  /** With its quotes, as HTTP has it. */
  readonly etag: string;
  /** Milliseconds since the epoch. */
  readonly modified: number;
}

/** An object with its content. */
export interface StoredObject extends ObjectEntry {
  readonly body: Uint8Array;
  readonly contentType: string;
}

/** The objects of all buckets; survives any end of the process. */
export interface ObjectStore {
  put(bucket: string, object: StoredObject): void;
  get(bucket: string, key: string): StoredObject | null;
  delete(bucket: string, key: string): void;
  readonly uploads: UploadStore;
  /** In order of the keys' UTF-8 bytes, those after `after`. */
  list(bucket: string, options: ListOptions): readonly ObjectEntry[];
  clear(bucket: string): void;
  close(): void;
}

interface ListOptions {
  readonly prefix: string;
  readonly after: string;
  readonly limit: number;
}

const TABLES = `
  CREATE TABLE IF NOT EXISTS objects (
    bucket TEXT, key TEXT, body BLOB NOT NULL, etag TEXT NOT NULL, content_type TEXT NOT NULL,
    modified INTEGER NOT NULL, PRIMARY KEY (bucket, key)) WITHOUT ROWID;`;

/** Opens the file, making it when absent. */
export function openObjectStore(file: string): ObjectStore {
  mkdirSync(dirname(file), { recursive: true });
  const database = new DatabaseSync(file, { timeout: 2_000 });
  // FULL: what a function gave up on is nowhere else.
  database.exec(`PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; ${TABLES} ${UPLOAD_TABLES}`);
  const uploads = uploadsIn(database);
  return {
    put(bucket, { key, body, etag, contentType, modified }) {
      database
        .prepare('INSERT OR REPLACE INTO objects VALUES (?, ?, ?, ?, ?, ?)')
        .run(bucket, key, body, etag, contentType, modified);
    },
    get(bucket, key) {
      const row = database
        .prepare('SELECT *, length(body) AS size FROM objects WHERE bucket = ? AND key = ?')
        .get(bucket, key);
      if (!row) return null;
      const body = row['body'] as Uint8Array;
      return { ...toEntry(row), body, contentType: String(row['content_type']) };
    },
    delete: (bucket, key) =>
      void database.prepare('DELETE FROM objects WHERE bucket = ? AND key = ?').run(bucket, key),
    list: (bucket, { prefix, after, limit }) =>
      database
        .prepare(
          'SELECT key, length(body) AS size, etag, modified FROM objects WHERE bucket = ?' +
            ' AND key > ? AND substr(key, 1, length(?)) = ? ORDER BY key LIMIT ?',
        )
        .all(bucket, after, prefix, prefix, limit)
        .map(toEntry),
    uploads,
    clear(bucket) {
      database.prepare('DELETE FROM objects WHERE bucket = ?').run(bucket);
      for (const { id } of uploads.list(bucket)) uploads.end(id);
    },
    close: () => database.close(),
  };
}

const toEntry = (row: Readonly<Record<string, unknown>>): ObjectEntry => ({
  key: String(row['key']),
  size: Number(row['size']),
  etag: String(row['etag']),
  modified: Number(row['modified']),
});
