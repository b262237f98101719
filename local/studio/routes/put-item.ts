import { isObject } from '../../shared/is-object.ts';
import { allowOnly, objectOf } from '../read/body.ts';
import { unchanged } from '../read/unchanged.ts';
import { tableNamed } from '../read/table.ts';
import { badRequest } from './local-route-error.ts';
import type { Item } from './table-items.ts';
import { defineRoute } from './route.ts';

/** Body of `PUT /_local/tables/NAME/items`. */
export interface PutItemInput {
  readonly item: Item;
  /** What is there now: another item is not overwritten; null: nothing. @default - whatever is there */
  readonly expected?: Item | null;
}

/** Its answer. */
export interface ReplacedItem {
  /** What was there before; null when there was none. */
  readonly replaced: Item | null;
}

/** Writes an item; its stream tells of it. */
export const putItem = defineRoute({
  method: 'PUT',
  path: '/_local/tables/:table/items',
  about:
    'Writes `item` of the body, in typed DynamoDB JSON, as DynamoDB would: streams tell of it. With `expected` (the item ' +
    'as it was read, or null) nothing else is overwritten. `PutItemInput`: `ReplacedItem`.',
  async answer(studio, { params, body }): Promise<ReplacedItem> {
    const table = tableNamed(params.table, studio);
    allowOnly(body, ['item', 'expected'] satisfies (keyof PutItemInput)[]);
    const { expected } = body;
    if (expected !== undefined && expected !== null && !isObject(expected)) {
      throw badRequest('expected of the body is neither an item nor null.');
    }
    const { Attributes } = await studio.dynamodb.call('PutItem', {
      TableName: table.name,
      Item: objectOf(body, 'item'),
      ReturnValues: 'ALL_OLD',
      ...(expected !== undefined && unchanged(expected, table)),
    });
    return { replaced: (Attributes ?? null) as Item | null };
  },
});
