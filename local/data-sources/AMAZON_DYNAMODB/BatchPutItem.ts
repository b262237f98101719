import { batchWrite, runBatch, tablesOf, valuesOf } from './batches.ts';
import type { Operation } from './operation.ts';

/** https://docs.aws.amazon.com/appsync/latest/devguide/js-aws-appsync-resolver-reference-dynamodb-batch-put-item.html */
export const BatchPutItem: Operation = {
  name: 'BatchPutItem',
  members: ['tables'],
  run(request, services) {
    const asked = new Map(
      tablesOf(request).map(([table, list]) => [table, valuesOf(list, `tables][${table}`)]),
    );
    const kind = { request: 'PutRequest', member: 'Item' } as const;
    return runBatch({ ...batchWrite(asked, kind, services), unprocessedName: 'unprocessedItems' });
  },
};
