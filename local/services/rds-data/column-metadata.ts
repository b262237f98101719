import type { ResultField } from './postgres/messages.ts';
import type { ColumnType } from './result-types.ts';

/** What the catalog says of a column of a table. */
export interface CatalogColumn {
  readonly tableName: string;
  readonly schemaName: string;
  readonly columnName: string;
  readonly isNullable: boolean;
  readonly isAutoIncrement: boolean;
}

interface TypeFacts {
  /** java.sql.Types. */
  readonly type: number;
  readonly precision: number;
  readonly scale?: number;
  readonly isSigned?: true;
}

const UNBOUNDED = 2_147_483_647;
const JAVA = { array: 2003, other: 1111, varchar: 12 };

/** By typname; what stands not here is OTHER. */
const FACTS: Readonly<Record<string, TypeFacts>> = {
  bool: { type: -7, precision: 1 },
  int2: { type: 5, precision: 5, isSigned: true },
  int4: { type: 4, precision: 10, isSigned: true },
  int8: { type: -5, precision: 19, isSigned: true },
  float4: { type: 7, precision: 8, scale: 8, isSigned: true },
  float8: { type: 8, precision: 17, scale: 17, isSigned: true },
  numeric: { type: 2, precision: 0, isSigned: true },
  bpchar: { type: 1, precision: UNBOUNDED },
  text: { type: JAVA.varchar, precision: UNBOUNDED },
  varchar: { type: JAVA.varchar, precision: UNBOUNDED },
  name: { type: JAVA.varchar, precision: UNBOUNDED },
  bytea: { type: -2, precision: UNBOUNDED },
  date: { type: 91, precision: 13 },
  time: { type: 92, precision: 15, scale: 6 },
  timetz: { type: 92, precision: 21, scale: 6 },
  timestamp: { type: 93, precision: 29, scale: 6 },
  timestamptz: { type: 93, precision: 35, scale: 6 },
};

const OTHER: TypeFacts = { type: JAVA.other, precision: UNBOUNDED };

/** Of ColumnMetadata.nullable. */
const NULLABLE = { no: 0, yes: 1, unknown: 2 };

/** https://docs.aws.amazon.com/rdsdataservice/latest/APIReference/API_ColumnMetadata.html */
export function columnMetadata(
  field: ResultField,
  { name: typeName, element }: ColumnType,
  column: CatalogColumn | undefined,
): object {
  const facts = element ? { ...OTHER, type: JAVA.array } : (FACTS[typeName] ?? OTHER);
  const isNumber = facts.isSigned === true;
  const nullable = column?.isNullable ? NULLABLE.yes : NULLABLE.no;
  return {
    arrayBaseColumnType: element ? (FACTS[element.name] ?? OTHER).type : 0,
    isAutoIncrement: column?.isAutoIncrement ?? false,
    isCaseSensitive: !isNumber && !/^(?:bool|date|time)/.test(typeName),
    isCurrency: false,
    isSigned: isNumber,
    label: field.name,
    name: column?.columnName ?? field.name,
    nullable: column ? nullable : NULLABLE.unknown,
    ...sizeOf(typeName, facts, field.dataTypeModifier),
    schemaName: column?.schemaName ?? '',
    tableName: column?.tableName ?? '',
    type: facts.type,
    typeName,
  };
}

/** What stands in brackets behind a type: `numeric(10,2)`, `varchar(80)`. */
function sizeOf(
  typeName: string,
  { precision, scale = 0 }: TypeFacts,
  modifier: number,
): { readonly precision: number; readonly scale: number } {
  if (modifier < 4) return { precision, scale };
  const size = modifier - 4;
  if (typeName === 'numeric') return { precision: size >> 16, scale: size & 0xffff };
  return /^(?:bpchar|varchar)$/.test(typeName) ? { precision: size, scale } : { precision, scale };
}
