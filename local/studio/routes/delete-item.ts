import { objectInQuery } from '../read/query.ts';
import { tableNamed } from '../read/table.ts';
import { badRequest } from './local-route-error.ts';
import type { Item } from './table-items.ts';
import { defineRoute } from './route.ts';

/** `DELETE /_local/tables/NAME/items`. */
export interface DeletedItem {
  /** What was there; null when there was none. */
  readonly deleted: Item | null;
}

/** Removes an item; its stream tells of it. */
export const deleteItem = defineRoute({
  method: 'DELETE',
  path: '/_local/tables/:table/items',
  about: 'Deletes the item of `?key={"id":{"S":"1"}}` as DynamoDB would: `DeletedItem`.',
  async answer(studio, { params, query }): Promise<DeletedItem> {
    const { name } = tableNamed(params.table, studio);
    const Key = objectInQuery(query, 'key');
    if (Key === null) throw badRequest('key is missing: ?key={"id":{"S":"1"}} names an item.');
    const input = { TableName: name, Key, ReturnValues: 'ALL_OLD' };
    const { Attributes } = await studio.dynamodb.call('DeleteItem', input);
    return { deleted: (Attributes ?? null) as Item | null };
  },
});
