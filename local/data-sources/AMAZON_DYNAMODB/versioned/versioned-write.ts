import { answered, type RequestObject } from '../../answers.ts';
import type { DataSourceAnswer } from '../../types.ts';
import { DynamodbError } from '../errors.ts';
import { Expressions } from '../expressions.ts';
import { fromWireItem, type TypedItem } from '../typed-values.ts';
import { isConflict, resolveConflict, type Change, type Store } from './conflicts.ts';
import { recordChange } from './delta-table.ts';
import { knownVersion, versionOf } from './metadata.ts';
import { SyncError } from './sync-error.ts';
import type { VersionedServices } from './versioned-table.ts';

/** How often a write is begun anew because another one was faster. AWS's number is not known. */
const MAX_ATTEMPTS = 10;

/**
 * Makes a change on the version of the item that is read before it, and records it.
 * @throws DynamodbError, for a condition of the request that fails among others
 * @throws SyncError
 */
export async function versionedWrite(
  request: RequestObject,
  change: Change,
  services: VersionedServices,
): Promise<DataSourceAnswer> {
  let existing = await readItem(change.key, services);
  for (let attempt = 0; attempt < MAX_ATTEMPTS; attempt += 1) {
    const store = await chooseStore(request, change, existing, services);
    const changedAt = services.table.clock.now();
    const stamp = { version: versionOf(existing) + 1, changedAt };
    try {
      const stored = await store(stamp, guard(request, versionOf(existing)));
      if (stored === null) return answered(null);
      await recordChange(stored, changedAt, request, services);
      return answered(fromWireItem(stored));
    } catch (error) {
      if (!isFailedCondition(error)) throw error;
      const now = await readItem(change.key, services);
      if (versionOf(now) === versionOf(existing)) throw error;
      existing = now;
    }
  }
  throw new SyncError('MaxConflicts', 'Other writes of the same item were faster each time.');
}

async function chooseStore(
  request: RequestObject,
  change: Change,
  existing: TypedItem | null,
  services: VersionedServices,
): Promise<Store> {
  if (!services.conflicts || !existing || !isConflict(existing, knownVersion(request))) {
    return change.store(existing);
  }
  await checkCondition(request, change.key, services);
  return await resolveConflict(change, existing, services);
}

/** The request's own condition comes before the conflict: nothing is resolved that may not be written. */
async function checkCondition(
  { condition }: RequestObject,
  key: TypedItem,
  { ownCall, tableName }: VersionedServices,
): Promise<void> {
  const { input } = new Expressions().add('ConditionExpression', condition, 'condition');
  if (input.ConditionExpression === undefined) return;
  try {
    const ConditionCheck = { TableName: tableName, Key: key, ...input };
    await ownCall('TransactWriteItems', { TransactItems: [{ ConditionCheck }] });
  } catch (error) {
    if (!(error instanceof DynamodbError)) throw error;
    const failed = error.cancellationReasons?.some(({ Code }) => Code === 'ConditionalCheckFailed');
    throw failed ? error.asFailedCondition() : error;
  }
}

/** Condition, names and values that let a write happen on this version only. */
function guard({ condition }: RequestObject, version: number): RequestObject {
  const { input } = new Expressions().add('ConditionExpression', condition, 'condition');
  const own =
    version === 0 ? 'attribute_not_exists(#appsync_version)' : '#appsync_version = :appsync_known';
  const asked = input.ConditionExpression;
  return {
    ConditionExpression: typeof asked === 'string' ? `(${asked}) AND ${own}` : own,
    ExpressionAttributeNames: {
      ...(input.ExpressionAttributeNames as RequestObject | undefined),
      '#appsync_version': '_version',
    },
    ...((version !== 0 || input.ExpressionAttributeValues !== undefined) && {
      ExpressionAttributeValues: {
        ...(input.ExpressionAttributeValues as RequestObject | undefined),
        ...(version !== 0 && { ':appsync_known': { N: String(version) } }),
      },
    }),
  };
}

async function readItem(
  key: TypedItem,
  { call, tableName }: VersionedServices,
): Promise<TypedItem | null> {
  const { Item } = await call('GetItem', { TableName: tableName, Key: key, ConsistentRead: true });
  return (Item as TypedItem | undefined) ?? null;
}

const isFailedCondition = (error: unknown): boolean =>
  error instanceof DynamodbError && error.code === 'ConditionalCheckFailedException';
