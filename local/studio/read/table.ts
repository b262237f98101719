import { describeTable, type TableDescription } from '../describe/stores.ts';
import { notFound } from '../routes/local-route-error.ts';
import type { Studio } from '../studio-context.ts';

/**
 * A table by its name or logical id.
 * @throws LocalRouteError NotFound
 */
export function tableNamed(name: string, { app: { tables } }: Studio): TableDescription {
  const found =
    tables.find(({ tableName }) => tableName === name) ??
    tables.find(({ logicalId }) => logicalId === name);
  if (found) return describeTable(found);
  throw notFound(
    'table',
    name,
    tables.map(({ tableName }) => tableName),
  );
}
