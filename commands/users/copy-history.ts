import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { paginateQuery, PutCommand } from '@aws-sdk/lib-dynamodb';
import { HISTORY_PREFIX, userPartition } from '../../model/keys.ts';

/** Whose history, and where. */
export interface HistoryPlace {
  readonly table: string;
  readonly id: string;
}

/** Writes each entry of one place to the other as it is, over what has the same version there. */
export async function copyHistory(
  documents: DynamoDBDocumentClient,
  { from, to }: { readonly from: HistoryPlace; readonly to: HistoryPlace },
): Promise<void> {
  const pages = paginateQuery(
    { client: documents },
    {
      TableName: from.table,
      KeyConditionExpression: 'pk = :pk AND begins_with(sk, :prefix)',
      ExpressionAttributeValues: { ':pk': userPartition(from.id), ':prefix': HISTORY_PREFIX },
      ConsistentRead: true,
    },
  );
  for await (const { Items = [] } of pages) {
    for (const item of Items) {
      const Item = { ...item, pk: userPartition(to.id) };
      await documents.send(new PutCommand({ TableName: to.table, Item }));
    }
  }
}
