import { describeTable, type TableDescription } from '../describe/stores.ts';
import { defineRoute } from './route.ts';

/** A table and how much is in it. */
export interface TableSummary extends TableDescription {
  readonly itemCount: number;
}

/** `GET /_local/tables`. */
export interface TableList {
  readonly tables: readonly TableSummary[];
}

/** The tables. */
export const tables = defineRoute({
  method: 'GET',
  path: '/_local/tables',
  about: 'The tables with keys, indexes and how many items they hold: `TableList`.',
  async answer({ app, dynamodb }): Promise<TableList> {
    const described = app.tables.map(async (table) => {
      const { Count } = await dynamodb.call('Scan', {
        TableName: table.tableName,
        Select: 'COUNT',
      });
      return { ...describeTable(table), itemCount: Number(Count) };
    });
    return { tables: await Promise.all(described) };
  },
});
