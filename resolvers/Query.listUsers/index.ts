import type { Context } from '@aws-appsync/utils';
import type { QueryListUsersArgs } from '../../generated/schema-types.ts';
import { authorize } from '../lib/authorize.ts';
import type { ListStash } from '../lib/list-stash.ts';
import { pageLimit, writeToken } from '../lib/page.ts';
import type { UserItem } from '../lib/user-item.ts';
import { planList } from '../lib/user-list.ts';

/** Plans the reads that the steps do until the page is full. */
export function request(ctx: Context<QueryListUsersArgs>) {
  authorize(ctx);
  const stash = ctx.stash as ListStash;
  stash.limit = pageLimit(ctx.args.limit);
  stash.list = planList(ctx.args);
  stash.found = [];
  stash.last = stash.list.start;
  stash.atEnd = false;
  return {};
}

export function response(ctx: Context): { items: UserItem[]; nextToken: string | null } {
  const { list, limit, found, last, atEnd } = ctx.stash as ListStash;
  const items = found.slice(0, limit);
  // Not full and not at the end: the filter lets so few through that the steps were used up.
  const after = found.length > limit ? items[limit - 1]?.[list.sortKey] : atEnd ? null : last;
  return { items, nextToken: after ? writeToken(list.name, after) : null };
}
