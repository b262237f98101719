import { apiSchema, apiSignature } from './apis.ts';
import { app } from './app.ts';
import { deleteItem } from './delete-item.ts';
import { putItem } from './put-item.ts';
import type { LocalRoute } from './route.ts';
import { tableChanges } from './table-changes.ts';
import { tableItem } from './table-item.ts';
import { tableItems } from './table-items.ts';
import { tables } from './tables.ts';

/** All that the studio answers, in the order of its docs. */
export const ROUTES: readonly LocalRoute[] = [
  app,
  apiSchema,
  apiSignature,
  tables,
  tableItems,
  tableItem,
  putItem,
  deleteItem,
  tableChanges,
];
