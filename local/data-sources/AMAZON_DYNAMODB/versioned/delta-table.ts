import type { RequestObject } from '../../answers.ts';
import { DynamodbError } from '../errors.ts';
import { fromWireItem, type TypedItem } from '../typed-values.ts';
import { versionOf } from './metadata.ts';
import { SyncError } from './sync-error.ts';
import { keyText, type VersionedServices } from './versioned-table.ts';

/**
 * Records a change in the delta table.
 * https://docs.aws.amazon.com/appsync/latest/devguide/versioned-data-sources.html#delta-sync-table
 * @throws SyncError
 */
export async function recordChange(
  stored: TypedItem,
  changedAt: number,
  request: RequestObject,
  services: VersionedServices,
): Promise<void> {
  const { deltaSyncTableName, deltaSyncTableTtl } = services.table.versioning;
  const Item = {
    ...stored,
    ...(await deltaKeys(stored, changedAt, request, services)),
    _ttl: { N: String(Math.floor(changedAt / 1_000) + deltaSyncTableTtl * 60) },
  };
  try {
    await services.call('PutItem', { TableName: deltaSyncTableName, Item });
  } catch (error) {
    if (!(error instanceof DynamodbError)) throw error;
    throw new SyncError('DeltaSyncWriteError', error.message, fromWireItem(stored));
  }
}

async function deltaKeys(
  item: TypedItem,
  changedAt: number,
  { customPartitionKey, populateIndexFields }: RequestObject,
  services: VersionedServices,
): Promise<TypedItem> {
  const { partition, sort } = await services.table.keySchema(services);
  const day = `${services.tableName}:${dayOf(changedAt)}`;
  const time = timeOf(changedAt);
  const version = versionOf(item);
  const partitionValue = keyText(item, partition);
  const sortValue = sort === null ? null : keyText(item, sort);
  const whole = sortValue === null ? partitionValue : `${partitionValue}#${sortValue}`;
  if (typeof customPartitionKey !== 'string') {
    return { ds_pk: { S: day }, ds_sk: { S: `${time}:${whole}:${version}` } };
  }
  return {
    ds_pk: { S: `${day}:${partitionValue}` },
    ds_sk: { S: `${time}:${sortValue ?? partitionValue}:${version}` },
    ...(populateIndexFields === true && {
      gsi_ds_pk: { S: day },
      gsi_ds_sk: { S: `${time}:${whole}:${version}` },
    }),
  };
}

/** `2026-11-23`, in UTC. */
export const dayOf = (ms: number): string => new Date(ms).toISOString().slice(0, 10);

/** `09:30:00.000`, in UTC. */
export const timeOf = (ms: number): string => new Date(ms).toISOString().slice(11, 23);
