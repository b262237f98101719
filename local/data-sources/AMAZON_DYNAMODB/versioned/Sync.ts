import { answered, failed, type RequestObject } from '../../answers.ts';
import type { DataSourceAnswer } from '../../types.ts';
import { Expressions } from '../expressions.ts';
import { BAD_TOKEN } from '../pages.ts';
import { fromWireItem, type TypedItem } from '../typed-values.ts';
import { dayOf, timeOf } from './delta-table.ts';
import type { VersionedServices } from './versioned-table.ts';

const DEFAULT_LIMIT = 100;
const MAX_LIMIT = 1_000;
const DAY = 86_400_000; // 24 hours

/** Where a Sync stands: what its page tokens hold. */
interface Position {
  /** When the first page was asked for, in milliseconds since the epoch. */
  readonly startedAt: number;
  /** Null: the base table is read, else the changes since then. */
  readonly since: number | null;
  /** The day of the delta table that is read. */
  readonly day: string | null;
  readonly key: TypedItem | null;
}

interface Page {
  readonly items: readonly TypedItem[];
  readonly scannedCount: number;
  readonly next: Position | null;
}

/**
 * Reads the base table, or the changes since `lastSync` as long as the delta table keeps them.
 * https://docs.aws.amazon.com/appsync/latest/devguide/js-aws-appsync-resolver-reference-dynamodb-sync.html
 */
export async function Sync(
  request: RequestObject,
  services: VersionedServices,
): Promise<DataSourceAnswer> {
  const { pageTokens, context } = services;
  const position = readPosition(request, services);
  if (position === null) return BAD_TOKEN;
  const limit =
    request.limit === undefined || request.limit === null ? DEFAULT_LIMIT : Number(request.limit);
  if (!(limit >= 1)) return failed('BadRequest', 'The limit of a Sync is a number from 1 to 1000.');
  const read = position.since === null ? readBase : readDelta;
  const page = await read(request, position, Math.min(limit, MAX_LIMIT), services);
  return answered({
    items: page.items.map(fromWireItem),
    nextToken: page.next && pageTokens.seal(page.next, context.resolverKey),
    scannedCount: page.scannedCount,
    startedAt: position.startedAt,
  });
}

function readPosition(
  { nextToken, lastSync }: RequestObject,
  { pageTokens, context, table }: VersionedServices,
): Position | null {
  if (nextToken !== undefined && nextToken !== null) {
    return pageTokens.open(nextToken, context.resolverKey) as Position | null;
  }
  const now = table.clock.now();
  const oldest = now - table.versioning.deltaSyncTableTtl * 60_000;
  const isKept = lastSync !== undefined && lastSync !== null && Number(lastSync) >= oldest;
  const since = isKept ? Number(lastSync) : null;
  return { startedAt: now, since, day: since === null ? null : dayOf(since), key: null };
}

async function readBase(
  { filter, basePartitionKey }: RequestObject,
  position: Position,
  limit: number,
  services: VersionedServices,
): Promise<Page> {
  const { call, tableName, table } = services;
  const expressions = new Expressions().add('FilterExpression', filter, 'filter');
  if (typeof basePartitionKey === 'string') {
    const { partition, types } = await table.keySchema(services);
    const value = { [types[partition] ?? 'S']: basePartitionKey };
    expressions.add('KeyConditionExpression', equals(partition, value), 'basePartitionKey');
  }
  const output = await call(typeof basePartitionKey === 'string' ? 'Query' : 'Scan', {
    TableName: tableName,
    Limit: limit,
    ...startAt(position.key),
    ...expressions.input,
  });
  const key = output.LastEvaluatedKey as TypedItem | undefined;
  return {
    items: (output.Items ?? []) as readonly TypedItem[],
    scannedCount: Number(output.ScannedCount ?? 0),
    next: key ? { ...position, key } : null,
  };
}

/** Day by day, from the one of `since`. */
async function readDelta(
  request: RequestObject,
  position: Position,
  limit: number,
  services: VersionedServices,
): Promise<Page> {
  const today = dayOf(services.table.clock.now());
  const items: TypedItem[] = [];
  let scannedCount = 0;
  let { day, key } = position;
  while (day !== null && day <= today) {
    if (scannedCount >= limit) return { items, scannedCount, next: { ...position, day, key } };
    const from = { ...position, day, key };
    const output = await queryDay(request, from, limit - scannedCount, services);
    items.push(...((output.Items ?? []) as readonly TypedItem[]));
    scannedCount += Number(output.ScannedCount ?? 0);
    key = (output.LastEvaluatedKey as TypedItem | undefined) ?? null;
    if (key === null) day = dayOf(Date.parse(day) + DAY);
  }
  return { items, scannedCount, next: null };
}

function queryDay(
  { filter, basePartitionKey, deltaIndexName }: RequestObject,
  { day, key, since }: Position,
  limit: number,
  { call, tableName, table }: VersionedServices,
): ReturnType<VersionedServices['call']> {
  const isWhole = typeof deltaIndexName === 'string';
  const partition = `${tableName}:${day ?? ''}`;
  const isOfOne = !isWhole && typeof basePartitionKey === 'string';
  const prefix = isWhole ? 'gsi_' : '';
  const { expression, ...same } = equals(`${prefix}ds_pk`, {
    S: isOfOne ? `${partition}:${basePartitionKey}` : partition,
  });
  // On its first day not from the beginning.
  const time = since !== null && dayOf(since) === day ? timeOf(since) : '';
  const query = {
    expression: time === '' ? expression : `${expression} AND #appsync_sk >= :appsync_sk`,
    expressionNames: {
      ...same.expressionNames,
      ...(time !== '' && { '#appsync_sk': `${prefix}ds_sk` }),
    },
    expressionValues: {
      ...same.expressionValues,
      ...(time !== '' && { ':appsync_sk': { S: time } }),
    },
  };
  return call('Query', {
    TableName: table.versioning.deltaSyncTableName,
    ...(isWhole && { IndexName: deltaIndexName }),
    Limit: limit,
    ...startAt(key),
    ...new Expressions()
      .add('KeyConditionExpression', query, 'lastSync')
      .add('FilterExpression', filter, 'filter').input,
  });
}

const equals = (name: string, value: Readonly<Record<string, unknown>>) => ({
  expression: '#appsync_pk = :appsync_pk',
  expressionNames: { '#appsync_pk': name },
  expressionValues: { ':appsync_pk': value },
});

const startAt = (key: TypedItem | null): RequestObject =>
  key === null ? {} : { ExclusiveStartKey: key };
