import { runtime, util } from '@aws-appsync/utils';
import type { Context, DynamoDBQueryRequest } from '@aws-appsync/utils';
import { internalError } from '../lib/errors.ts';
import type { ListStash } from '../lib/list-stash.ts';
import type { UserItem } from '../lib/user-item.ts';
import { belongs, isExact, type UserList } from '../lib/user-list.ts';

/** As many as a loop may see. */
const MAX_READ = 1_000;

/** How many items a first read takes for each one wanted, when not all belong to the list. */
const FIRST_READ = 4;

/** Sorts after every other character, so that it ends the range of a prefix. */
const LAST_CHARACTER = '\u{10FFFF}';

export function request(ctx: Context): DynamoDBQueryRequest {
  const { list, limit, found, last, atEnd } = ctx.stash as ListStash;
  if (atEnd || found.length > limit) runtime.earlyReturn(null, { skipTo: 'END' });
  const { condition, values } = sortCondition(list, last);
  return {
    operation: 'Query',
    index: list.index,
    query: {
      expression: `#partition = :partition${condition}`,
      expressionNames: {
        '#partition': list.partition.name,
        ...(condition ? { '#sort': list.sortKey } : {}),
      },
      expressionValues: util.dynamodb.toMapValues({
        ':partition': list.partition.value,
        ...values,
      }),
    },
    scanIndexForward: list.ascending,
    limit: readLimit(ctx.stash as ListStash),
  };
}

export function response(ctx: Context) {
  if (ctx.error) internalError(ctx);
  const stash = ctx.stash as ListStash;
  const { list, limit, found, last } = stash;
  const { items, nextToken } = ctx.result as { items: UserItem[]; nextToken: string | null };
  // BETWEEN lets the item through that the range starts at.
  const fresh = items.filter((item) => item[list.sortKey] !== last && belongs(list, item));
  stash.found = [...found, ...fresh].slice(0, limit + 1);
  stash.last = items[items.length - 1]?.[list.sortKey] ?? last;
  stash.atEnd = !nextToken;
  return null;
}

// One more than wanted tells whether there is a next page; another one is the item to start after.
function readLimit({ list, limit, found, last }: ListStash): number {
  if (isExact(list)) return limit - found.length + 2;
  // Filtered here and not by a FilterExpression: that costs the same and would not tell how far the
  // read came, which the next step must know.
  return last === list.start ? Math.min(MAX_READ, (limit + 1) * FIRST_READ) : MAX_READ;
}

function sortCondition(list: UserList, after: string | null) {
  const { prefix, ascending } = list;
  if (!after) {
    return prefix
      ? { condition: ' AND begins_with(#sort, :prefix)', values: { ':prefix': prefix } }
      : { condition: '', values: {} };
  }
  if (!prefix) {
    return {
      condition: ` AND #sort ${ascending ? '>' : '<'} :after`,
      values: { ':after': after },
    };
  }
  const values = ascending
    ? { ':low': after, ':high': `${prefix}${LAST_CHARACTER}` }
    : { ':low': prefix, ':high': after };
  return { condition: ' AND #sort BETWEEN :low AND :high', values };
}
