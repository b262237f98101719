import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { QueryCommand } from '@aws-sdk/lib-dynamodb';
import { HISTORY_PREFIX, userPartition } from '../../model/keys.ts';

/** The newest history item of a user when it tells of the deletion, else null. */
export async function findTombstone(
  documents: DynamoDBDocumentClient,
  table: string,
  id: string,
): Promise<Record<string, unknown> | null> {
  const answer = await documents.send(
    new QueryCommand({
      TableName: table,
      KeyConditionExpression: 'pk = :pk AND begins_with(sk, :prefix)',
      ExpressionAttributeValues: { ':pk': userPartition(id), ':prefix': HISTORY_PREFIX },
      ScanIndexForward: false,
      Limit: 1,
      ConsistentRead: true,
    }),
  );
  const newest = answer.Items?.[0];
  return newest?.['type'] === 'DELETED' ? newest : null;
}
