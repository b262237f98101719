import { Expressions } from './expressions.ts';
import type { Operation } from './operation.ts';
import { transact, transactItemsOf } from './transactions.ts';
import { fromWireItemOrNull } from './typed-values.ts';

/** https://docs.aws.amazon.com/appsync/latest/devguide/js-aws-appsync-resolver-reference-dynamodb-transact-get-items.html */
export const TransactGetItems: Operation = {
  name: 'TransactGetItems',
  members: ['transactItems'],
  run(request, { call }) {
    const TransactItems = transactItemsOf(request).map(({ request: entry, path, table, key }) => {
      const { input } = new Expressions().add(
        'ProjectionExpression',
        entry.projection,
        `${path}][projection`,
      );
      return { Get: { TableName: table, Key: key, ...input } };
    });
    return transact('items', async () => {
      const { Responses = [] } = await call('TransactGetItems', { TransactItems });
      return (Responses as readonly { Item?: unknown }[]).map(({ Item }) =>
        fromWireItemOrNull(Item),
      );
    });
  },
};
