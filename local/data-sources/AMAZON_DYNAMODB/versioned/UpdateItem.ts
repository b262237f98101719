import { missing, type RequestObject } from '../../answers.ts';
import type { DataSourceAnswer } from '../../types.ts';
import { conditionalWrite } from '../conditions.ts';
import { Expressions } from '../expressions.ts';
import { toWireItem, type TypedItem } from '../typed-values.ts';
import { mergeUpdate, type MergedUpdate, mentions } from './automerge.ts';
import type { Change, Store } from './conflicts.ts';
import { knownVersion, refuseMetadata } from './metadata.ts';
import { previewUpdate } from './preview-update.ts';
import { SyncError } from './sync-error.ts';
import { parseUpdate, printUpdate, readPath } from './update-actions.ts';
import { versionedWrite } from './versioned-write.ts';
import type { VersionedServices } from './versioned-table.ts';

/** UpdateItem of a versioned data source. */
export async function UpdateItem(
  request: RequestObject,
  services: VersionedServices,
): Promise<DataSourceAnswer> {
  if (services.conflicts && knownVersion(request) === null) {
    const message = 'UpdateItem on versioned data source requires the _version to be provided.';
    throw new SyncError('BadRequest', message);
  }
  return await conditionalWrite(request, services, {
    key: changeOf(request, services).key,
    write: (again) => versionedWrite(again, changeOf(again, services), services),
  });
}

function changeOf(request: RequestObject, services: VersionedServices): Change {
  if (request.key === undefined) throw missing('key');
  if (request.update === undefined) throw missing('update');
  const key = toWireItem(request.key, 'key');
  const { input } = new Expressions().add('UpdateExpression', request.update, 'update');
  const names = (input.ExpressionAttributeNames ?? {}) as Readonly<Record<string, string>>;
  const values = (input.ExpressionAttributeValues ?? {}) as TypedItem;
  const actions = parseUpdate(String(input.UpdateExpression));
  refuseMetadata(actions.map(({ path }) => String(readPath(path, names)[0])));
  const store = (update: MergedUpdate): Store => updateItem(key, update, names, services);
  return {
    operation: 'UpdateItem',
    key,
    store: () => store({ actions, values }),
    merge: (existing) => store(mergeUpdate(existing, actions, { names, values })),
    preview: (existing) => previewUpdate({ ...existing, ...key }, actions, { names, values }),
  };
}

/** The update with the metadata beside it; a tombstone becomes an item again. */
function updateItem(
  key: TypedItem,
  { actions, values }: MergedUpdate,
  names: Readonly<Record<string, string>>,
  { call, tableName }: VersionedServices,
): Store {
  return async (stamp, guard) => {
    const expression = printUpdate([...actions, ...OWN_ACTIONS]);
    const used = Object.entries(names).filter(([name]) => mentions(expression, name));
    const { Attributes } = await call('UpdateItem', {
      TableName: tableName,
      Key: key,
      ReturnValues: 'ALL_NEW',
      UpdateExpression: expression,
      ConditionExpression: guard.ConditionExpression,
      ExpressionAttributeNames: {
        ...Object.fromEntries(used),
        ...(guard.ExpressionAttributeNames as RequestObject),
        '#appsync_version': '_version',
        '#appsync_changed': '_lastChangedAt',
        '#appsync_deleted': '_deleted',
        '#appsync_ttl': '_ttl',
      },
      ExpressionAttributeValues: {
        ...values,
        ...(guard.ExpressionAttributeValues as RequestObject | undefined),
        ':appsync_version': { N: String(stamp.version) },
        ':appsync_changed': { N: String(stamp.changedAt) },
      },
    });
    return Attributes as TypedItem;
  };
}

const OWN_ACTIONS = [
  { clause: 'SET', path: '#appsync_version', value: ':appsync_version' },
  { clause: 'SET', path: '#appsync_changed', value: ':appsync_changed' },
  { clause: 'REMOVE', path: '#appsync_deleted' },
  { clause: 'REMOVE', path: '#appsync_ttl' },
] as const;
