import { util } from '@aws-appsync/utils';
import type { Context, DynamoDBGetItemRequest, DynamoDBQueryRequest } from '@aws-appsync/utils';
import type { User } from '../../generated/schema-types.ts';
import type { ResolvedField } from '../../model/field-rows.ts';
import type { IndexAttributes } from '../../model/indexes.ts';
import {
  ID_PATTERN,
  PERSON_CONDITION,
  personValues,
  profileKey,
  type Key,
} from '../../model/keys.ts';
import { personOf } from '../../model/sign-ins.ts';
import { withJsonValues } from '../../model/stored-attributes.ts';

/** A record as the table holds it: the user and what the indexes read. */
export type UserItem = Omit<User, ResolvedField> & IndexAttributes;

/** The record as the API answers it. */
export function toUser(item: UserItem): UserItem {
  return withJsonValues(item);
}

/** Whether a text can be an id; others are nobody's, and as a key AWS would refuse some. */
export function isId(text: string): boolean {
  return util.matches(ID_PATTERN, text);
}

/** Reads an item, the last write included. */
export function getItem(key: Key): DynamoDBGetItemRequest {
  return { operation: 'GetItem', key: util.dynamodb.toMapValues({ ...key }), consistentRead: true };
}

/** Reads a record without the last sign-in, the last write included. */
export function getProfile(id: string): DynamoDBGetItemRequest {
  return getItem(profileKey(id));
}

/** Reads a record and the last sign-in beside it, the last writes included. */
export function queryPerson(id: string): DynamoDBQueryRequest {
  return {
    operation: 'Query',
    query: {
      expression: PERSON_CONDITION,
      expressionValues: util.dynamodb.toMapValues(personValues(id)),
    },
    consistentRead: true,
  };
}

/** What `queryPerson` found, or null when there is no record, or nothing was read. */
export function personIn(ctx: Context): UserItem | null {
  const found = ctx.result as { items: UserItem[] } | null;
  return found && personOf(found.items);
}
