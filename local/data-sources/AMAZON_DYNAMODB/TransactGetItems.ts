import { keyedProjection } from './keyed-projection.ts';
import type { Operation } from './operation.ts';
import { transact, transactItemsOf } from './transactions.ts';
import { fromWireItemOrNull, type TypedItem } from './typed-values.ts';

/** https://docs.aws.amazon.com/appsync/latest/devguide/js-aws-appsync-resolver-reference-dynamodb-transact-get-items.html */
export const TransactGetItems: Operation = {
  name: 'TransactGetItems',
  members: ['transactItems'],
  run(request, { call }) {
    const gets = transactItemsOf(request).map(({ request: entry, path, table, key }) => {
      // Some engines give the key whatever is asked for.
      const projection = keyedProjection(entry.projection, Object.keys(key), path);
      return { projection, Get: { TableName: table, Key: key, ...projection.input } };
    });
    return transact('items', async () => {
      const TransactItems = gets.map(({ Get }) => ({ Get }));
      const { Responses = [] } = await call('TransactGetItems', { TransactItems });
      return (Responses as readonly { Item?: TypedItem }[]).map(({ Item }, index) =>
        fromWireItemOrNull(Item && gets[index]?.projection.withoutKey(Item)),
      );
    });
  },
};
