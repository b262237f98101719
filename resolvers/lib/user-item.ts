import { util } from '@aws-appsync/utils';
import type { DynamoDBGetItemRequest } from '@aws-appsync/utils';
import type { User } from '../../generated/schema-types.ts';
import { withJsonValues } from '../../model/stored-attributes.ts';

/** A record as the table holds it: the user and what the indexes read. */
export type UserItem = Omit<User, 'history'> & {
  entity: 'USER';
  /** `<status>#<role>` */
  statusRole: string;
  /** `<first name> <last name>` in lower case, `#` and the id. */
  nameKey: string;
  /** `createdAt`, `#` and the id. */
  createdKey: string;
};

/** The record as the API answers it. */
export function toUser(item: UserItem): UserItem {
  return withJsonValues(item);
}

/** Of what a sort key has room for. */
export const MAX_VERSION = 9_999_999_999;

/** Whether a text can be an id; others are nobody's, and as a key AWS would refuse some. */
export function isId(text: string): boolean {
  return util.matches('^[A-Za-z0-9_-]{1,128}$', text);
}

export function profileKey(id: string) {
  return util.dynamodb.toMapValues({ pk: `USER#${id}`, sk: 'PROFILE' });
}

export function lockKey(email: string) {
  return util.dynamodb.toMapValues({ pk: `EMAIL#${email}`, sk: 'LOCK' });
}

/** Zero padded, so that the sort key's order is the versions' order. */
export function historySortKey(version: number): string {
  const digits = `${version}`;
  return `HISTORY#${'0000000000'.slice(digits.length)}${digits}`;
}

/** Reads a record, the last write included. */
export function getProfile(id: string): DynamoDBGetItemRequest {
  return { operation: 'GetItem', key: profileKey(id), consistentRead: true };
}
