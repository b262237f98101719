import type { User } from '../../generated/schema-types.ts';
import type { ResolvedField, UserField, UserRecord } from '../../model/field-rows.ts';
import { isJsonField } from '../../model/json-fields.ts';
import { readAttributes } from '../../model/stored-attributes.ts';
import { RECORD_FIELDS } from '../../model/user-fields.ts';

export type { UserRecord };

/** The public part of a stored item, whatever else the item carries (keys, index attributes). */
export function toUserRecord(item: Readonly<Record<string, unknown>>): UserRecord {
  const present = RECORD_FIELDS.filter(
    (field) => item[field] !== undefined && item[field] !== null,
  );
  const entries = present.map((field) => [field, readField(field, item[field])]);
  // The item was written by `toItem`, so the fields have these types.
  return Object.fromEntries(entries) as UserRecord;
}

const readField = (field: UserField, value: unknown) =>
  isJsonField(field) ? readAttributes(value) : value;

/** Whether the person has not signed in yet, so that the invitation is all they have to do so. */
export const awaitsFirstSignIn = ({ status, lastSignInAt }: UserRecord) =>
  status === 'INVITED' || (status === 'SUSPENDED' && lastSignInAt === undefined);

/** A user as the GraphQL API answers it. */
export function toUser(record: UserRecord): Omit<User, ResolvedField> {
  return toUserRecord(record);
}
