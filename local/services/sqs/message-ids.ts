import { randomUUID } from 'node:crypto';
import type { DatabaseSync } from 'node:sqlite';

/** Of the file that queues and event sources share. */
export const MESSAGE_IDS =
  'CREATE TABLE IF NOT EXISTS message_ids (message_id INTEGER PRIMARY KEY, id TEXT NOT NULL);';

/**
 * The MessageId of a row of `messages`, given with the first question. The number of a row is given again
 * when its message is gone, so it is none.
 */
export function messageIds(database: DatabaseSync): (row: number | bigint) => string {
  const give = database.prepare('INSERT OR IGNORE INTO message_ids VALUES (?, ?)');
  const find = database.prepare('SELECT id FROM message_ids WHERE message_id = ?');
  return (row) => {
    give.run(row, randomUUID());
    return String(find.get(row)?.['id']);
  };
}
