import { objectAt } from '../answers.ts';
import { hasKey, runBatch, tablesOf, valuesOf } from './batches.ts';
import { keyedProjection, type KeyedProjection } from './keyed-projection.ts';
import type { Operation } from './operation.ts';
import { fromWireItemOrNull, type TypedItem } from './typed-values.ts';

interface TableKeys {
  readonly keys: readonly TypedItem[];
  readonly consistentRead: boolean;
  readonly projection: KeyedProjection;
  readonly found: TypedItem[];
}

/** https://docs.aws.amazon.com/appsync/latest/devguide/js-aws-appsync-resolver-reference-dynamodb-batch-get-item.html */
export const BatchGetItem: Operation = {
  name: 'BatchGetItem',
  members: ['tables'],
  run(request, { call }) {
    const tables = new Map(
      tablesOf(request).map(([table, value]) => [table, readTable(table, value)]),
    );
    return runBatch({
      asked: new Map([...tables].map(([table, { keys }]) => [table, keys])),
      unprocessedName: 'unprocessedKeys',
      async send(left) {
        const RequestItems = Object.fromEntries(
          [...left].map(([table, Keys]) => {
            const { consistentRead, projection } = tables.get(table) ?? NOTHING;
            return [table, { Keys, ConsistentRead: consistentRead, ...projection?.input }];
          }),
        );
        const { Responses = {}, UnprocessedKeys = {} } = await call('BatchGetItem', {
          RequestItems,
        });
        for (const [table, items] of Object.entries(Responses as Record<string, TypedItem[]>)) {
          tables.get(table)?.found.push(...items);
        }
        const unprocessed = Object.entries(UnprocessedKeys as Record<string, Unprocessed>);
        return new Map(unprocessed.map(([table, { Keys }]) => [table, Keys]));
      },
      dataOf(table, key) {
        const { found, projection } = tables.get(table) ?? NOTHING;
        const item = found?.find((one) => hasKey(one, key));
        return fromWireItemOrNull(item && projection?.withoutKey(item));
      },
    });
  },
};

interface Unprocessed {
  readonly Keys: readonly TypedItem[];
}

/** Of a table that was not asked for. */
const NOTHING: Partial<TableKeys> = {};

function readTable(table: string, value: unknown): TableKeys {
  const path = `tables][${table}`;
  // AWS's sample has a bare list here; its type and its description have an object.
  const { keys: list, consistentRead, projection } = objectAt(path, value);
  const keys = valuesOf(list, `${path}][keys`);
  return {
    keys,
    consistentRead: consistentRead === true,
    projection: keyedProjection(projection, Object.keys(keys[0] ?? {}), path),
    found: [],
  };
}
