import type { ConflictDetection, Versioning } from '../../../assembly/model.ts';
import type { Clock } from '../../../shared/clock.ts';
import type { OperationServices } from '../operation.ts';
import type { TypedItem } from '../typed-values.ts';

/** Names and types of a table's key. */
export interface KeySchema {
  readonly partition: string;
  readonly sort: string | null;
  /** `S`, `N` or `B` by attribute. */
  readonly types: Readonly<Record<string, string>>;
}

/** What a versioned data source knows beside its table's name. */
export interface VersionedTable {
  readonly versioning: Versioning;
  readonly clock: Clock;
  /** Asked of DynamoDB once. */
  keySchema(services: Pick<OperationServices, 'ownCall' | 'tableName'>): Promise<KeySchema>;
}

/** What an operation of a versioned data source works with. */
export interface VersionedServices extends OperationServices {
  readonly table: VersionedTable;
  /** Null: the resolver detects no conflicts. */
  readonly conflicts: ConflictDetection | null;
}

/** Makes the part that all operations of a data source share. */
export function createVersionedTable(versioning: Versioning, clock: Clock): VersionedTable {
  let known: KeySchema | null = null;
  return {
    versioning,
    clock,
    async keySchema({ ownCall, tableName }) {
      known ??= readKeySchema(await ownCall('DescribeTable', { TableName: tableName }));
      return known;
    },
  };
}

interface TableAnswer {
  readonly Table?: {
    readonly KeySchema?: readonly { readonly AttributeName: string; readonly KeyType: string }[];
    readonly AttributeDefinitions?: readonly {
      readonly AttributeName: string;
      readonly AttributeType: string;
    }[];
  };
}

function readKeySchema({ Table }: TableAnswer): KeySchema {
  const nameOf = (type: string): string | undefined =>
    Table?.KeySchema?.find(({ KeyType }) => KeyType === type)?.AttributeName;
  const definitions = Table?.AttributeDefinitions ?? [];
  return {
    partition: nameOf('HASH') ?? '',
    sort: nameOf('RANGE') ?? null,
    types: Object.fromEntries(
      definitions.map(({ AttributeName, AttributeType }) => [AttributeName, AttributeType]),
    ),
  };
}

/** The text of a key attribute. */
export const keyText = (item: TypedItem, name: string): string =>
  Object.values(item[name] ?? {})
    .map(String)
    .join('');
