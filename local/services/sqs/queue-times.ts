import type { DatabaseSync } from 'node:sqlite';

/** Of the file that queues and event sources share. */
export const QUEUE_TIMES =
  'CREATE TABLE IF NOT EXISTS queue_times (queue_arn TEXT PRIMARY KEY, created_at INTEGER NOT NULL);';

/** Since when this file holds each queue, in milliseconds since the epoch: from its first use. */
export function queueTimes(database: DatabaseSync): (queueArn: string, now: number) => number {
  const begin = database.prepare('INSERT OR IGNORE INTO queue_times VALUES (?, ?)');
  const find = database.prepare('SELECT created_at FROM queue_times WHERE queue_arn = ?');
  return (queueArn, now) => {
    begin.run(queueArn, now);
    return Number(find.get(queueArn)?.['created_at']);
  };
}
