/** Names of the attributes that every item of the Users table has. */
export const KEY_ATTRIBUTES = { partition: 'pk', sort: 'sk' } as const satisfies {
  [Part in 'partition' | 'sort']: keyof Key;
};

/** What DynamoDB removes an item by: seconds since the epoch. */
export const EXPIRY_ATTRIBUTE = 'expiresAt';

/** The key of an item. No interface, so that it is a record, as the SDK takes it. */
export type Key = {
  readonly pk: string;
  readonly sk: string;
};

/** Ids are Cognito's UUIDs; other texts are nobody's, and some AWS refuses as a key or a user name. */
export const ID_PATTERN = '^[A-Za-z0-9_-]{1,128}$';

/** Of what a sort key has room for. */
export const MAX_VERSION = 9_999_999_999;

/** Sorts after every other character, so that it ends the range of a prefix. */
export const LAST_CHARACTER = '\u{10FFFF}';

const USER = 'USER#';

/** Sort key of the record itself. */
export const PROFILE = 'PROFILE';

/** Sort key of when the user signed in last: the one that follows the record's, so that one query reads both. */
const SIGN_IN = 'SIGN_IN';

/** Sort key of what the counts hold of a user. */
export const COUNTED = 'COUNTED';

/** Start of the sort keys of changes. */
export const HISTORY_PREFIX = 'HISTORY#';

/** What `historyKey` makes sort keys like. */
export const HISTORY_PATTERN = '^HISTORY#[0-9]{10}$';

/** The ids of all active administrators. */
export const ADMINS_KEY = { pk: 'DIRECTORY', sk: 'ADMINS' } as const satisfies Key;

/** How many users there are: in all, and of each status and role (model/counts.ts). */
export const STATS_KEY = { pk: 'DIRECTORY', sk: 'STATS' } as const satisfies Key;

/** What happened to people on a day of UTC (model/counts.ts), such as 2026-01-31. */
export function dayKey(day: string): Key {
  return { pk: 'DIRECTORY', sk: `DAY#${day}` };
}

/** Partition of all that is about a user but the lock of the address and a due invitation. */
export function userPartition(id: string): string {
  return `${USER}${id}`;
}

/** The id that `userPartition` was made of; a partition of something else as it is. */
export function idOfPartition(pk: string): string {
  return pk.startsWith(USER) ? pk.slice(USER.length) : pk;
}

/** The record of a user. */
export function profileKey(id: string): Key {
  return { pk: userPartition(id), sk: PROFILE };
}

/** When a user signed in last, after the first time. */
export function signInKey(id: string): Key {
  return { pk: userPartition(id), sk: SIGN_IN };
}

/** The condition of a query for a record and its last sign-in: together they are read as one item is. */
export const PERSON_CONDITION = 'pk = :pk AND sk BETWEEN :record AND :signIn';

/** What `PERSON_CONDITION` asks for of a user. */
export function personValues(id: string) {
  return { ':pk': userPartition(id), ':record': PROFILE, ':signIn': SIGN_IN } as const;
}

/** What makes an address, in its normal form, one user's alone. */
export function lockKey(email: string): Key {
  return { pk: `EMAIL#${email}`, sk: 'LOCK' };
}

/** One change of a user. The version is zero padded, so that the sort key's order is the versions' order. */
export function historyKey(id: string, version: number): Key {
  const digits = `${version}`;
  const sk = `${HISTORY_PREFIX}${'0000000000'.slice(digits.length)}${digits}`;
  return { pk: userPartition(id), sk };
}

/** The change of address that waits for its code. */
export function emailChangeKey(id: string): Key {
  return { pk: userPartition(id), sk: 'EMAIL_CHANGE' };
}

/** That the invitation has to be sent to another address than before. */
export function invitationKey(id: string): Key {
  return { pk: `INVITATION#${id}`, sk: 'DUE' };
}

/** That a person has been reminded of the invitation. */
export function reminderKey(id: string): Key {
  return { pk: `INVITATION#${id}`, sk: 'REMINDED' };
}

/** One idempotent request of an actor, by its token. */
export function requestKey(actorId: string, token: string): Key {
  return { pk: `TOKEN#${actorId}#${token}`, sk: 'REQUEST' };
}

/** What the counts hold of a user. */
export function countedKey(id: string): Key & { readonly sk: typeof COUNTED } {
  return { pk: userPartition(id), sk: COUNTED };
}
