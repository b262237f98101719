import { objectInQuery } from '../read/query.ts';
import { tableNamed } from '../read/table.ts';
import { badRequest } from './local-route-error.ts';
import type { Item } from './table-items.ts';
import { defineRoute } from './route.ts';

/** `GET /_local/tables/NAME/item`: null when there is none. */
export interface FoundItem {
  readonly item: Item | null;
}

/** One item of a table. */
export const tableItem = defineRoute({
  method: 'GET',
  path: '/_local/tables/:table/item',
  about: 'The item of `?key={"id":{"S":"1"}}`, as it is at this moment: `FoundItem`.',
  async answer(studio, { params, query }): Promise<FoundItem> {
    const { name } = tableNamed(params.table, studio);
    const Key = objectInQuery(query, 'key');
    if (Key === null) throw badRequest('key is missing: ?key={"id":{"S":"1"}} names an item.');
    const input = { TableName: name, Key, ConsistentRead: true };
    const { Item: item } = await studio.dynamodb.call('GetItem', input);
    return { item: (item ?? null) as Item | null };
  },
});
