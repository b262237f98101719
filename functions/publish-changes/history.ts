import { ConditionalCheckFailedException } from '@aws-sdk/client-dynamodb';
import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { PutCommand } from '@aws-sdk/lib-dynamodb';
import type { UserChangeType } from '../../generated/schema-types.ts';
import { historyKey } from '../lib/item.ts';
import { findTombstone } from '../lib/tombstone.ts';
import type { FieldDifference } from './user-change.ts';

export interface HistoryEntry {
  readonly type: UserChangeType;
  readonly version: number;
  readonly actor: string;
  readonly at: string;
  readonly changes: readonly FieldDifference[];
}

export type History = ReturnType<typeof createHistory>;

/** The audit trail: one item per change, never written twice. */
export function createHistory(documents: DynamoDBDocumentClient, table: string) {
  return {
    /** Writes the entry unless its version has one: a replayed record changes nothing. */
    async add(id: string, entry: HistoryEntry): Promise<void> {
      const put = new PutCommand({
        TableName: table,
        Item: { ...historyKey(id, entry.version), ...entry },
        ConditionExpression: 'attribute_not_exists(pk)',
      });
      await documents.send(put).catch((error: unknown) => {
        if (!(error instanceof ConditionalCheckFailedException)) throw error;
      });
    },

    /** The entry that deleteUser wrote together with the deletion, or null. */
    async findTombstone(id: string): Promise<HistoryEntry | null> {
      return (await findTombstone(documents, table, id)) as HistoryEntry | null;
    },
  };
}
