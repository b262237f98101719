import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { emailChangeKey, historyKey, profileKey } from '../../model/keys.ts';
import { isActiveAdmin, leaveAdmins } from './admins.ts';
import { removeLock } from './item.ts';
import { deleteSignIn } from './sign-ins.ts';
import type { TransactItems } from './transaction.ts';
import { transact } from './transaction.ts';
import type { UserRecord } from './user.ts';

/** `changed`: the record has another version, or is gone. */
export type RemoveOutcome = 'removed' | 'changed' | 'lastAdmin';

/** By whom and when a record ended. */
export interface Tombstone {
  readonly actor: string;
  readonly at: string;
}

/** Ends a record, if it still has `user`'s version and an administrator remains. */
export async function remove(
  documents: DynamoDBDocumentClient,
  table: string,
  user: UserRecord,
  tombstone: Tombstone,
): Promise<RemoveOutcome> {
  const failed = await transact(documents, removal(table, user, tombstone));
  if (failed.length === 0) return 'removed';
  if (failed.includes(REMOVED.profile)) return 'changed';
  if (failed.includes(REMOVED.admins)) return 'lastAdmin';
  throw new ForeignItemError();
}

/** Where `removal` puts what its conditions may refuse. */
const REMOVED = { profile: 0, admins: 5 } as const;

/** The lock is somebody else's, or the history has a version that the record never had. */
class ForeignItemError extends Error {
  override readonly name = 'ForeignItemError';
}

/** What ends a record, all or nothing: the record, its lock, a waiting address, the last sign-in, the place on the list. */
function removal(table: string, user: UserRecord, tombstone: Tombstone): TransactItems {
  return [
    deleteProfile(table, user),
    removeLock(table, user),
    putTombstone(table, user, tombstone),
    deleteEmailChange(table, user),
    deleteSignIn(table, user),
    ...(isActiveAdmin(user) ? [leaveAdmins(table, user.id)] : []),
  ];
}

/** Removes a record of this version. */
export const deleteProfile = (table: string, user: UserRecord): TransactItems[number] => ({
  Delete: {
    TableName: table,
    Key: profileKey(user.id),
    ConditionExpression: 'version = :version',
    ExpressionAttributeValues: { ':version': user.version },
  },
});

/** Says in the history that the record ended, and by whom; nothing of what was in it. */
export function putTombstone(
  table: string,
  { id, version: last }: UserRecord,
  tombstone: Tombstone,
): TransactItems[number] {
  const version = last + 1;
  return {
    Put: {
      TableName: table,
      Item: { ...historyKey(id, version), type: 'DELETED', version, ...tombstone, changes: [] },
      ConditionExpression: 'attribute_not_exists(pk)',
    },
  };
}

/** Forgets an address that waited for its code. */
export const deleteEmailChange = (table: string, { id }: UserRecord): TransactItems[number] => ({
  Delete: { TableName: table, Key: emailChangeKey(id) },
});
