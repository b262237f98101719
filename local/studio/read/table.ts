import { describeTable, type TableDescription } from '../describe/stores.ts';
import { findNamed } from './find-named.ts';
import { notFound } from '../routes/local-route-error.ts';
import type { Studio } from '../studio-context.ts';

/**
 * A table by its name or logical id, with or without CDK's hash.
 * @throws LocalRouteError NotFound
 */
export function tableNamed(name: string, { app: { tables } }: Studio): TableDescription {
  const found = findNamed(tables, name, ({ tableName }) => tableName);
  if (found) return describeTable(found);
  throw notFound(
    'table',
    name,
    tables.map(({ tableName }) => tableName),
  );
}
