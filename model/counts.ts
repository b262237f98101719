import { USER_ROLES, USER_STATUSES } from '../generated/enum-values.ts';
import type { UserRole, UserStatus } from '../generated/schema-types.ts';

/** What users are counted by. */
export type CountName = 'total' | UserStatus | UserRole;

/** All that is counted, as the attributes of the item of STATS_KEY are called. */
export const COUNT_NAMES: readonly CountName[] = ['total', ...USER_STATUSES, ...USER_ROLES];

/** What a user of this status and role adds 1 to. */
export function countsOf(status: UserStatus, role: UserRole): CountName[] {
  return ['total', status, role];
}

/** What is counted of each day, as the attributes of the item of `dayKey` are called. */
export type ActivityName = 'created' | 'updated' | 'deleted';
