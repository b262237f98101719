import type { Context } from '@aws-appsync/utils';
import type { QueryListUsersArgs } from '../../generated/schema-types.ts';
import { authorize } from '../lib/authorize.ts';
import type { ListStash } from '../lib/list-stash.ts';
import { pageLimit, writeToken } from '../lib/page.ts';
import { toUser, type UserItem } from '../lib/user-item.ts';
import { planList } from '../lib/user-list.ts';

/** Plans which partitions of which index the steps read. */
export function request(ctx: Context<QueryListUsersArgs>) {
  const caller = authorize(ctx);
  const stash = ctx.stash as ListStash;
  stash.limit = pageLimit(ctx.args.limit);
  stash.list = planList(ctx.args, caller.id);
  stash.partitionsRead = 0;
  stash.found = [];
  stash.horizon = null;
  return {};
}

/** A page of what the steps have found, and where the next one starts. */
export function response(ctx: Context): { items: UserItem[]; nextToken: string | null } {
  const { list, limit, found, horizon } = ctx.stash as ListStash;
  const items = found.slice(0, limit).map(toUser);
  // A page that is not full although there is more: DynamoDB ends a read at 1 MB.
  const after = found.length > limit ? items[limit - 1]?.[list.sortKey] : horizon;
  return { items, nextToken: after ? writeToken(list.name, after) : null };
}
