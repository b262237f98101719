import { util } from '@aws-appsync/utils';
import type { Context, DynamoDBQueryRequest } from '@aws-appsync/utils';
import type {
  User,
  UserHistoryArgs,
  UserHistoryConnection,
  UserHistoryEntry,
} from '../generated/schema-types.ts';
import { readDifference } from '../model/stored-attributes.ts';
import { authorize } from './lib/authorize.ts';
import { internalError, invalidToken } from './lib/errors.ts';
import { pageLimit, readToken, writeToken } from './lib/page.ts';
import { historySortKey, MAX_VERSION } from './lib/user-item.ts';

export function request(ctx: Context<UserHistoryArgs>): DynamoDBQueryRequest {
  const { id } = ctx.source as User;
  authorize(ctx, id);
  const { limit, nextToken } = ctx.args;
  return {
    operation: 'Query',
    query: {
      expression: 'pk = :pk AND sk BETWEEN :oldest AND :newest',
      expressionValues: util.dynamodb.toMapValues({
        ':pk': `USER#${id}`,
        ':oldest': historySortKey(0),
        ':newest': startOf(nextToken, id),
      }),
    },
    scanIndexForward: false,
    consistentRead: true,
    // One more tells whether there is another page.
    limit: pageLimit(limit) + 1,
  };
}

export function response(ctx: Context<UserHistoryArgs>): UserHistoryConnection {
  if (ctx.error) internalError(ctx);
  const { items: found } = ctx.result as { items: UserHistoryEntry[] };
  const items = found.slice(0, pageLimit(ctx.args.limit)).map(readEntry);
  const oldest = items[items.length - 1];
  if (!oldest || items.length === found.length) return { items, nextToken: null };
  const { id } = ctx.source as User;
  return { items, nextToken: writeToken(listOf(id), historySortKey(oldest.version - 1)) };
}

function readEntry(entry: UserHistoryEntry): UserHistoryEntry {
  return { ...entry, changes: entry.changes.map((change) => readDifference(change)) };
}

function startOf(nextToken: string | null | undefined, id: string): string {
  if (nextToken === null || nextToken === undefined) return historySortKey(MAX_VERSION);
  const start = readToken(nextToken, listOf(id));
  if (!util.matches('^HISTORY#[0-9]{10}$', start)) invalidToken();
  return start;
}

function listOf(id: string): string {
  return `history of ${id}`;
}
