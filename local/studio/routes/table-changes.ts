import type { TableChange } from '../../services/dynamodb/index.ts';
import { numberIn } from '../read/query.ts';
import { tableNamed } from '../read/table.ts';
import { badRequest } from './local-route-error.ts';
import { defineRoute } from './route.ts';

/** `GET /_local/tables/NAME/changes`: newest first. */
export interface TableChanges {
  readonly changes: readonly TableChange[];
}

/** The last records of a table's stream. */
export const tableChanges = defineRoute({
  method: 'GET',
  path: '/_local/tables/:table/changes',
  about:
    "The last records of the table's stream, newest first; `?limit=` (1 to 1000, 50): `TableChanges`.",
  answer(studio, { params, query }): TableChanges {
    const { name, streamArn } = tableNamed(params.table, studio);
    if (streamArn === null) throw badRequest(`${name} has no stream.`);
    const limit = numberIn(query, 'limit', { otherwise: 50, max: 1_000 });
    return { changes: studio.dynamodb.lastChanges(name, limit) };
  },
});
