import { runtime } from '@aws-appsync/utils';
import type { Context, LambdaRequest } from '@aws-appsync/utils';
import { authorize } from '../lib/authorize.ts';
import { requestIdOf } from '../lib/errors.ts';
import { answer } from '../lib/invoke.ts';
import type { ListStash } from '../lib/list-stash.ts';
import type { UserItem } from '../lib/user-item.ts';
import { isSearched } from '../lib/user-list.ts';

/** Lists whose order is not that of a prefix: no index holds just their users in their order. */
export function request(ctx: Context): LambdaRequest {
  const actor = authorize(ctx);
  const { list, limit } = ctx.stash as ListStash;
  const { narrowings, ascending, start, index, partitionKey, partitions, sortKey, prefix } = list;
  const emailStart = list.emailStart === '' ? {} : { emailStart: list.emailStart };
  if (!isSearched(list)) runtime.earlyReturn(null);
  const order = { index, partitionKey, partitions, sortKey, prefix };
  return {
    operation: 'Invoke',
    payload: {
      field: ctx.info.fieldName,
      // One more than a page tells whether there is a next one.
      arguments: { order, narrowings, ascending, after: start, ...emailStart, limit: limit + 1 },
      actor,
      requestId: requestIdOf(ctx),
    },
  };
}

export function response(ctx: Context) {
  (ctx.stash as ListStash).found = answer(ctx) as UserItem[];
  return null;
}
