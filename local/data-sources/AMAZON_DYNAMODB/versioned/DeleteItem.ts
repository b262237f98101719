import { missing, type RequestObject } from '../../answers.ts';
import type { DataSourceAnswer } from '../../types.ts';
import { conditionalWrite } from '../conditions.ts';
import { toWireItem, type TypedItem } from '../typed-values.ts';
import type { Change, Store } from './conflicts.ts';
import { stamped } from './metadata.ts';
import { putItem } from './stores.ts';
import { versionedWrite } from './versioned-write.ts';
import type { VersionedServices } from './versioned-table.ts';

/** DeleteItem of a versioned data source: leaves a tombstone for BaseTableTTL minutes. */
export async function DeleteItem(
  request: RequestObject,
  services: VersionedServices,
): Promise<DataSourceAnswer> {
  const change = changeOf(request, services);
  return await conditionalWrite(request, services, {
    key: change.key,
    isDoneWhenAbsent: true,
    write: (again) => versionedWrite(again, change, services),
  });
}

function changeOf(request: RequestObject, services: VersionedServices): Change {
  if (request.key === undefined) throw missing('key');
  const key = toWireItem(request.key, 'key');
  const { clock, versioning } = services.table;
  return {
    operation: 'DeleteItem',
    key,
    store(existing) {
      if (existing === null || versioning.baseTableTtl === 0) {
        return removeItem(key, existing, services);
      }
      const until = Math.floor(clock.now() / 1_000) + versioning.baseTableTtl * 60;
      return putItem({ ...existing, ...DELETED, _ttl: { N: String(until) } }, services);
    },
    // A deletion has nothing that could be merged.
    merge: () => null,
    preview: (existing) => ({ ...existing, ...DELETED }),
  };
}

const DELETED: TypedItem = { _deleted: { BOOL: true } };

/** What the delta table is told is the last item, with the mark of its deletion. */
function removeItem(
  key: TypedItem,
  existing: TypedItem | null,
  { call, tableName }: VersionedServices,
): Store {
  return async (stamp, guard) => {
    await call('DeleteItem', { TableName: tableName, Key: key, ...guard });
    return existing && { ...existing, ...DELETED, ...stamped(stamp) };
  };
}
