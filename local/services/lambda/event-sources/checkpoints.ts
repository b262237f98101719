import { mkdirSync } from 'node:fs';
import { dirname } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { MESSAGE_IDS, messageIds } from '../../sqs/index.ts';
import { requireSoundDatabase } from '../../../shared/sqlite-file.ts';

/** One shard of one mapping's stream. */
export interface ShardKey {
  /** `<stack>/<logical id>` of the mapping. */
  readonly mapping: string;
  readonly streamArn: string;
  readonly shardId: string;
}

/** What a queue would hold. */
export interface Message {
  /** As receivers of the queue get it. */
  readonly id: string;
  readonly queueArn: string;
  readonly body: string;
}

/** How far each mapping has come, and what it gave up on; survives any end of the process. */
export interface Checkpoints {
  /** Sequence number of the last record that is done with, or null. */
  read(shard: ShardKey): { readonly sequenceNumber: string | null; readonly finished: boolean };
  save(shard: ShardKey, sequenceNumber: string): void;
  /** The shard is closed and all its records are done with. */
  finish(shard: ShardKey): void;
  /** When this mapping saw this stream first, in milliseconds since the epoch. */
  firstSeen(mapping: string, streamArn: string, now: number): number;
  /** Keeps what a queue would hold and tells how many it holds. */
  sendMessage(queueArn: string, body: string, now: number): number;
  /** All messages, oldest first. */
  messages(): readonly Message[];
  forget(): void;
  close(): void;
}

const TABLES = `
  CREATE TABLE IF NOT EXISTS positions (
    mapping TEXT, stream_arn TEXT, shard_id TEXT, sequence_number TEXT, finished INTEGER NOT NULL DEFAULT 0,
    PRIMARY KEY (mapping, stream_arn, shard_id)) WITHOUT ROWID;
  CREATE TABLE IF NOT EXISTS streams (
    mapping TEXT, stream_arn TEXT, first_seen INTEGER NOT NULL,
    PRIMARY KEY (mapping, stream_arn)) WITHOUT ROWID;
  CREATE TABLE IF NOT EXISTS messages (
    id INTEGER PRIMARY KEY, queue_arn TEXT NOT NULL, sent_at INTEGER NOT NULL, body TEXT NOT NULL);
  ${MESSAGE_IDS}`;

/** Opens the file, making it when absent. */
export function openCheckpoints(file: string): Checkpoints {
  mkdirSync(dirname(file), { recursive: true });
  requireSoundDatabase(file);
  const database = new DatabaseSync(file, { timeout: 2_000 });
  // A lost last step is only a repeated delivery, which Lambda allows.
  database.exec(`PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL; ${TABLES}`);
  const select = database.prepare(
    'SELECT sequence_number, finished FROM positions WHERE mapping = ? AND stream_arn = ? AND shard_id = ?',
  );
  const upsert = database.prepare(
    'INSERT INTO positions (mapping, stream_arn, shard_id, sequence_number) VALUES (?, ?, ?, ?)' +
      ' ON CONFLICT DO UPDATE SET sequence_number = excluded.sequence_number',
  );
  const finish = database.prepare(
    'INSERT INTO positions (mapping, stream_arn, shard_id, finished) VALUES (?, ?, ?, 1)' +
      ' ON CONFLICT DO UPDATE SET finished = 1',
  );
  return {
    read({ mapping, streamArn, shardId }) {
      const row = select.get(mapping, streamArn, shardId);
      return {
        sequenceNumber:
          typeof row?.['sequence_number'] === 'string' ? row['sequence_number'] : null,
        finished: row?.['finished'] === 1,
      };
    },
    save: ({ mapping, streamArn, shardId }, sequenceNumber) =>
      void upsert.run(mapping, streamArn, shardId, sequenceNumber),
    finish: ({ mapping, streamArn, shardId }) => void finish.run(mapping, streamArn, shardId),
    firstSeen(mapping, streamArn, now) {
      database
        .prepare('INSERT OR IGNORE INTO streams (mapping, stream_arn, first_seen) VALUES (?, ?, ?)')
        .run(mapping, streamArn, now);
      const row = database
        .prepare('SELECT first_seen FROM streams WHERE mapping = ? AND stream_arn = ?')
        .get(mapping, streamArn);
      return Number(row?.['first_seen'] ?? now);
    },
    ...letters(database),
    forget: () =>
      database.exec(
        'DELETE FROM positions; DELETE FROM streams; DELETE FROM messages; DELETE FROM message_ids;',
      ),
    close: () => database.close(),
  };
}

/** What readers gave up, as messages of the queues they end in. */
function letters(database: DatabaseSync): Pick<Checkpoints, 'sendMessage' | 'messages'> {
  const messageId = messageIds(database);
  return {
    sendMessage(queueArn, body, now) {
      database
        .prepare('INSERT INTO messages (queue_arn, sent_at, body) VALUES (?, ?, ?)')
        .run(queueArn, now, body);
      const row = database
        .prepare('SELECT COUNT(*) AS count FROM messages WHERE queue_arn = ?')
        .get(queueArn);
      return Number(row?.['count']);
    },
    messages: () =>
      database
        .prepare('SELECT id, queue_arn, body FROM messages ORDER BY id')
        .all()
        .map((row) => ({
          id: messageId(Number(row['id'])),
          queueArn: String(row['queue_arn']),
          body: String(row['body']),
        })),
  };
}
