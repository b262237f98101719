import { runtime, util } from '@aws-appsync/utils';
import type { Context, DynamoDBBatchGetItemRequest } from '@aws-appsync/utils';
import { signInKey } from '../../model/keys.ts';
import { withSignIn, type SignedIn } from '../../model/sign-ins.ts';
import { internalError, tooManyRequests } from '../lib/errors.ts';
import { asksForSignIns } from '../lib/list-selection.ts';
import type { ListStash } from '../lib/list-stash.ts';
import type { UserItem } from '../lib/user-item.ts';

/** Reads when the users of the page signed in last, where somebody asks: 100 at most, as many as a batch takes. */
export function request(ctx: Context): DynamoDBBatchGetItemRequest {
  const stash = ctx.stash as ListStash;
  // What is found beyond the page only tells that there is more.
  const page = stash.found.slice(0, stash.limit);
  const ids = page.filter(hasSignedIn).map(({ id }) => id);
  if (ids.length === 0 || !asksForSignIns(ctx)) runtime.earlyReturn(null);
  const keys = ids.map((id) => util.dynamodb.toMapValues({ ...signInKey(id) }));
  return { operation: 'BatchGetItem', tables: { [tableOf(ctx)]: { keys } } };
}

/** Tells the later time of each, the record's or the one beside it. */
export function response(ctx: Context) {
  if (ctx.error) internalError(ctx);
  const stash = ctx.stash as ListStash;
  const table = tableOf(ctx);
  const { data, unprocessedKeys } = ctx.result as Batch;
  // Better no page than one that tells of some users a time long ago.
  if ((unprocessedKeys?.[table] ?? []).length > 0) tooManyRequests();
  const byPartition: Record<string, SignedIn> = {};
  for (const item of data[table] ?? []) if (item) byPartition[item.pk] = item;
  stash.found = stash.found.map((user) => withSignIn(user, byPartition[signInKey(user.id).pk]));
  return null;
}

/** What AppSync answers to a batch: null for what is not there. */
interface Batch {
  data: Record<string, ((SignedIn & { pk: string }) | null)[]>;
  unprocessedKeys?: Record<string, unknown[] | null> | null;
}

/** Whoever has never signed in has no item. */
function hasSignedIn({ lastSignInAt }: UserItem): boolean {
  return !!lastSignInAt;
}

function tableOf(ctx: Context): string {
  return ctx.env['USERS_TABLE'] ?? '';
}
