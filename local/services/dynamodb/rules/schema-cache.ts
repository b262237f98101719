import { describe } from '../describe-table.ts';
import type { TableCall } from '../table-calls.ts';
import { schemaOf, type TableSchema } from './table-schema.ts';

/** Schemas of the tables that were asked for. */
export interface SchemaCache {
  /** Null for a table that does not exist. At once, when it is known. */
  get(tableName: string): TableSchema | null | Promise<TableSchema | null>;
  /** After a table was made, changed or deleted. */
  forget(): void;
}

/** Asks the engine once for each table. */
export function createSchemaCache(call: TableCall): SchemaCache {
  const known = new Map<string, TableSchema>();
  return {
    get: (tableName) => known.get(tableName) ?? ask(tableName),
    forget: () => known.clear(),
  };

  async function ask(tableName: string): Promise<TableSchema | null> {
    const table = await describe(call, tableName).catch(() => null);
    const schema = table && schemaOf(table);
    // One that is still being made may get indexes.
    if (schema && table.TableStatus === 'ACTIVE') known.set(tableName, schema);
    return schema;
  }
}
