import { randomBytes } from 'node:crypto';
import { mkdirSync } from 'node:fs';
import { dirname } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { MESSAGE_IDS, messageIds } from './message-ids.ts';
import { QUEUE_TIMES, queueTimes } from './queue-times.ts';
import { SYSTEM_ATTRIBUTES, systemAttributes, type SystemAttributes } from './system-attributes.ts';
import { requireSoundDatabase } from '../../shared/sqlite-file.ts';

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
  readonly system: SystemAttributes;
}

/** A message as it lies in its queue. */
export interface StoredMessage extends Pick<
  ReceivedMessage,
  'id' | 'body' | 'sentAt' | 'receiveCount' | 'attributes'
> {
  /** Milliseconds since the epoch; 0 for one that was never hidden. */
  readonly hiddenUntil: number;
}

/** The messages of all queues; survives any end of the process. */
export interface QueueStore {
  /** @returns the message's id */
  send(queueArn: string, body: string, options: SendOptions): string;
  /** Takes up to `count` visible messages, oldest first, and hides them. */
  receive(queueArn: string, options: ReceiveOptions): readonly ReceivedMessage[];
  /** False for a handle that was never given, or that a later receiver replaced. */
  delete(queueArn: string, receiptHandle: string): boolean;
  /** False for a handle that is not the message's, or one of a message that is visible. */
  hide(queueArn: string, receiptHandle: string, options: Omit<ReceiveOptions, 'count'>): boolean;
  /** What lies in a queue, oldest first; it is not received. */
  list(queueArn: string, limit: number): readonly StoredMessage[];
  /** Removes a message by its id; false when it is gone. */
  remove(queueArn: string, id: string): boolean;
  purge(queueArn: string): void;
  /** Moves messages that are visible and were received as often as that, with their ids; answers those. */
  move(queueArn: string, options: MoveOptions): readonly string[];
  counts(queueArn: string, now: number): Counts;
  /** Since when the queue is there, in milliseconds since the epoch. */
  createdAt(queueArn: string, now: number): number;
  close(): void;
}

/** How many messages a queue holds, by what may be done with them. */
interface Counts {
  readonly visible: number;
  /** Received, and not deleted since. */
  readonly hidden: number;
  /** Sent with a delay that is not over. */
  readonly delayed: number;
}

interface SendOptions {
  readonly now: number;
  /** Milliseconds until it can be received. @default 0 */
  readonly delay?: number;
  readonly attributes?: string | null;
  /** @default - nothing is known of the sender */
  readonly system?: SystemAttributes;
}

interface ReceiveOptions {
  readonly count: number;
  readonly now: number;
  /** Milliseconds. */
  readonly hiddenFor: number;
}

interface MoveOptions {
  readonly to: string;
  readonly receiveCount: number;
  readonly now: number;
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
  ${MESSAGE_IDS}
  ${SYSTEM_ATTRIBUTES}
  ${QUEUE_TIMES}
  DROP TRIGGER IF EXISTS message_is_gone;
  DROP TRIGGER IF EXISTS message_has_gone;
  CREATE TRIGGER IF NOT EXISTS message_was_removed AFTER DELETE ON messages BEGIN
    DELETE FROM receipts WHERE message_id = OLD.id;
    DELETE FROM message_attributes WHERE message_id = OLD.id;
    DELETE FROM message_ids WHERE message_id = OLD.id;
    DELETE FROM system_attributes WHERE message_id = OLD.id;
  END;`;

const VISIBLE = `
  SELECT id, body, sent_at, attributes, first_received_at, receive_count FROM messages
  LEFT JOIN receipts ON receipts.message_id = id
  LEFT JOIN message_attributes ON message_attributes.message_id = id
  WHERE queue_arn = ? AND COALESCE(hidden_until, 0) <= ? ORDER BY id LIMIT ?`;

const LIST = `
  SELECT id, body, sent_at, attributes, hidden_until, receive_count FROM messages
  LEFT JOIN receipts ON receipts.message_id = id
  LEFT JOIN message_attributes ON message_attributes.message_id = id
  WHERE queue_arn = ? ORDER BY id LIMIT ?`;

const REMOVE = `
  DELETE FROM messages WHERE queue_arn = ?
    AND id IN (SELECT message_id FROM message_ids WHERE message_ids.id = ?)`;

const TAKE = `
  INSERT INTO receipts (message_id, handle, hidden_until, first_received_at, receive_count)
  VALUES (?, ?, ?, ?, 1)
  ON CONFLICT DO UPDATE SET handle = excluded.handle, hidden_until = excluded.hidden_until,
    first_received_at = IIF(receive_count = 0, excluded.first_received_at, first_received_at),
    receive_count = receive_count + 1`;

const MOVE = `
  UPDATE messages SET queue_arn = ? WHERE queue_arn = ?
    AND id IN (SELECT message_id FROM receipts WHERE receive_count >= ? AND hidden_until <= ?)
  RETURNING id`;

const DELAY = `
  INSERT INTO receipts (message_id, handle, hidden_until, first_received_at, receive_count)
  VALUES (?, '', ?, 0, 0)`;

const HIDE = `
  UPDATE receipts SET hidden_until = ? WHERE handle = ? AND hidden_until > ?
    AND message_id IN (SELECT id FROM messages WHERE queue_arn = ?)`;

const COUNT = `
  SELECT COUNT(*) AS count, SUM(COALESCE(hidden_until, 0) <= ?) AS visible,
    SUM(COALESCE(hidden_until, 0) > ? AND receive_count = 0) AS delayed
  FROM messages LEFT JOIN receipts ON message_id = id WHERE queue_arn = ?`;

/** Opens the file, making it when absent. */
export function openQueueStore(file: string): QueueStore {
  mkdirSync(dirname(file), { recursive: true });
  requireSoundDatabase(file);
  const database = new DatabaseSync(file, { timeout: 2_000 });
  database.exec(`PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL; ${TABLES}`);
  const messageId = messageIds(database);
  const system = systemAttributes(database);
  return {
    send(queueArn, body, { now, delay = 0, attributes = null, system: kept }) {
      const { lastInsertRowid: id } = database
        .prepare('INSERT INTO messages (queue_arn, sent_at, body) VALUES (?, ?, ?)')
        .run(queueArn, now, body);
      if (attributes !== null) {
        database.prepare('INSERT INTO message_attributes VALUES (?, ?)').run(id, attributes);
      }
      if (kept) system.keep(id, kept);
      if (delay > 0) database.prepare(DELAY).run(id, now + delay);
      return messageId(id);
    },
    receive: receiveIn(database, messageId),
    delete: (queueArn, receiptHandle) =>
      database
        .prepare(
          'DELETE FROM messages WHERE queue_arn = ?' +
            ' AND id = (SELECT message_id FROM receipts WHERE handle = ?)',
        )
        .run(queueArn, receiptHandle).changes > 0,
    hide: (queueArn, receiptHandle, { now, hiddenFor }) =>
      database.prepare(HIDE).run(now + hiddenFor, receiptHandle, now, queueArn).changes > 0,
    list: (queueArn, limit) =>
      database
        .prepare(LIST)
        .all(queueArn, limit)
        .map((row) => toStored(row, messageId)),
    remove: (queueArn, id) => database.prepare(REMOVE).run(queueArn, id).changes > 0,
    move: moveIn(database, messageId),
    purge: (queueArn) =>
      void database.prepare('DELETE FROM messages WHERE queue_arn = ?').run(queueArn),
    counts: countsIn(database),
    createdAt: queueTimes(database),
    close: () => database.close(),
  };
}

const receiveIn = (
  database: DatabaseSync,
  messageId: (row: number) => string,
): QueueStore['receive'] => {
  const take = database.prepare(TAKE);
  const system = systemAttributes(database);
  return (queueArn, { count, now, hiddenFor }) => {
    const rows = database.prepare(VISIBLE).all(queueArn, now, count);
    return rows.map((row) => {
      const receiptHandle = `AQEB${randomBytes(96).toString('base64')}`;
      const receiveCount = Number(row['receive_count'] ?? 0) + 1;
      take.run(Number(row['id']), receiptHandle, now + hiddenFor, now);
      return {
        id: messageId(Number(row['id'])),
        receiptHandle,
        body: String(row['body']),
        sentAt: Number(row['sent_at']),
        firstReceivedAt: receiveCount > 1 ? Number(row['first_received_at']) : now,
        receiveCount,
        attributes: typeof row['attributes'] === 'string' ? row['attributes'] : null,
        system: system.find(Number(row['id'])),
      };
    });
  };
};

const moveIn =
  (database: DatabaseSync, messageId: (row: number) => string): QueueStore['move'] =>
  (queueArn, { to, receiveCount, now }) =>
    database
      .prepare(MOVE)
      .all(to, queueArn, receiveCount, now)
      .map((row) => messageId(Number(row['id'])));

const countsIn =
  (database: DatabaseSync): QueueStore['counts'] =>
  (queueArn, now) => {
    const { count, visible, delayed } = database.prepare(COUNT).get(now, now, queueArn) ?? {};
    const hidden = Number(count) - Number(visible) - Number(delayed);
    return { visible: Number(visible), hidden, delayed: Number(delayed) };
  };

function toStored(
  row: Readonly<Record<string, unknown>>,
  messageId: (row: number) => string,
): StoredMessage {
  return {
    id: messageId(Number(row['id'])),
    body: String(row['body']),
    sentAt: Number(row['sent_at']),
    receiveCount: Number(row['receive_count'] ?? 0),
    hiddenUntil: Number(row['hidden_until'] ?? 0),
    attributes: typeof row['attributes'] === 'string' ? row['attributes'] : null,
  };
}
