import type { RequestObject } from '../../answers.ts';
import type { TypedItem } from '../typed-values.ts';
import { stamped, type Stamp } from './metadata.ts';
import type { VersionedServices } from './versioned-table.ts';

/** Stores a whole item in place of whatever is there. */
export function putItem(item: TypedItem, { call, tableName }: VersionedServices) {
  return async (stamp: Stamp, guard: RequestObject): Promise<TypedItem> => {
    const Item = { ...item, ...stamped(stamp) };
    await call('PutItem', { TableName: tableName, Item, ...guard });
    return Item;
  };
}
