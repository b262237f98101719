import type { DynamoDBDocumentClient, QueryCommandInput } from '@aws-sdk/lib-dynamodb';
import { paginateQuery } from '@aws-sdk/lib-dynamodb';
import type { UserRole } from '../../generated/schema-types.ts';
import { ORDERS, statusRoleOf } from '../../model/indexes.ts';

/** Which of them, and what of each. */
interface Question extends Pick<QueryCommandInput, 'ProjectionExpression' | 'Select'> {
  readonly filter: string;
  /** Of the filter, each with a colon in front. */
  readonly values: Readonly<Record<string, string>>;
}

/** Pages of all with a role who are invited and have not come, as the index has them: a moment behind. */
export const invitedPages = (
  { documents, table }: { readonly documents: DynamoDBDocumentClient; readonly table: string },
  role: UserRole,
  { filter, values, ...question }: Question,
) =>
  paginateQuery(
    { client: documents },
    {
      ...question,
      TableName: table,
      IndexName: ORDERS.CREATED_AT.byStatusRole,
      KeyConditionExpression: 'statusRole = :statusRole',
      FilterExpression: filter,
      ExpressionAttributeValues: { ':statusRole': statusRoleOf('INVITED', role), ...values },
    },
  );
