import { withJsonTexts } from '../../model/stored-attributes.ts';
import type { UserRecord } from './user.ts';

export const PROFILE = 'PROFILE';
export const HISTORY_PREFIX = 'HISTORY#';

/**
 * Whether a text can be an id. Ids are Cognito's UUIDs; other texts are nobody's, and some would be
 * refused by AWS as a key or a user name.
 */
export const isId = (text: string) => /^[\w-]{1,128}$/u.test(text);

export const profileKey = (id: string) => ({ pk: `USER#${id}`, sk: PROFILE });

export const lockKey = (email: string) => ({ pk: `EMAIL#${email}`, sk: 'LOCK' });

/** For a transaction: lets the address of a user go, if it is theirs. */
export const removeLock = (table: string, user: Pick<UserRecord, 'id' | 'email'>) => ({
  Delete: {
    TableName: table,
    Key: lockKey(user.email),
    ConditionExpression: 'attribute_not_exists(pk) OR id = :id',
    ExpressionAttributeValues: { ':id': user.id },
  },
});

/** Zero padded, so that the sort key's order is the versions' order. */
export const historyKey = (id: string, version: number) => ({
  pk: `USER#${id}`,
  sk: `${HISTORY_PREFIX}${String(version).padStart(10, '0')}`,
});

/** The change of address that waits for its code. */
export const emailChangeKey = (id: string) => ({ pk: `USER#${id}`, sk: 'EMAIL_CHANGE' });

/** That the invitation has to be sent to another address than before. */
export const invitationKey = (id: string) => ({ pk: `INVITATION#${id}`, sk: 'DUE' });

export const requestKey = (actorId: string, token: string) => ({
  pk: `TOKEN#${actorId}#${token}`,
  sk: 'REQUEST',
});

/** The attributes that only the indexes read. */
export function indexAttributes(user: UserRecord) {
  return {
    entity: 'USER',
    statusRole: `${user.status}#${user.role}`,
    nameKey: `${searchableName(user.firstName, user.lastName)}#${user.id}`,
    createdKey: `${user.createdAt}#${user.id}`,
  };
}

/** A record as the table keeps it. */
export function toItem(user: UserRecord) {
  return { ...profileKey(user.id), ...withJsonTexts(user), ...indexAttributes(user) };
}

/** A sigma at the end of a word has a form of its own, by which the start of a longer one would miss. */
function searchableName(firstName: string, lastName: string): string {
  const name = `${firstName} ${lastName}`.normalize('NFC').toLowerCase();
  return name.replace(/\s+/gu, ' ').replaceAll('ς', 'σ');
}
