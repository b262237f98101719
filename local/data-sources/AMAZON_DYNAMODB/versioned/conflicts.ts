import { isObject } from '../../../shared/is-object.ts';
import type { RequestObject } from '../../answers.ts';
import { fromWireItem, plainToWireItem, type TypedItem } from '../typed-values.ts';
import { versionOf, withoutMetadata, type Stamp } from './metadata.ts';
import { SyncError } from './sync-error.ts';
import { putItem } from './stores.ts';
import type { VersionedServices } from './versioned-table.ts';

/**
 * One way to store a change, given what the write is guarded with.
 * @returns the item as stored; null when there was nothing to delete
 * @throws DynamodbError
 */
export type Store = (stamp: Stamp, guard: RequestObject) => Promise<TypedItem | null>;

/** A write that is asked for. */
export interface Change {
  readonly operation: 'PutItem' | 'UpdateItem' | 'DeleteItem';
  readonly key: TypedItem;
  /** As it is asked for. */
  store(existing: TypedItem | null): Store;
  /** Merged into the item that another version left; null when that cannot be. */
  merge(existing: TypedItem): Store | null;
  /** The item that would be left. */
  preview(existing: TypedItem): TypedItem;
}

/**
 * Finds how a change is to be stored although its caller knows another version of the item.
 * https://docs.aws.amazon.com/appsync/latest/devguide/conflict-detection-and-resolution.html
 * @throws SyncError
 */
export async function resolveConflict(
  change: Change,
  existing: TypedItem,
  services: VersionedServices,
): Promise<Store> {
  const { conflicts } = services;
  if (conflicts?.handler === 'LAMBDA') return await askFunction(change, existing, services);
  const merged = conflicts?.handler === 'AUTOMERGE' ? change.merge(existing) : null;
  return merged ?? reject(existing);
}

function reject(existing: TypedItem): never {
  const message = 'Conflict resolver rejects mutation.';
  throw new SyncError('ConflictUnhandled', message, fromWireItem(existing));
}

async function askFunction(
  change: Change,
  existing: TypedItem,
  services: VersionedServices,
): Promise<Store> {
  const { context, conflicts, lambda, tableName, region } = services;
  const functionArn = conflicts?.functionArn ?? '';
  const outcome = await lambda.invoke(functionArn, {
    newItem: fromWireItem(withoutMetadata(change.preview(existing))),
    existingItem: fromWireItem(existing),
    arguments: context.arguments,
    resolver: {
      tableName,
      awsRegion: region,
      parentType: context.typeName,
      field: context.fieldName,
    },
    identity: context.identity,
  });
  if (!outcome.ok) {
    throw new SyncError('ConflictError', `${functionArn}: ${outcome.error.errorMessage}`);
  }
  const { action, item } = readDecision(outcome.payload);
  if (action === 'REJECT') return reject(existing);
  const isDelete = change.operation === 'DeleteItem';
  if (action === 'REMOVE' && isDelete) return change.store(existing);
  if (action === 'RESOLVE' && !isDelete && item !== null) {
    return putItem({ ...withoutMetadata(item), ...change.key }, services);
  }
  const allowed = isDelete ? 'REMOVE or REJECT' : 'RESOLVE with an item, or REJECT';
  throw new SyncError(
    'ConflictError',
    `The conflict handler ${functionArn} has to answer a ${change.operation} with ${allowed}.`,
  );
}

function readDecision(answer: unknown): {
  readonly action: unknown;
  readonly item: TypedItem | null;
} {
  const { action, item } = isObject(answer) ? answer : {};
  return { action, item: isObject(item) ? plainToWireItem(item) : null };
}

/** Whether the caller knows another version than the item has; an absent item conflicts with nothing. */
export function isConflict(existing: TypedItem | null, known: number | null): boolean {
  const version = versionOf(existing);
  return version !== 0 && version !== known;
}
