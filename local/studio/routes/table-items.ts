import { keyConditions, keyOf } from '../read/key-conditions.ts';
import { readPageToken, writePageToken } from '../read/page-token.ts';
import { numberIn, objectInQuery, oneOf } from '../read/query.ts';
import { tableNamed } from '../read/table.ts';
import { defineRoute } from './route.ts';

/** An item in typed DynamoDB JSON. */
export type Item = Readonly<Record<string, unknown>>;

/** `GET /_local/tables/NAME/items`: a page of a table or index. */
export interface ItemPage {
  readonly items: readonly Item[];
  /** For `next` of the page behind it; null at the end. */
  readonly next: string | null;
  readonly operation: 'Query' | 'Scan';
  /** How many were read, before `limit` cut. */
  readonly scanned: number;
  /** Read capacity units. */
  readonly units: number;
}

/** Items of a table. */
export const tableItems = defineRoute({
  method: 'GET',
  path: '/_local/tables/:table/items',
  about:
    'A page of items: `?index=` reads an index, `?key={"kind":{"S":"saw"},"weight":{">=":{"N":"2"}}}` queries by key ' +
    '(`=`, `<`, `<=`, `>`, `>=`, `between`, `begins_with`), without it scans; `?limit=` (1 to 1000, 50), ' +
    '`?order=descending`, `?next=` of the page before: `ItemPage`.',
  async answer(studio, { params, query }): Promise<ItemPage> {
    const table = tableNamed(params.table, studio);
    const index = query.get('index');
    keyOf(table, index);
    const conditions = keyConditions(objectInQuery(query, 'key'));
    const operation = conditions.KeyConditionExpression === undefined ? 'Scan' : 'Query';
    const order = oneOf('order', query.get('order') ?? 'ascending', ['ascending', 'descending']);
    const output = await studio.dynamodb.call(operation, {
      TableName: table.name,
      ...(index !== null && { IndexName: index }),
      ...conditions,
      ...(operation === 'Query' && { ScanIndexForward: order === 'ascending' }),
      Limit: numberIn(query, 'limit', { otherwise: 50, max: 1_000 }),
      ExclusiveStartKey: readPageToken(query.get('next')),
      ReturnConsumedCapacity: 'TOTAL',
    });
    const { Items, LastEvaluatedKey, ScannedCount, ConsumedCapacity } = output;
    return {
      items: (Items ?? []) as readonly Item[],
      next: writePageToken(LastEvaluatedKey),
      operation,
      scanned: Number(ScannedCount),
      units: Number((ConsumedCapacity as Item | undefined)?.['CapacityUnits'] ?? 0),
    };
  },
});
