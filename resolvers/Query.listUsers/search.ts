import { runtime, util } from '@aws-appsync/utils';
import type { Context, LambdaRequest } from '@aws-appsync/utils';
import type { Search } from '../../model/search.ts';
import { authorize } from '../lib/authorize.ts';
import { answer, ask } from '../lib/invoke.ts';
import type { ListStash } from '../lib/list-stash.ts';
import type { UserItem } from '../lib/user-item.ts';
import { isSearched } from '../lib/user-list.ts';

/** Lists by words, or whose order is not that of a prefix: no index holds just their users in their order. */
export function request(ctx: Context): LambdaRequest {
  const actor = authorize(ctx);
  const { list, limit } = ctx.stash as ListStash;
  const { narrowings, ascending, start, index, partitionKey, partitions, sortKey, prefix } = list;
  const emailStart = list.emailStart === '' ? {} : { emailStart: list.emailStart };
  const text = list.text === '' ? {} : { text: list.text };
  const invitation = list.invitation
    ? { invitation: { state: list.invitation, at: util.time.nowISO8601() } }
    : {};
  if (!isSearched(list)) runtime.earlyReturn(null);
  const order = { index, partitionKey, partitions, sortKey, prefix };
  // One more than a page tells whether there is a next one.
  const search: Search = { order, narrowings, ascending, after: start, limit: limit + 1 };
  return ask(ctx, actor, { ...search, ...emailStart, ...text, ...invitation });
}

/** Keeps the users that the function found. */
export function response(ctx: Context) {
  (ctx.stash as ListStash).found = answer(ctx) as UserItem[];
  return null;
}
