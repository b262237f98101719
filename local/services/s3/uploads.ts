import { createHash, randomBytes } from 'node:crypto';
import type { DatabaseSync } from 'node:sqlite';

/** An upload in parts that is not complete yet. */
export interface Upload {
  readonly id: string;
  readonly bucket: string;
  readonly key: string;
  readonly contentType: string;
  /** Milliseconds since the epoch. */
  readonly initiated: number;
}

/** A part without its content. */
export interface PartEntry {
  readonly number: number;
  readonly size: number;
  /** With its quotes. */
  readonly etag: string;
  readonly modified: number;
}

/** Uploads in parts of all buckets; survive any end of the process, as objects do. */
export interface UploadStore {
  begin(upload: Omit<Upload, 'id'>): Upload;
  find(id: string): Upload | null;
  /** Of a bucket, in order of their keys. */
  list(bucket: string): readonly Upload[];
  putPart(id: string, part: Omit<PartEntry, 'size'> & { readonly body: Uint8Array }): void;
  /** In order of their numbers. */
  parts(id: string): readonly PartEntry[];
  bodyOf(id: string, number: number): Uint8Array;
  /** Forgets it with its parts. */
  end(id: string): void;
}

/** Their tables. */
export const UPLOAD_TABLES = `
  CREATE TABLE IF NOT EXISTS uploads (
    id TEXT PRIMARY KEY, bucket TEXT NOT NULL, key TEXT NOT NULL, content_type TEXT NOT NULL,
    initiated INTEGER NOT NULL);
  CREATE TABLE IF NOT EXISTS parts (
    upload TEXT, number INTEGER, body BLOB NOT NULL, etag TEXT NOT NULL, modified INTEGER NOT NULL,
    PRIMARY KEY (upload, number)) WITHOUT ROWID;`;

/** The uploads in a file that has their tables. */
export function uploadsIn(database: DatabaseSync): UploadStore {
  return {
    begin(upload) {
      const id = randomBytes(24).toString('base64url');
      const { bucket, key, contentType, initiated } = upload;
      database
        .prepare('INSERT INTO uploads VALUES (?, ?, ?, ?, ?)')
        .run(id, bucket, key, contentType, initiated);
      return { id, ...upload };
    },
    find(id) {
      const row = database.prepare('SELECT * FROM uploads WHERE id = ?').get(id);
      return row ? toUpload(row) : null;
    },
    list: (bucket) =>
      database
        .prepare('SELECT * FROM uploads WHERE bucket = ? ORDER BY key, initiated')
        .all(bucket)
        .map(toUpload),
    putPart: (id, { number, body, etag, modified }) =>
      void database
        .prepare('INSERT OR REPLACE INTO parts VALUES (?, ?, ?, ?, ?)')
        .run(id, number, body, etag, modified),
    parts: (id) =>
      database
        .prepare(
          'SELECT number, length(body) AS size, etag, modified FROM parts WHERE upload = ? ORDER BY number',
        )
        .all(id)
        .map((row) => ({
          number: Number(row['number']),
          size: Number(row['size']),
          etag: String(row['etag']),
          modified: Number(row['modified']),
        })),
    bodyOf(id, number) {
      const asked = 'SELECT body FROM parts WHERE upload = ? AND number = ?';
      return database.prepare(asked).get(id, number)?.['body'] as Uint8Array;
    },
    end(id) {
      database.prepare('DELETE FROM parts WHERE upload = ?').run(id);
      database.prepare('DELETE FROM uploads WHERE id = ?').run(id);
    },
  };
}

const toUpload = (row: Readonly<Record<string, unknown>>): Upload => ({
  id: String(row['id']),
  bucket: String(row['bucket']),
  key: String(row['key']),
  contentType: String(row['content_type']),
  initiated: Number(row['initiated']),
});

/** The ETag of a content, with its quotes. */
export const etagOf = (body: Uint8Array): string =>
  `"${createHash('md5').update(body).digest('hex')}"`;

/** That of an object made of parts: not of its content, but of its parts' own. */
export function etagOfParts(etags: readonly string[]): string {
  const digests = etags.map((etag) => Buffer.from(etag.replaceAll('"', ''), 'hex'));
  const digest = createHash('md5').update(Buffer.concat(digests)).digest('hex');
  return `"${digest}-${etags.length}"`;
}
