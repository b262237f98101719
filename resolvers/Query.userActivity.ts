import { util } from '@aws-appsync/utils';
import type { Context, DynamoDBQueryRequest } from '@aws-appsync/utils';
import type { QueryUserActivityArgs, UserActivityDay } from '../generated/schema-types.ts';
import type { ActivityName } from '../model/counts.ts';
import { dayKey } from '../model/keys.ts';
import { authorize } from './lib/authorize.ts';
import { internalError, validationFailed } from './lib/errors.ts';

/** A day on which something happened; what never did is absent. */
type Day = { readonly sk: string } & Partial<Record<ActivityName, number>>;

const TEN = '0123456789';
/** A character for each: APPSYNC_JS has no loop that counts. */
const EVERY_DAY = `${TEN}${TEN}${TEN}${TEN}${TEN}${TEN}${TEN}${TEN}${TEN}`;
const MAX_DAYS = EVERY_DAY.length;
const DAY_MILLISECONDS = 86_400_000;

/** Reads the days on which something happened. */
export function request(ctx: Context<QueryUserActivityArgs>): DynamoDBQueryRequest {
  authorize(ctx);
  const days = ctx.args.days ?? 14;
  if (days < 1 || days > MAX_DAYS) {
    const message = `days is ${days}, it must be 1 to ${MAX_DAYS}.`;
    validationFailed([{ field: 'days', rule: 'range', message }]);
  }
  const keys = daysUpTo(util.time.nowEpochMilliSeconds(), days).map((day) => dayKey(day));
  ctx.stash.days = keys.map(({ sk }) => sk);
  const [first] = keys;
  const last = keys[keys.length - 1];
  return {
    operation: 'Query',
    query: {
      expression: 'pk = :pk AND sk BETWEEN :first AND :last',
      expressionValues: util.dynamodb.toMapValues({
        ':pk': first?.pk,
        ':first': first?.sk,
        ':last': last?.sk,
      }),
    },
    limit: days,
  };
}

/** Every day asked for, also those on which nothing happened. */
export function response(ctx: Context<QueryUserActivityArgs>): UserActivityDay[] {
  if (ctx.error) internalError(ctx);
  const { items } = ctx.result as { items: Day[] };
  return (ctx.stash.days as string[]).map((sk) => {
    const found = items.find((item) => item.sk === sk);
    return {
      day: sk.slice(dayKey('').sk.length),
      created: found?.created ?? 0,
      updated: found?.updated ?? 0,
      deleted: found?.deleted ?? 0,
    };
  });
}

/** Days of UTC, such as 2026-01-31, oldest first. */
function daysUpTo(now: number, count: number): string[] {
  return EVERY_DAY.slice(0, count)
    .split('')
    .map((_, index) => {
      const time = now - (count - 1 - index) * DAY_MILLISECONDS;
      return util.time.epochMilliSecondsToISO8601(time).slice(0, 10);
    });
}
