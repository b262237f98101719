import type { DatabaseSync } from 'node:sqlite';

/** What SQS keeps of a message beside its own attributes: SenderId, AWSTraceHeader, MessageGroupId. */
export type SystemAttributes = Readonly<Record<string, string>>;

/** Of the file that queues and event sources share. */
export const SYSTEM_ATTRIBUTES =
  'CREATE TABLE IF NOT EXISTS system_attributes (message_id INTEGER PRIMARY KEY, attributes TEXT NOT NULL);';

/** Those of each row of `messages`; none of what event sources put there. */
export function systemAttributes(database: DatabaseSync): {
  keep(row: number | bigint, attributes: SystemAttributes): void;
  find(row: number): SystemAttributes;
} {
  const keep = database.prepare('INSERT INTO system_attributes VALUES (?, ?)');
  const find = database.prepare('SELECT attributes FROM system_attributes WHERE message_id = ?');
  return {
    keep: (row, attributes) => void keep.run(row, JSON.stringify(attributes)),
    find(row) {
      const text = find.get(row)?.['attributes'];
      return (typeof text === 'string' ? JSON.parse(text) : {}) as SystemAttributes;
    },
  };
}
