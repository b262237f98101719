import { missing } from '../answers.ts';
import { batchWrite, tablesOf } from './batches.ts';
import type { Operation } from './operation.ts';
import { toWireItem } from './typed-values.ts';

/** https://docs.aws.amazon.com/appsync/latest/devguide/js-aws-appsync-resolver-reference-dynamodb-batchdeleteitem.html */
export const BatchDeleteItem: Operation = {
  name: 'BatchDeleteItem',
  run(request, services) {
    const writes = tablesOf(request).map(([table, keys]) => {
      if (!Array.isArray(keys)) throw missing(`tables][${table}`);
      const values = keys.map((key: unknown) => toWireItem(key, `tables][${table}`));
      return { table, values };
    });
    const kind = { request: 'DeleteRequest', member: 'Key' } as const;
    return batchWrite(writes, kind, 'unprocessedKeys', services);
  },
};
