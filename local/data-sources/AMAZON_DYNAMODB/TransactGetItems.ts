import { Expressions } from './expressions.ts';
import type { Operation } from './operation.ts';
import { tableOf, transact, transactItemsOf } from './transactions.ts';
import { fromWireItemOrNull, toWireItem } from './typed-values.ts';

/** https://docs.aws.amazon.com/appsync/latest/devguide/js-aws-appsync-resolver-reference-dynamodb-transact-get-items.html */
export const TransactGetItems: Operation = {
  name: 'TransactGetItems',
  run(request, { call }) {
    const TransactItems = transactItemsOf(request).map((entry, index) => {
      const path = `transactItems][${index}`;
      const { input } = new Expressions().add('ProjectionExpression', entry.projection, path);
      const Key = toWireItem(entry.key, `${path}][key`);
      return { Get: { TableName: tableOf(entry, path), Key, ...input } };
    });
    return transact('items', async () => {
      const { Responses = [] } = await call('TransactGetItems', { TransactItems });
      return (Responses as readonly { Item?: unknown }[]).map(({ Item }) =>
        fromWireItemOrNull(Item),
      );
    });
  },
};
