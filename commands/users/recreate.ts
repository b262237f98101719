import { AdminSetUserPasswordCommand } from '@aws-sdk/client-cognito-identity-provider';
import { GetCommand } from '@aws-sdk/lib-dynamodb';
import { IMPORT_ACTOR, actorName } from '../../model/actors.ts';
import { historyKey, lockKey } from '../../model/keys.ts';
import { enterAdmins, isActiveAdmin, leaveAdmins } from '../../functions/lib/admins.ts';
import { timestamp } from '../../functions/lib/clock.ts';
import { unknownPassword } from '../../functions/lib/inviting.ts';
import { sentNow, wordingOf } from '../../functions/lib/invitation.ts';
import { toItem } from '../../functions/lib/item.ts';
import { deleteEmailChange, deleteProfile, putTombstone } from '../../functions/lib/removal.ts';
import { deleteSignIn } from '../../functions/lib/sign-ins.ts';
import type { TransactItems } from '../../functions/lib/transaction.ts';
import { transact } from '../../functions/lib/transaction.ts';
import type { UserRecord } from '../../functions/lib/user.ts';
import { copyHistory } from './copy-history.ts';
import type { Target } from './target.ts';

/** What became of it: the new id, or why there is none. */
export type Recreated = { readonly id: string } | { readonly refused: string };

/**
 * Makes the Cognito user of a record anew. Cognito chooses the id, so the record moves there with its
 * history: subscribers hear that one user ended and another was created. Whose invitation is still good is
 * mailed another; whoever has signed in before chooses a password by "forgot password", as nobody knows the
 * one they have. Can be repeated after a break.
 */
export async function recreate(target: Target, user: UserRecord): Promise<Recreated> {
  const { identity, repository } = target.services;
  const made = await identity.invite(user, { silent: true });
  const id = made ?? (await identity.findSub(user.email));
  if (id === null) return { refused: 'Cognito has a user of this name and cannot tell whom' };
  if (made === null && (await repository.get(id))) {
    return { refused: `Cognito holds the address for ${id}` };
  }
  if (user.status !== 'INVITED') await setUnknownPassword(target, id);
  if (user.status === 'SUSPENDED') await identity.disable(id);
  await identity.addToGroup(id, user.role);
  await waitForHistory(target, user);
  await copyHistory(target.documents, {
    from: { table: target.table, id: user.id },
    to: { table: target.table, id },
  });
  const isInvited = awaitsInvitation(target, user);
  if (!(await moveRecord(target, user, id, isInvited)))
    return { refused: 'changed meanwhile: run this again' };
  if (isInvited) await identity.inviteAgain(user.email, wordingOf(user));
  return { id };
}

const LOOKS = 10;
const BETWEEN_LOOKS = 500; // milliseconds

/**
 * Waits until the history tells of the last change: what follows the table's stream writes it, a moment after a
 * `restore`, and what is written after the copy is not in the copy. Who has no such entry is not waited for long.
 */
async function waitForHistory({ documents, table, services }: Target, user: UserRecord) {
  const Key = historyKey(user.id, user.version);
  for (let look = 1; look <= LOOKS; look += 1) {
    const get = new GetCommand({ TableName: table, Key, ConsistentRead: true });
    if ((await documents.send(get)).Item) return;
    await services.clock.wait(BETWEEN_LOOKS);
  }
}

/** Not one that ended or was revoked, nor anybody whom nobody has mailed yet. */
function awaitsInvitation({ services: { clock } }: Target, user: UserRecord): boolean {
  const { status, invitation } = user;
  return status === 'INVITED' && !!invitation && Date.parse(invitation.expiresAt) > clock.now();
}

/** Of a person who has chosen one before: `ForgotPassword` mails a code only to who is confirmed. */
async function setUnknownPassword({ cognito, userPoolId }: Target, Username: string) {
  await cognito.send(
    new AdminSetUserPasswordCommand({
      UserPoolId: userPoolId,
      Username,
      Password: unknownPassword(),
      Permanent: true,
    }),
  );
}

/** One transaction, so that there is one of the two at any moment; false when the record has changed. */
async function moveRecord(
  target: Target,
  user: UserRecord,
  id: string,
  isInvited: boolean,
): Promise<boolean> {
  const { documents, table, services } = target;
  const { clock } = services;
  const actor = actorName(IMPORT_ACTOR);
  const invitation = isInvited ? sentNow(clock, actor, user.invitation) : user.invitation;
  const moved = { ...user, ...(invitation ? { invitation } : {}), id };
  const failed = await transact(documents, move(table, user, moved, timestamp(clock)));
  if (failed.length > 0) return false;
  // Not in the transaction, which may change an item once; a break here `reconcile --fix` mends.
  if (isActiveAdmin(user)) await transact(documents, [leaveAdmins(table, user.id)]);
  return true;
}

function move(table: string, user: UserRecord, to: UserRecord, at: string): TransactItems {
  const { id } = to;
  const actor = actorName(IMPORT_ACTOR);
  const moved = { ...to, version: user.version + 1, updatedAt: at, updatedBy: actor };
  return [
    {
      Put: {
        TableName: table,
        Item: toItem(moved),
        ConditionExpression: 'attribute_not_exists(pk)',
      },
    },
    deleteProfile(table, user),
    {
      Put: {
        TableName: table,
        Item: { ...lockKey(user.email), id },
        ConditionExpression: 'attribute_not_exists(pk) OR id = :former',
        ExpressionAttributeValues: { ':former': user.id },
      },
    },
    putTombstone(table, user, { actor, at }),
    deleteEmailChange(table, user),
    // The record has it now.
    deleteSignIn(table, user),
    ...(isActiveAdmin(user) ? [enterAdmins(table, id)] : []),
  ];
}
