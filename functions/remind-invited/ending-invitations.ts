import type { DynamoDBDocumentClient, QueryCommandInput } from '@aws-sdk/lib-dynamodb';
import { QueryCommand } from '@aws-sdk/lib-dynamodb';
import { USER_ROLES } from '../../generated/enum-values.ts';
import { ORDERS, statusRoleOf } from '../../model/indexes.ts';

/**
 * Ids of all whose invitation ends after one moment, and by another at the latest, as the index has them: a
 * moment behind.
 * @param after ISO 8601
 * @param by ISO 8601
 */
export async function* endingInvitations(
  { documents, table }: { readonly documents: DynamoDBDocumentClient; readonly table: string },
  after: string,
  by: string,
): AsyncGenerator<readonly string[]> {
  for (const role of USER_ROLES) {
    let start: QueryCommandInput['ExclusiveStartKey'];
    do {
      const answer = await documents.send(
        new QueryCommand({
          TableName: table,
          IndexName: ORDERS.CREATED_AT.byStatusRole,
          KeyConditionExpression: 'statusRole = :statusRole',
          FilterExpression: '#invitation.#expiresAt > :after AND #invitation.#expiresAt <= :by',
          ProjectionExpression: 'id',
          ExpressionAttributeNames: { '#invitation': 'invitation', '#expiresAt': 'expiresAt' },
          ExpressionAttributeValues: {
            ':statusRole': statusRoleOf('INVITED', role),
            ':after': after,
            ':by': by,
          },
          ExclusiveStartKey: start,
        }),
      );
      yield (answer.Items ?? []).map(({ id }) => String(id));
      start = answer.LastEvaluatedKey;
    } while (start);
  }
}
