import { AwsError } from '../../aws/index.ts';

/** A type of columns, as its values are read. */
export interface ColumnType {
  /** As in pg_type: `int4`, `_int4`. */
  readonly name: string;
  readonly kind: TypeKind;
  /** What an array is made of. @default - it is none */
  readonly element?: ColumnType;
}

/** How values of a type are given. */
export type TypeKind = 'boolean' | 'long' | 'double' | 'decimal' | 'blob' | 'instant' | 'text';

/** A row of pg_type. */
export interface TypeRow {
  readonly name: string;
  /** typtype: `b`, `e` for enums. */
  readonly type: string;
  /** typcategory: `S` for texts. */
  readonly category: string;
  /** Whether an extension has it. */
  readonly isExtension: boolean;
  readonly element: TypeRow | null;
}

/**
 * The types that the Data API gives.
 * https://docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide/data-api-operations.html
 */
const KINDS: Readonly<Record<string, TypeKind>> = {
  bool: 'boolean',
  int2: 'long',
  int4: 'long',
  int8: 'long',
  oid: 'long',
  float4: 'double',
  float8: 'double',
  numeric: 'decimal',
  bytea: 'blob',
  timestamptz: 'instant',
  timetz: 'instant',
  bpchar: 'text',
  char: 'text',
  cidr: 'text',
  date: 'text',
  inet: 'text',
  json: 'text',
  jsonb: 'text',
  name: 'text',
  text: 'text',
  time: 'text',
  timestamp: 'text',
  uuid: 'text',
  varchar: 'text',
};

/** OIDs of the usual types, which are the same in every Postgres: for them the catalog is not asked. */
const USUAL: Readonly<Record<number, string>> = {
  16: 'bool',
  17: 'bytea',
  20: 'int8',
  21: 'int2',
  23: 'int4',
  25: 'text',
  114: 'json',
  701: 'float8',
  1043: 'varchar',
  1082: 'date',
  1114: 'timestamp',
  1184: 'timestamptz',
  1700: 'numeric',
  2950: 'uuid',
  3802: 'jsonb',
};

/** One of the usual types. */
export function usualType(oid: number): ColumnType | undefined {
  const name = USUAL[oid] ?? '';
  const kind = KINDS[name];
  return kind && { name, kind };
}

/**
 * How values of a type are read.
 * @throws AwsError UnsupportedResultException
 */
export function columnType(row: TypeRow): ColumnType {
  const { name, type, element } = row;
  const kind = KINDS[name];
  if (kind) return { name, kind };
  if (type === 'e' || row.isExtension) return { name, kind: 'text' };
  if (element && row.category === 'A') return { name, kind: 'text', element: columnType(element) };
  throw new AwsError(
    'UnsupportedResultException',
    `The result contains the unsupported data type ${name}.`,
  );
}
