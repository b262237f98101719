import { missing, type RequestObject } from '../../answers.ts';
import type { DataSourceAnswer } from '../../types.ts';
import { conditionalWrite } from '../conditions.ts';
import { toWireItem } from '../typed-values.ts';
import { mergeItems } from './automerge.ts';
import type { Change } from './conflicts.ts';
import { METADATA, refuseMetadata, withoutMetadata } from './metadata.ts';
import { putItem } from './stores.ts';
import { versionedWrite } from './versioned-write.ts';
import type { VersionedServices } from './versioned-table.ts';

/** PutItem of a versioned data source. */
export async function PutItem(
  request: RequestObject,
  services: VersionedServices,
): Promise<DataSourceAnswer> {
  const change = changeOf(request, services);
  return await conditionalWrite(request, services, {
    key: change.key,
    attempted: (again) => changeOf(again, services).preview({}),
    unlooked: METADATA,
    write: (again) => versionedWrite(again, changeOf(again, services), services),
  });
}

function changeOf(request: RequestObject, services: VersionedServices): Change {
  if (request.key === undefined) throw missing('key');
  const key = toWireItem(request.key, 'key');
  const attributes = toWireItem(request.attributeValues ?? {}, 'attributeValues');
  refuseMetadata(Object.keys(attributes));
  return {
    operation: 'PutItem',
    key,
    store: () => putItem({ ...attributes, ...key }, services),
    merge: (existing) => putItem(mergeItems(withoutMetadata(existing), attributes), services),
    preview: () => ({ ...attributes, ...key }),
  };
}
