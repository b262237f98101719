import type { CatalogColumn } from './column-metadata.ts';
import { requireSuccess } from './database-error.ts';
import type { Outcome, ResultField, Step } from './postgres/messages.ts';
import { columnType, usualType, type ColumnType, type TypeRow } from './result-types.ts';

/** Runs statements where those ran whose result is read. */
export type RunSteps = (steps: readonly Step[]) => Promise<readonly Outcome[]>;

const list = (values: readonly number[]): string => [...new Set(values), 0].join(', ');

const TYPE = (t: string): string =>
  `${t}.oid, ${t}.typname, ${t}.typtype, ${t}.typcategory, EXISTS (SELECT FROM pg_depend d WHERE d.classid = 'pg_type'::regclass AND d.objid = ${t}.oid AND d.deptype = 'e')`;

/**
 * How the columns of a result are read.
 * @throws AwsError UnsupportedResultException
 */
export async function columnTypes(
  fields: readonly ResultField[],
  run: RunSteps,
): Promise<readonly ColumnType[]> {
  const usual = fields
    .map(({ dataTypeID }) => usualType(dataTypeID))
    .filter((type) => type !== undefined);
  if (usual.length === fields.length) return usual;
  const oids = list(fields.map(({ dataTypeID }) => dataTypeID));
  const sql = `SELECT ${TYPE('t')}, ${TYPE('e')} FROM pg_type t LEFT JOIN pg_type e ON e.oid = t.typelem WHERE t.oid IN (${oids})`;
  const [found] = requireSuccess(await run([{ sql }]));
  const rows = new Map(found?.rows.map((row) => [Number(row[0]), typeRow(row)]));
  return fields.map(({ dataTypeID }) => columnType(rows.get(dataTypeID) ?? UNKNOWN));
}

const UNKNOWN: TypeRow = {
  name: 'unknown',
  type: 'p',
  category: 'X',
  isExtension: false,
  element: null,
};

type Row = readonly (string | null)[];

function typeRow(row: Row): TypeRow {
  const [, name, type, category, isExtension, element, ...ofElement] = row;
  return {
    name: name ?? '',
    type: type ?? '',
    category: category ?? '',
    isExtension: isExtension === 't',
    element: element ? typeRow([element, ...ofElement]) : null,
  };
}

/** What the catalog knows of the columns of a result, by table and number: `16388.1`. */
export async function catalogColumns(
  fields: readonly ResultField[],
  run: RunSteps,
): Promise<ReadonlyMap<string, CatalogColumn>> {
  const tables = list(fields.map(({ tableID }) => tableID));
  const sql = `SELECT a.attrelid || '.' || a.attnum, c.relname, n.nspname, a.attname, NOT a.attnotnull, a.attidentity <> '' OR coalesce(pg_get_expr(d.adbin, d.adrelid) LIKE 'nextval(%', false)
    FROM pg_attribute a JOIN pg_class c ON c.oid = a.attrelid JOIN pg_namespace n ON n.oid = c.relnamespace
    LEFT JOIN pg_attrdef d ON d.adrelid = a.attrelid AND d.adnum = a.attnum WHERE a.attrelid IN (${tables})`;
  const [found] = requireSuccess(await run([{ sql }]));
  return new Map(found?.rows.map((row) => [row[0] ?? '', catalogColumn(row)]));
}

function catalogColumn([, table, schema, column, isNullable, isAutoIncrement]: Row): CatalogColumn {
  return {
    tableName: table ?? '',
    schemaName: schema ?? '',
    columnName: column ?? '',
    isNullable: isNullable === 't',
    isAutoIncrement: isAutoIncrement === 't',
  };
}
