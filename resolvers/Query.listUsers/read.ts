import { runtime, util } from '@aws-appsync/utils';
import type { Context, DynamoDBQueryRequest } from '@aws-appsync/utils';
import { LAST_CHARACTER } from '../../model/keys.ts';
import { internalError } from '../lib/errors.ts';
import type { ListStash } from '../lib/list-stash.ts';
import { asksForSignIns } from '../lib/list-selection.ts';
import { mergeByKey } from '../lib/merge.ts';
import type { UserItem } from '../lib/user-item.ts';
import { isSearched } from '../lib/user-list.ts';

/** Tells whether there is a next page. */
const MORE_THAN_A_PAGE = 1;

/** Sorts before every other character: with it behind, a text is the next one after itself. */
const FIRST_CHARACTER = '\0';

/** Reads the list's next partition, no further than what the page can need of it. */
export function request(ctx: Context): DynamoDBQueryRequest {
  const { list, limit, partitionsRead, horizon } = ctx.stash as ListStash;
  if (isSearched(list)) runtime.earlyReturn(null);
  const partition = list.partitions[partitionsRead];
  if (!partition) runtime.earlyReturn(null, { skipTo: asksForSignIns(ctx) ? 'NEXT' : 'END' });
  const { condition, values, holdsStart } = sortCondition(ctx.stash as ListStash, horizon);
  return {
    operation: 'Query',
    index: list.index,
    query: {
      expression: `#partition = :partition${condition}`,
      expressionNames: {
        '#partition': list.partitionKey,
        ...(condition ? { '#sort': list.sortKey } : {}),
      },
      expressionValues: util.dynamodb.toMapValues({ ':partition': partition, ...values }),
    },
    scanIndexForward: list.ascending,
    limit: limit + MORE_THAN_A_PAGE + (holdsStart ? 1 : 0),
  };
}

/** Puts what was read among the users of the partitions before. */
export function response(ctx: Context) {
  if (ctx.error) internalError(ctx);
  const stash = ctx.stash as ListStash;
  const { list, limit, found, horizon } = stash;
  const { items, nextToken } = ctx.result as { items: UserItem[]; nextToken: string | null };
  // BETWEEN lets the user through that the range starts at.
  const fresh = items.filter((item) => item[list.sortKey] !== list.start);
  const merged = mergeByKey([...found, ...fresh], list.sortKey, list.ascending);
  const last = nextToken ? (items[items.length - 1]?.[list.sortKey] ?? null) : null;
  const known = last ? upTo(merged, list.sortKey, last) : merged;
  stash.found = known.slice(0, limit + 1);
  stash.horizon = stash.found[limit]?.[list.sortKey] ?? last ?? horizon;
  stash.partitionsRead += 1;
  return null;
}

/** Beyond where this read ended, its partition may hold users that come before others'. */
function upTo(users: UserItem[], sortKey: ListStash['list']['sortKey'], last: string): UserItem[] {
  return users.slice(0, users.findIndex((user) => user[sortKey] === last) + 1);
}

/** The range of sort keys to read; whether the user that the page starts after is in it. */
function sortCondition({ list }: ListStash, horizon: string | null) {
  const { prefix, ascending, start } = list;
  if (!start && !horizon) {
    return prefix
      ? {
          condition: ' AND begins_with(#sort, :prefix)',
          values: { ':prefix': prefix },
          holdsStart: false,
        }
      : { condition: '', values: {}, holdsStart: false };
  }
  const ofPrefix = prefix ? `${prefix}${LAST_CHARACTER}` : null;
  const next = start ? `${start}${FIRST_CHARACTER}` : null;
  const low = (ascending ? next : horizon) ?? (prefix || null);
  const high = (ascending ? horizon : start) ?? ofPrefix;
  if (low && high) {
    return {
      condition: ' AND #sort BETWEEN :low AND :high',
      values: { ':low': low, ':high': high },
      holdsStart: start !== null && !ascending,
    };
  }
  return low
    ? { condition: ' AND #sort >= :low', values: { ':low': low }, holdsStart: false }
    : {
        condition: ` AND #sort ${start ? '<' : '<='} :high`,
        values: { ':high': high },
        holdsStart: false,
      };
}
