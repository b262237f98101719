import { ConditionalCheckFailedException } from '@aws-sdk/client-dynamodb';
import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { PutCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import pMap from 'p-map';
import type { UserChangeType } from '../../generated/schema-types.ts';
import { historyKey } from '../../model/keys.ts';
import type { Difference } from '../../model/stored-attributes.ts';
import { storedDifference } from '../../model/stored-attributes.ts';
import { readHistory } from '../lib/history-items.ts';
import { findTombstone } from '../lib/tombstone.ts';

/** One change in the history: what, the version it made, by whom and when (ISO 8601). */
export interface HistoryEntry {
  readonly type: UserChangeType;
  readonly version: number;
  readonly actor: string;
  readonly at: string;
  readonly changes: readonly Difference[];
}

/** Of some thousand changes at most: one by one they would take longer than a function may run. */
const ERASED_AT_ONCE = 20;

/** The audit trail, as `createHistory` makes it. */
export type History = ReturnType<typeof createHistory>;

/** The audit trail: one item per change, never written twice. */
export function createHistory(documents: DynamoDBDocumentClient, table: string) {
  return {
    /** Writes the entry unless its version has one: a replayed record changes nothing. */
    async add(id: string, entry: HistoryEntry): Promise<void> {
      const put = new PutCommand({
        TableName: table,
        Item: {
          ...historyKey(id, entry.version),
          ...entry,
          changes: entry.changes.map(storedDifference),
        },
        ConditionExpression: 'attribute_not_exists(pk)',
      });
      await documents.send(put).catch(unlessConditionFailed);
    },

    /** Leaves of each change who, when and which fields, but no values: the person is gone. */
    async erase(id: string): Promise<void> {
      const items = await readHistory(documents, table, id);
      const telling = items.filter(({ changes }) =>
        changes.some(({ from, to }) => from !== null || to !== null),
      );
      const eraseOne = async ({ pk, sk, changes }: (typeof telling)[number]) => {
        const erase = new UpdateCommand({
          TableName: table,
          Key: { pk, sk },
          UpdateExpression: 'SET changes = :changes',
          ConditionExpression: 'attribute_exists(pk)',
          ExpressionAttributeValues: {
            ':changes': changes.map(({ field }) => ({ field, from: null, to: null })),
          },
        });
        await documents.send(erase).catch(unlessConditionFailed);
      };
      // What the time does not allow, the next try does: it finds fewer that tell.
      await pMap(telling, eraseOne, { concurrency: ERASED_AT_ONCE });
    },

    /** The entry that deleteUser wrote together with the deletion, or null. */
    async findTombstone(id: string): Promise<HistoryEntry | null> {
      return (await findTombstone(documents, table, id)) as HistoryEntry | null;
    },
  };
}

function unlessConditionFailed(error: unknown): void {
  if (!(error instanceof ConditionalCheckFailedException)) throw error;
}
