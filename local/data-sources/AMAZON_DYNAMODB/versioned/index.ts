import type { RequestObject } from '../../answers.ts';
import type { DataSourceAnswer } from '../../types.ts';
import type { Operation } from '../operation.ts';
import { DeleteItem } from './DeleteItem.ts';
import { PutItem } from './PutItem.ts';
import { Sync } from './Sync.ts';
import { SyncError } from './sync-error.ts';
import { UpdateItem } from './UpdateItem.ts';
import type { VersionedServices } from './versioned-table.ts';

type VersionedOperation = (
  request: RequestObject,
  services: VersionedServices,
) => Promise<DataSourceAnswer>;

/** Operations that are others on a versioned data source; null: the same. */
const OPERATIONS: Readonly<Record<string, VersionedOperation | null>> = {
  TransactGetItems: null,
  PutItem,
  BatchGetItem: null,
  Scan: null,
  Query: null,
  GetItem: null,
  DeleteItem,
  UpdateItem,
  Sync,
};

/**
 * Runs an operation on a versioned data source.
 * @throws MalformedRequest
 * @throws DynamodbError
 * @throws SyncError
 */
export function runVersioned(
  operation: Operation,
  request: RequestObject,
  services: VersionedServices,
): Promise<DataSourceAnswer> {
  const versioned = OPERATIONS[operation.name];
  if (versioned === undefined) {
    throw new SyncError(
      'UnsupportedOperation',
      `Unsupported operation '${operation.name}'. Datasource Versioning only supports the following operations (${Object.keys(OPERATIONS).join(',')}).`,
    );
  }
  return versioned ? versioned(request, services) : operation.run(request, services);
}
