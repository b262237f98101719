import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { paginateQuery } from '@aws-sdk/lib-dynamodb';
import type { Difference } from '../../model/stored-attributes.ts';
import { readDifference } from '../../model/stored-attributes.ts';
import { HISTORY_PREFIX, profileKey } from './item.ts';

/** A change as the table keeps it, but with attributes as they are everywhere else. */
export interface HistoryItem {
  readonly pk: string;
  readonly sk: string;
  readonly type: string;
  readonly version: number;
  readonly actor: string;
  readonly at: string;
  readonly changes: readonly Difference[];
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
  for await (const { Items = [] } of pages) items.push(...Items.map(toHistoryItem));
  return items;
}

export function toHistoryItem(item: Readonly<Record<string, unknown>>): HistoryItem {
  const entry = item as unknown as HistoryItem;
  return { ...entry, changes: entry.changes.map(readDifference) };
}
