import type { Context, DynamoDBGetItemRequest } from '@aws-appsync/utils';
import type { UserStats } from '../generated/schema-types.ts';
import type { CountName } from '../model/counts.ts';
import { STATS_KEY } from '../model/keys.ts';
import { authorize } from './lib/authorize.ts';
import { internalError } from './lib/errors.ts';
import { getItem } from './lib/user-item.ts';

/** What was never counted is absent. */
type Counts = Partial<Record<CountName, number>>;

/** Reads the item of the counts. */
export function request(ctx: Context): DynamoDBGetItemRequest {
  authorize(ctx);
  return getItem(STATS_KEY);
}

/** The counts; 0 where nobody was ever counted. */
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
