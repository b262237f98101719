import { runtime } from '@aws-appsync/utils';
import type { Context, DynamoDBGetItemRequest } from '@aws-appsync/utils';
import { admit, checkRecord, type CallerRecord } from '../lib/authorize.ts';
import { internalError } from '../lib/errors.ts';
import { getProfile } from '../lib/user-item.ts';

/** Reads the caller's record. Machine clients have none. */
export function request(ctx: Context): DynamoDBGetItemRequest {
  const caller = admit(ctx);
  if (caller.kind === 'client') runtime.earlyReturn(null);
  return {
    ...getProfile(caller.id),
    projection: {
      expression: '#role, #status, #ended, #revoked',
      expressionNames: {
        '#role': 'role',
        '#status': 'status',
        '#ended': 'sessionsEndedAt',
        '#revoked': 'revokedSessions',
      },
    },
  };
}

/** Refuses by the record whom the token alone would admit. */
export function response(ctx: Context) {
  if (ctx.error) internalError(ctx);
  checkRecord(ctx, ctx.result as CallerRecord | null);
  return null;
}
