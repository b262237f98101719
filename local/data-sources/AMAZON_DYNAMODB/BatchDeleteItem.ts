import { batchWrite, runBatch, tablesOf, valuesOf } from './batches.ts';
import type { Operation } from './operation.ts';

/** https://docs.aws.amazon.com/appsync/latest/devguide/js-aws-appsync-resolver-reference-dynamodb-batch-delete-item.html */
export const BatchDeleteItem: Operation = {
  name: 'BatchDeleteItem',
  members: ['tables'],
  run(request, services) {
    const asked = new Map(
      tablesOf(request).map(([table, list]) => [table, valuesOf(list, `tables][${table}`)]),
    );
    const kind = { request: 'DeleteRequest', member: 'Key' } as const;
    return runBatch({ ...batchWrite(asked, kind, services), unprocessedName: 'unprocessedKeys' });
  },
};
