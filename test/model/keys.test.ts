import { domainToUnicode } from 'node:url';
import { expect, test } from 'vitest';
import { actorName, IMPORT_ACTOR, SYSTEM_ACTOR } from '../../model/actors.ts';
import type { UserRecord } from '../../model/field-rows.ts';
import { indexAttributesOf, ORDERS } from '../../model/indexes.ts';
import {
  ADMINS_KEY,
  countedKey,
  emailChangeKey,
  HISTORY_PATTERN,
  HISTORY_PREFIX,
  historyKey,
  idOfPartition,
  invitationKey,
  KEY_ATTRIBUTES,
  lockKey,
  MAX_VERSION,
  personValues,
  profileKey,
  reminderKey,
  requestKey,
  signInKey,
  STATS_KEY,
  userPartition,
} from '../../model/keys.ts';

const forms = {
  nfc: (text: string) => text.normalize('NFC'),
  nfkd: (text: string) => text.normalize('NFKD'),
  toOwnLetters: domainToUnicode,
};

// Tables of today hold these texts: whoever changes one must bring the items along.
test('keys: are those that tables have', () => {
  expect(KEY_ATTRIBUTES).toEqual({ partition: 'pk', sort: 'sk' });
  expect({
    profile: profileKey('ada'),
    counted: countedKey('ada'),
    emailChange: emailChangeKey('ada'),
    history: historyKey('ada', 12),
    signIn: signInKey('ada'),
    lock: lockKey('ada@example.com'),
    invitation: invitationKey('ada'),
    reminder: reminderKey('ada'),
    request: requestKey('admin', 'once'),
    admins: ADMINS_KEY,
    stats: STATS_KEY,
  }).toEqual({
    profile: { pk: 'USER#ada', sk: 'PROFILE' },
    counted: { pk: 'USER#ada', sk: 'COUNTED' },
    emailChange: { pk: 'USER#ada', sk: 'EMAIL_CHANGE' },
    history: { pk: 'USER#ada', sk: 'HISTORY#0000000012' },
    signIn: { pk: 'USER#ada', sk: 'SIGN_IN' },
    lock: { pk: 'EMAIL#ada@example.com', sk: 'LOCK' },
    invitation: { pk: 'INVITATION#ada', sk: 'DUE' },
    reminder: { pk: 'INVITATION#ada', sk: 'REMINDED' },
    request: { pk: 'TOKEN#admin#once', sk: 'REQUEST' },
    admins: { pk: 'DIRECTORY', sk: 'ADMINS' },
    stats: { pk: 'DIRECTORY', sk: 'STATS' },
  });
});

// DynamoDB counts all that a query finds as one read: nothing that grows may come between.
test('personValues: of all that is in the partition of a user, the record and the last sign-in', () => {
  const { ':pk': pk, ':record': from, ':signIn': to } = personValues('ada');
  const keys = [profileKey, countedKey, emailChangeKey, signInKey].map((key) => key('ada'));
  const found = [...keys, historyKey('ada', 1), historyKey('ada', MAX_VERSION)].filter(
    (key) => key.pk === pk && key.sk >= from && key.sk <= to,
  );
  expect(found).toEqual([profileKey('ada'), signInKey('ada')]);
});

test('historyKey: is what its prefix and its pattern say, up to the last version', () => {
  for (const version of [0, 1, 12, MAX_VERSION]) {
    const { sk } = historyKey('ada', version);
    expect(sk).toMatch(new RegExp(HISTORY_PATTERN, 'u'));
    expect(sk.startsWith(HISTORY_PREFIX)).toBe(true);
  }
});

test('idOfPartition: gives the id back, and leaves other partitions', () => {
  expect(idOfPartition(userPartition('USER#odd'))).toBe('USER#odd');
  expect(idOfPartition(ADMINS_KEY.pk)).toBe('DIRECTORY');
});

test('actorName: is what records and history say', () => {
  expect(actorName({ id: 'ada', kind: 'user' })).toBe('ada');
  expect(actorName({ id: 'ada', kind: 'client' })).toBe('client:ada');
  expect([actorName(IMPORT_ACTOR), SYSTEM_ACTOR]).toEqual(['client:users-cli', 'system']);
});

test('indexes: are those that tables have', () => {
  const names = Object.values(ORDERS).flatMap(({ everybody, byStatusRole, sortKey }) => [
    `${everybody} entity ${sortKey}`,
    `${byStatusRole} statusRole ${sortKey}`,
  ]);
  expect(names.toSorted()).toEqual([
    'byCreated entity createdKey',
    'byEmail entity email',
    'byName entity nameKey',
    'byStatusRoleCreated statusRole createdKey',
    'byStatusRoleEmail statusRole email',
    'byStatusRoleName statusRole nameKey',
  ]);
  const ada: UserRecord = {
    id: 'ada',
    email: 'ada@example.com',
    firstName: 'Ada',
    lastName: 'Lovelace',
    role: 'MEMBER',
    status: 'ACTIVE',
    version: 1,
    createdBy: 'x',
    updatedBy: 'x',
    createdAt: '2026-01-02T03:04:05.000Z',
    updatedAt: '2026-01-02T03:04:05.000Z',
  };
  expect(indexAttributesOf(ada, forms)).toEqual({
    entity: 'USER',
    statusRole: 'ACTIVE#MEMBER',
    nameKey: 'ada lovelace#ada',
    createdKey: '2026-01-02T03:04:05.000Z#ada',
    words: ' ada lovelace ada@example.com',
    word1: 'lovelace',
  });
});
