import { util } from '@aws-appsync/utils';
import type { Context, DynamoDBGetItemRequest } from '@aws-appsync/utils';
import type { UserStats } from '../generated/schema-types.ts';
import { authorize } from './lib/authorize.ts';
import { internalError } from './lib/errors.ts';

/** As functions/publish-changes/counts.ts keeps them; what was never counted is absent. */
type Counts = Partial<
  Record<'total' | 'INVITED' | 'ACTIVE' | 'SUSPENDED' | 'ADMIN' | 'MEMBER', number>
>;

export function request(ctx: Context): DynamoDBGetItemRequest {
  authorize(ctx);
  const key = util.dynamodb.toMapValues({ pk: 'DIRECTORY', sk: 'STATS' });
  return { operation: 'GetItem', key, consistentRead: true };
}

export function response(ctx: Context): UserStats {
  if (ctx.error) internalError(ctx);
  const counts = (ctx.result ?? {}) as Counts;
  return {
    total: counts.total ?? 0,
    byStatus: {
      INVITED: counts.INVITED ?? 0,
      ACTIVE: counts.ACTIVE ?? 0,
      SUSPENDED: counts.SUSPENDED ?? 0,
    },
    byRole: { ADMIN: counts.ADMIN ?? 0, MEMBER: counts.MEMBER ?? 0 },
  };
}
