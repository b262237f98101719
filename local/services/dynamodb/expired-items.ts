import type { AttributeValue, DeleteItemCommandInput } from '@aws-sdk/client-dynamodb';
import type { Table } from '../../assembly/model.ts';
import type { ExpiryMarks } from './stream-records.ts';
import type { TableCall } from './table-calls.ts';

/** Items older than this are taken for data that never meant a time to live. */
const FIVE_YEARS = 5 * 365 * 24 * 60 * 60; // seconds
const PAGE = 1_000;

/**
 * Deletes the items of a table whose time is over, as DynamoDB's own service does.
 * https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/ttl-expired-items.html
 * @param now in milliseconds since the epoch
 * @returns how many there were
 */
export async function deleteExpired(
  call: TableCall,
  table: Table,
  { now, marks }: { readonly now: number; readonly marks: ExpiryMarks },
): Promise<number> {
  if (table.timeToLiveAttribute === null) return 0;
  const expired = {
    // Of another type than number it never holds.
    expression: '#ttl < :now AND #ttl > :oldest',
    ExpressionAttributeNames: { '#ttl': table.timeToLiveAttribute },
    ExpressionAttributeValues: {
      ':now': { N: String(Math.floor(now / 1_000)) },
      ':oldest': { N: String(Math.floor(now / 1_000) - FIVE_YEARS) },
    },
  };
  let deleted = 0;
  let from: Record<string, AttributeValue> | undefined;
  do {
    const { expression, ...placeholders } = expired;
    const page = await call('Scan', {
      TableName: table.tableName,
      Limit: PAGE,
      FilterExpression: expression,
      ExclusiveStartKey: from,
      ...placeholders,
    });
    for (const item of page.Items ?? []) {
      const Key = keyOf(item, table);
      const isDone = await marks.during(table.tableName, Key, () =>
        deleteItem(call, {
          TableName: table.tableName,
          Key,
          ConditionExpression: expression,
          ...placeholders,
        }),
      );
      if (isDone) deleted += 1;
    }
    from = page.LastEvaluatedKey;
  } while (from !== undefined);
  return deleted;
}

/** False when the item was given more time meanwhile. */
async function deleteItem(call: TableCall, input: DeleteItemCommandInput): Promise<boolean> {
  try {
    await call('DeleteItem', input);
    return true;
  } catch (error) {
    if (error instanceof Error && error.name === 'ConditionalCheckFailedException') return false;
    throw error;
  }
}

function keyOf(
  item: Record<string, AttributeValue>,
  { createTableInput }: Table,
): Record<string, AttributeValue> {
  const schema = createTableInput['KeySchema'] as readonly { readonly AttributeName: string }[];
  return Object.fromEntries(
    schema.flatMap(({ AttributeName: name }) => {
      const value = item[name];
      return value ? [[name, value] as const] : [];
    }),
  );
}
