import { objectAt } from '../answers.ts';
import { batchAnswer, hasKey, runBatch, tablesOf, valuesOf, type TableValues } from './batches.ts';
import { keyedProjection, type KeyedProjection } from './keyed-projection.ts';
import type { Operation } from './operation.ts';
import { fromWireItem, fromWireItemOrNull, type TypedItem } from './typed-values.ts';

interface TableKeys extends TableValues {
  readonly consistentRead: boolean;
  readonly projection: KeyedProjection;
}

/** https://docs.aws.amazon.com/appsync/latest/devguide/js-aws-appsync-resolver-reference-dynamodb-batch-get-item.html */
export const BatchGetItem: Operation = {
  name: 'BatchGetItem',
  members: ['tables'],
  run(request, { call }) {
    const asked = tablesOf(request).map(readTable);
    return runBatch(asked, 'unprocessedKeys', async () => {
      const RequestItems = Object.fromEntries(
        asked.map(({ table, values, consistentRead, projection }) => [
          table,
          { Keys: values, ConsistentRead: consistentRead, ...projection.input },
        ]),
      );
      const output = await call('BatchGetItem', { RequestItems });
      const found = (output.Responses ?? {}) as Record<string, readonly TypedItem[]>;
      const left = (output.UnprocessedKeys ?? {}) as Record<string, { Keys: TypedItem[] }>;
      const data: Record<string, unknown> = {};
      const unprocessedKeys: Record<string, unknown[]> = {};
      for (const { table, values, projection } of asked) {
        const items = found[table] ?? [];
        data[table] = values.map((key) => {
          const item = items.find((one) => hasKey(one, key));
          return fromWireItemOrNull(item && projection.withoutKey(item));
        });
        unprocessedKeys[table] = (left[table]?.Keys ?? []).map(fromWireItem);
      }
      return batchAnswer({ data, unprocessedKeys }, unprocessedKeys);
    });
  },
};

function readTable([table, value]: readonly [string, unknown]): TableKeys {
  const path = `tables][${table}`;
  // AWS's sample has a bare list here; its type and its description have an object.
  const { keys, consistentRead, projection } = objectAt(path, value);
  const values = valuesOf(keys, `${path}][keys`);
  return {
    table,
    values,
    consistentRead: consistentRead === true,
    projection: keyedProjection(projection, Object.keys(values[0] ?? {}), path),
  };
}
