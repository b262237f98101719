import { runtime } from '@aws-appsync/utils';
import type { Context, DynamoDBGetItemRequest } from '@aws-appsync/utils';
import { admit, checkRecord } from '../lib/authorize.ts';
import { internalError } from '../lib/errors.ts';
import { getProfile, type UserItem } from '../lib/user-item.ts';

/** Reads the caller's record. Machine clients have none. */
export function request(ctx: Context): DynamoDBGetItemRequest {
  const caller = admit(ctx);
  if (caller.kind === 'client') runtime.earlyReturn(null);
  return {
    ...getProfile(caller.id),
    projection: {
      expression: '#role, #status',
      expressionNames: { '#role': 'role', '#status': 'status' },
    },
  };
}

/** Refuses by the record whom the token alone would admit. */
export function response(ctx: Context) {
  if (ctx.error) internalError(ctx);
  checkRecord(ctx, ctx.result as Pick<UserItem, 'role' | 'status'> | null);
  return null;
}
