import { util } from '@aws-appsync/utils';
import type { Context, DynamoDBQueryRequest } from '@aws-appsync/utils';
import type {
  User,
  UserHistoryArgs,
  UserHistoryConnection,
  UserHistoryEntry,
} from '../generated/schema-types.ts';
import { HISTORY_PATTERN, historyKey, MAX_VERSION, userPartition } from '../model/keys.ts';
import { readDifference } from '../model/stored-attributes.ts';
import { authorize } from './lib/authorize.ts';
import { internalError, invalidToken } from './lib/errors.ts';
import { pageLimit, readToken, writeToken } from './lib/page.ts';

/** Reads a page of the changes, newest first. */
export function request(ctx: Context<UserHistoryArgs>): DynamoDBQueryRequest {
  const { id } = ctx.source as User;
  authorize(ctx, id);
  const { limit, nextToken } = ctx.args;
  return {
    operation: 'Query',
    query: {
      expression: 'pk = :pk AND sk BETWEEN :oldest AND :newest',
      expressionValues: util.dynamodb.toMapValues({
        ':pk': userPartition(id),
        ':oldest': historyKey(id, 0).sk,
        ':newest': startOf(nextToken, id),
      }),
    },
    scanIndexForward: false,
    consistentRead: true,
    // One more tells whether there is another page.
    limit: pageLimit(limit) + 1,
  };
}

/** The page, and where the next one starts. */
export function response(ctx: Context<UserHistoryArgs>): UserHistoryConnection {
  if (ctx.error) internalError(ctx);
  const { items: found, nextToken } = ctx.result as {
    items: UserHistoryEntry[];
    nextToken?: string | null;
  };
  const items = found.slice(0, pageLimit(ctx.args.limit)).map(readEntry);
  const oldest = items[items.length - 1];
  // A page that is not full although there is more: DynamoDB ends a read at 1 MB.
  const isLast = items.length === found.length && !nextToken;
  if (!oldest || isLast) return { items, nextToken: null };
  const { id } = ctx.source as User;
  return { items, nextToken: writeToken(listOf(id), historyKey(id, oldest.version - 1).sk) };
}

function readEntry(entry: UserHistoryEntry): UserHistoryEntry {
  return { ...entry, changes: entry.changes.map((change) => readDifference(change)) };
}

function startOf(nextToken: string | null | undefined, id: string): string {
  if (nextToken === null || nextToken === undefined) return historyKey(id, MAX_VERSION).sk;
  const start = readToken(nextToken, listOf(id));
  if (!util.matches(HISTORY_PATTERN, start)) invalidToken();
  return start;
}

function listOf(id: string): string {
  return `history of ${id}`;
}
