import { missing, requestObject } from '../answers.ts';
import { batchAnswer, hasKey, tablesOf } from './batches.ts';
import { Expressions } from './expressions.ts';
import type { Operation } from './operation.ts';
import { fromWireItem, fromWireItemOrNull, toWireItem, type TypedItem } from './typed-values.ts';

/** https://docs.aws.amazon.com/appsync/latest/devguide/js-aws-appsync-resolver-reference-dynamodb-batchgetitem.html */
export const BatchGetItem: Operation = {
  name: 'BatchGetItem',
  async run(request, { call }) {
    const asked = tablesOf(request).map(([table, value]) => {
      const path = `tables][${table}`;
      const { keys, consistentRead, projection } = requestObject(value);
      if (!Array.isArray(keys)) throw missing(`${path}][keys`);
      const { input } = new Expressions().add('ProjectionExpression', projection, path);
      return {
        table,
        keys: keys.map((key: unknown) => toWireItem(key, `${path}][keys`)),
        options: { ConsistentRead: consistentRead === true, ...input },
      };
    });
    const output = await call('BatchGetItem', {
      RequestItems: Object.fromEntries(
        asked.map(({ table, keys, options }) => [table, { Keys: keys, ...options }]),
      ),
    });
    const found = (output.Responses ?? {}) as Record<string, TypedItem[]>;
    const left = (output.UnprocessedKeys ?? {}) as Record<string, { Keys: TypedItem[] }>;
    const data: Record<string, unknown> = {};
    const unprocessedKeys: Record<string, unknown[]> = {};
    for (const { table, keys } of asked) {
      const items = found[table] ?? [];
      data[table] = keys.map((key) => fromWireItemOrNull(items.find((item) => hasKey(item, key))));
      unprocessedKeys[table] = (left[table]?.Keys ?? []).map(fromWireItem);
    }
    return batchAnswer({ data, unprocessedKeys }, unprocessedKeys);
  },
};
