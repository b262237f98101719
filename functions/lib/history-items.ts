import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { paginateQuery } from '@aws-sdk/lib-dynamodb';
import type { Key } from '../../model/keys.ts';
import { HISTORY_PREFIX, historyKey, MAX_VERSION, userPartition } from '../../model/keys.ts';
import type { Difference } from '../../model/stored-attributes.ts';
import { readDifference } from '../../model/stored-attributes.ts';

/** A change as the table keeps it, but with attributes as they are everywhere else. */
export interface HistoryItem extends Key {
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
      ExpressionAttributeValues: { ':pk': userPartition(id), ':prefix': HISTORY_PREFIX },
      ConsistentRead: true,
    },
  );
  const items: HistoryItem[] = [];
  for await (const { Items = [] } of pages) items.push(...Items.map(toHistoryItem));
  return items;
}

/** A part of a user's history, oldest first. */
export interface HistoryPage {
  readonly items: readonly HistoryItem[];
  /** The version after which more comes; null at the end. */
  readonly after: number | null;
}

/**
 * Reads as much of a history as fits.
 * @param after the version to start after; 0 from the beginning
 * @param maxBytes of the items as JSON, in UTF-8; one item is given in any case
 */
export async function readHistoryPage(
  documents: DynamoDBDocumentClient,
  table: string,
  id: string,
  after: number,
  maxBytes: number,
): Promise<HistoryPage> {
  const pages = paginateQuery(
    { client: documents },
    {
      TableName: table,
      KeyConditionExpression: 'pk = :pk AND sk BETWEEN :first AND :last',
      ExpressionAttributeValues: {
        ':pk': userPartition(id),
        ':first': historyKey(id, after + 1).sk,
        ':last': historyKey(id, MAX_VERSION).sk,
      },
      ConsistentRead: true,
    },
  );
  const items: HistoryItem[] = [];
  let bytes = 0;
  for await (const { Items = [] } of pages) {
    for (const item of Items.map(toHistoryItem)) {
      bytes += Buffer.byteLength(JSON.stringify(item));
      if (items.length > 0 && bytes > maxBytes)
        return { items, after: items.at(-1)?.version ?? after };
      items.push(item);
    }
  }
  return { items, after: null };
}

/** An item of the history, as the SDK reads it, with its differences as values. */
export function toHistoryItem(item: Readonly<Record<string, unknown>>): HistoryItem {
  const entry = item as unknown as HistoryItem;
  return { ...entry, changes: entry.changes.map(readDifference) };
}
