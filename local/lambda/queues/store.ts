import { randomUUID } from 'node:crypto';
import { mkdirSync } from 'node:fs';
import { dirname } from 'node:path';
import { DatabaseSync } from 'node:sqlite';

/** A message as a receiver gets it. */
export interface ReceivedMessage {
  readonly id: string;
  readonly receiptHandle: string;
  readonly body: string;
  /** Milliseconds since the epoch. */
  readonly sentAt: number;
  readonly firstReceivedAt: number;
  readonly receiveCount: number;
  /** JSON text of `MessageAttributes`. */
  readonly attributes: string | null;
}

/** The messages of all queues; survives any end of the process. */
export interface QueueStore {
  /** @returns the message's id */
  send(queueArn: string, body: string, options: SendOptions): string;
  /** Takes up to `count` visible messages, oldest first, and hides them. */
  receive(queueArn: string, options: ReceiveOptions): readonly ReceivedMessage[];
  /** False for a handle that was never given, or that a later receiver replaced. */
  delete(queueArn: string, receiptHandle: string): boolean;
  purge(queueArn: string): void;
  counts(queueArn: string, now: number): { readonly visible: number; readonly hidden: number };
  close(): void;
}

interface SendOptions {
  readonly now: number;
  readonly attributes?: string | null;
}

interface ReceiveOptions {
  readonly count: number;
  readonly now: number;
  /** Milliseconds. */
  readonly hiddenFor: number;
}

// `messages` is the table that event sources write what they give up on to.
const TABLES = `
  CREATE TABLE IF NOT EXISTS messages (
    id INTEGER PRIMARY KEY, queue_arn TEXT NOT NULL, sent_at INTEGER NOT NULL, body TEXT NOT NULL);
  CREATE TABLE IF NOT EXISTS message_attributes (
    message_id INTEGER PRIMARY KEY, attributes TEXT NOT NULL);
  CREATE TABLE IF NOT EXISTS receipts (
    message_id INTEGER PRIMARY KEY, handle TEXT NOT NULL, hidden_until INTEGER NOT NULL,
    first_received_at INTEGER NOT NULL, receive_count INTEGER NOT NULL);
  CREATE TRIGGER IF NOT EXISTS message_is_gone AFTER DELETE ON messages BEGIN
    DELETE FROM receipts WHERE message_id = OLD.id;
    DELETE FROM message_attributes WHERE message_id = OLD.id;
  END;`;

const VISIBLE = `
  SELECT id, body, sent_at, attributes, first_received_at, receive_count FROM messages
  LEFT JOIN receipts ON receipts.message_id = id
  LEFT JOIN message_attributes ON message_attributes.message_id = id
  WHERE queue_arn = ? AND COALESCE(hidden_until, 0) <= ? ORDER BY id LIMIT ?`;

const TAKE = `
  INSERT INTO receipts (message_id, handle, hidden_until, first_received_at, receive_count)
  VALUES (?, ?, ?, ?, 1)
  ON CONFLICT DO UPDATE SET handle = excluded.handle, hidden_until = excluded.hidden_until,
    receive_count = receive_count + 1`;

/** Opens the file, making it when absent. */
export function openQueueStore(file: string): QueueStore {
  mkdirSync(dirname(file), { recursive: true });
  const database = new DatabaseSync(file, { timeout: 2_000 });
  database.exec(`PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL; ${TABLES}`);
  const take = database.prepare(TAKE);
  return {
    send(queueArn, body, { now, attributes = null }) {
      const { lastInsertRowid: id } = database
        .prepare('INSERT INTO messages (queue_arn, sent_at, body) VALUES (?, ?, ?)')
        .run(queueArn, now, body);
      if (attributes !== null) {
        database.prepare('INSERT INTO message_attributes VALUES (?, ?)').run(id, attributes);
      }
      return messageId(id);
    },
    receive(queueArn, { count, now, hiddenFor }) {
      const rows = database.prepare(VISIBLE).all(queueArn, now, count);
      return rows.map((row) => {
        const receiptHandle = randomUUID();
        take.run(Number(row['id']), receiptHandle, now + hiddenFor, now);
        return {
          id: messageId(Number(row['id'])),
          receiptHandle,
          body: String(row['body']),
          sentAt: Number(row['sent_at']),
          firstReceivedAt: Number(row['first_received_at'] ?? now),
          receiveCount: Number(row['receive_count'] ?? 0) + 1,
          attributes: typeof row['attributes'] === 'string' ? row['attributes'] : null,
        };
      });
    },
    delete: (queueArn, receiptHandle) =>
      database
        .prepare(
          'DELETE FROM messages WHERE queue_arn = ?' +
            ' AND id = (SELECT message_id FROM receipts WHERE handle = ?)',
        )
        .run(queueArn, receiptHandle).changes > 0,
    purge: (queueArn) =>
      void database.prepare('DELETE FROM messages WHERE queue_arn = ?').run(queueArn),
    counts(queueArn, now) {
      const count = (limit: number): number =>
        Number(
          database
            .prepare(
              'SELECT COUNT(*) AS count FROM messages LEFT JOIN receipts ON message_id = id' +
                ' WHERE queue_arn = ? AND COALESCE(hidden_until, 0) <= ?',
            )
            .get(queueArn, limit)?.['count'] ?? 0,
        );
      const visible = count(now);
      return { visible, hidden: count(Number.MAX_SAFE_INTEGER) - visible };
    },
    close: () => database.close(),
  };
}

/** In the look of AWS's, and the same at each delivery. */
const messageId = (id: number | bigint): string =>
  `00000000-0000-4000-8000-${String(id).padStart(12, '0')}`;
