import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { paginateQuery } from '@aws-sdk/lib-dynamodb';
import { HISTORY_PREFIX, profileKey } from './item.ts';

/** A change as the table keeps it. */
export interface HistoryItem {
  readonly pk: string;
  readonly sk: string;
  readonly type: string;
  readonly version: number;
  readonly actor: string;
  readonly at: string;
  readonly changes: readonly { readonly field: string; from: unknown; to: unknown }[];
}

/** All history of a user, oldest first. */
export async function readHistory(
  documents: DynamoDBDocumentClient,
  table: string,
  id: string,
): Promise<HistoryItem[]> {
  const pages = paginateQuery(
    { client: documents },
    {
      TableName: table,
      KeyConditionExpression: 'pk = :pk AND begins_with(sk, :prefix)',
      ExpressionAttributeValues: { ':pk': profileKey(id).pk, ':prefix': HISTORY_PREFIX },
      ConsistentRead: true,
    },
  );
  const items: HistoryItem[] = [];
  for await (const page of pages) items.push(...((page.Items ?? []) as HistoryItem[]));
  return items;
}
