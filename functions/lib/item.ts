import { domainToUnicode } from 'node:url';
import type { UnicodeForms } from '../../model/folding.ts';
import type { IndexAttributes } from '../../model/indexes.ts';
import { indexAttributesOf } from '../../model/indexes.ts';
import type { Key } from '../../model/keys.ts';
import { ID_PATTERN, lockKey, profileKey } from '../../model/keys.ts';
import type { WithJsonTexts } from '../../model/stored-attributes.ts';
import { withJsonTexts } from '../../model/stored-attributes.ts';
import type { UserRecord } from './user.ts';

/** Forms of texts as Node makes them. */
export const UNICODE_FORMS: UnicodeForms = {
  nfc: (text) => text.normalize('NFC'),
  nfkd: (text) => text.normalize('NFKD'),
};

const ID = new RegExp(ID_PATTERN, 'u');

/** Whether a text can be an id. */
export const isId = (text: string) => ID.test(text);

/** For a transaction: lets the address of a user go, if it is theirs. */
export const removeLock = (table: string, user: Pick<UserRecord, 'id' | 'email'>) => ({
  Delete: {
    TableName: table,
    Key: lockKey(user.email),
    ConditionExpression: 'attribute_not_exists(pk) OR id = :id',
    ExpressionAttributeValues: { ':id': user.id },
  },
});

/** The attributes that only the indexes read. */
export const indexAttributes = (user: UserRecord): IndexAttributes =>
  indexAttributesOf(user, { ...UNICODE_FORMS, toOwnLetters: domainToUnicode });

type UserItem = Key & WithJsonTexts & IndexAttributes;

/** A record as the table keeps it: what has no value is absent. */
export function toItem(user: UserRecord): UserItem {
  const item: UserItem = {
    ...profileKey(user.id),
    ...withJsonTexts(user),
    ...indexAttributes(user),
  };
  const present = Object.entries(item).filter(([, value]) => value !== undefined);
  return Object.fromEntries(present) as UserItem;
}
