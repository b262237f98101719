import { CreateTableCommand, ScanCommand } from '@aws-sdk/client-dynamodb';
import { unmarshall } from '@aws-sdk/util-dynamodb';
import type { ConflictDetection, Versioning } from '../../../assembly/model.ts';
import type { DataSource, DataSourceAnswer } from '../../../data-sources/types.ts';
import { hostOf } from '../../support/appsync-api.ts';
import { startDynoxide, type Dynoxide } from '../../../testing/dynoxide.ts';
import { createFakeClock, type FakeClock } from '../../../testing/fake-clock.ts';
import { ask, sourceOf } from '../run-source.ts';

/** The start of the clock, 2026-11-23T09:30:00.250Z. */
export const START = Date.UTC(2026, 10, 23, 9, 30, 0, 250);

type Overrides = Parameters<typeof ask>[2];

/** A versioned data source of its own, on two new tables. */
export interface VersionedSource {
  readonly clock: FakeClock;
  readonly baseName: string;
  ask(request: unknown, overrides?: Overrides): Promise<DataSourceAnswer>;
  /** As a resolver with this SyncConfig. */
  detecting(
    handler: ConflictDetection['handler'],
    functionArn?: string,
  ): (request: unknown, overrides?: Overrides) => Promise<DataSourceAnswer>;
  /** Items of the table, as plain objects. */
  base(): Promise<Record<string, unknown>[]>;
  delta(): Promise<Record<string, unknown>[]>;
}

export interface VersionedSources extends AsyncDisposable {
  /** By ARN. */
  readonly functions: Record<string, (payload: unknown) => unknown>;
  make(options?: { versioning?: Partial<Versioning>; sortKey?: string }): Promise<VersionedSource>;
}

/** Starts the engine; each test makes tables of its own. */
export async function startVersionedSources(): Promise<VersionedSources> {
  const dynoxide = await startDynoxide();
  const functions: VersionedSources['functions'] = {};
  let made = 0;
  return {
    functions,
    async make({ versioning, sortKey } = {}) {
      made += 1;
      const names = { base: `Comments${made}`, delta: `ChangeLog${made}` };
      await createTable(dynoxide, names.base, sortKey === undefined ? ['id'] : ['id', sortKey]);
      await createTable(dynoxide, names.delta, ['ds_pk', 'ds_sk'], ['gsi_ds_pk', 'gsi_ds_sk']);
      const clock = createFakeClock(START);
      const config = {
        baseTableTtl: 60,
        deltaSyncTableName: names.delta,
        deltaSyncTableTtl: 30,
        ...versioning,
      };
      const source = sourceOf(
        {
          stackName: 'T',
          logicalId: 'D',
          name: 'comments',
          type: 'AMAZON_DYNAMODB',
          tableName: names.base,
          region: 'us-east-1',
          versioning: config,
        },
        { dynamodbEndpoint: dynoxide.endpoint, lambda: hostOf(functions), clock },
      );
      return viewOf(source, { clock, baseName: names.base }, (name) =>
        itemsOf(dynoxide, names[name]),
      );
    },
    [Symbol.asyncDispose]: () => dynoxide[Symbol.asyncDispose](),
  };
}

function viewOf(
  source: DataSource,
  { clock, baseName }: Pick<VersionedSource, 'clock' | 'baseName'>,
  items: (name: 'base' | 'delta') => Promise<Record<string, unknown>[]>,
): VersionedSource {
  return {
    clock,
    baseName,
    ask: (request, overrides) => ask(source, request, overrides),
    detecting(handler, functionArn) {
      const detecting = source.detecting?.({ handler, functionArn: functionArn ?? null });
      if (!detecting) throw new Error('not versioned');
      return (request, overrides) => ask(detecting, request, overrides);
    },
    base: () => items('base'),
    delta: () => items('delta'),
  };
}

async function createTable(
  { client }: Dynoxide,
  TableName: string,
  key: readonly string[],
  index: readonly string[] = [],
): Promise<void> {
  const schema = (names: readonly string[]) =>
    names.map((AttributeName, at) => ({
      AttributeName,
      KeyType: at === 0 ? ('HASH' as const) : ('RANGE' as const),
    }));
  await client.send(
    new CreateTableCommand({
      TableName,
      BillingMode: 'PAY_PER_REQUEST',
      AttributeDefinitions: [...key, ...index].map((AttributeName) => ({
        AttributeName,
        AttributeType: 'S' as const,
      })),
      KeySchema: schema(key),
      ...(index.length > 0 && {
        GlobalSecondaryIndexes: [
          { IndexName: 'whole', KeySchema: schema(index), Projection: { ProjectionType: 'ALL' } },
        ],
      }),
    }),
  );
}

async function itemsOf(
  { client }: Dynoxide,
  TableName: string,
): Promise<Record<string, unknown>[]> {
  const { Items = [] } = await client.send(new ScanCommand({ TableName }));
  return Items.map((item) => unmarshall(item));
}

/** A PutItem request. */
export const put = (
  id: string,
  attributeValues: Readonly<Record<string, unknown>>,
  more: Readonly<Record<string, unknown>> = {},
) => ({ operation: 'PutItem', key: { id: { S: id } }, attributeValues, ...more });

/** An UpdateItem request that sets attributes. */
export function set(
  id: string,
  attributes: Readonly<Record<string, unknown>>,
  more: Readonly<Record<string, unknown>> = {},
) {
  const names = Object.keys(attributes);
  return {
    operation: 'UpdateItem',
    key: { id: { S: id } },
    update: {
      expression: `SET ${names.map((name) => `#${name} = :${name}`).join(', ')}`,
      expressionNames: Object.fromEntries(names.map((name) => [`#${name}`, name])),
      expressionValues: Object.fromEntries(names.map((name) => [`:${name}`, attributes[name]])),
    },
    ...more,
  };
}

/** A DeleteItem request. */
export const remove = (id: string, more: Readonly<Record<string, unknown>> = {}) => ({
  operation: 'DeleteItem',
  key: { id: { S: id } },
  ...more,
});
