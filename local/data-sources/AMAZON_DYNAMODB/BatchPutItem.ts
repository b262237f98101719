import { missing } from '../answers.ts';
import { batchWrite, tablesOf } from './batches.ts';
import type { Operation } from './operation.ts';
import { toWireItem } from './typed-values.ts';

/** https://docs.aws.amazon.com/appsync/latest/devguide/js-aws-appsync-resolver-reference-dynamodb-batchputitem.html */
export const BatchPutItem: Operation = {
  name: 'BatchPutItem',
  run(request, services) {
    const writes = tablesOf(request).map(([table, items]) => {
      if (!Array.isArray(items)) throw missing(`tables][${table}`);
      const values = items.map((item: unknown) => toWireItem(item, `tables][${table}`));
      return { table, values };
    });
    const kind = { request: 'PutRequest', member: 'Item' } as const;
    return batchWrite(writes, kind, 'unprocessedItems', services);
  },
};
