import { ADMINS_KEY } from '../../model/keys.ts';
import type { TransactItems } from './transaction.ts';
import type { UserRecord } from './user.ts';

/** Without the list nobody may leave: better refused than without an administrator. */
const ANOTHER_REMAINS = 'size(ids) > :one OR (size(ids) = :one AND NOT contains(ids, :id))';

/** What a change of a record does to the list of administrators, in its transaction; null: nothing. */
export function adminsUpdate(
  table: string,
  before: UserRecord,
  after: UserRecord,
): TransactItems[number] | null {
  const wasOne = isActiveAdmin(before);
  if (!isActiveAdmin(after)) return wasOne ? leaveAdmins(table, after.id) : null;
  return wasOne ? null : enterAdmins(table, after.id);
}

/** Puts an active administrator on the list. */
export const enterAdmins = (table: string, id: string) => ({
  Update: {
    TableName: table,
    Key: ADMINS_KEY,
    UpdateExpression: 'ADD ids :ids',
    ExpressionAttributeValues: { ':ids': new Set([id]) },
  },
});

/** Takes one off the list, if another is on it. */
export const leaveAdmins = (table: string, id: string) => ({
  Update: {
    TableName: table,
    Key: ADMINS_KEY,
    UpdateExpression: 'DELETE ids :ids',
    ConditionExpression: ANOTHER_REMAINS,
    ExpressionAttributeValues: { ':ids': new Set([id]), ':id': id, ':one': 1 },
  },
});

/** Whether the user counts among those of whom one must remain. */
export const isActiveAdmin = ({ role, status }: UserRecord) =>
  role === 'ADMIN' && status === 'ACTIVE';
