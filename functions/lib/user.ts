import type { User, UserRole, UserStatus } from '../../generated/schema-types.ts';
import type { Attributes } from '../../model/stored-attributes.ts';
import { readAttributes } from '../../model/stored-attributes.ts';

/** A user as the directory stores it, without table keys. Fields without a value are absent. */
export interface UserRecord {
  readonly id: string;
  readonly email: string;
  readonly firstName: string;
  readonly lastName: string;
  readonly phone?: string;
  readonly role: UserRole;
  readonly status: UserStatus;
  readonly attributes?: Attributes;
  readonly version: number;
  readonly createdAt: string;
  readonly updatedAt: string;
  readonly createdBy: string;
  readonly updatedBy: string;
  readonly lastSignInAt?: string;
}

/** The fields that a change is about. */
export const CONTENT_FIELDS = [
  'email',
  'firstName',
  'lastName',
  'phone',
  'role',
  'status',
  'attributes',
  'lastSignInAt',
] as const satisfies readonly (keyof UserRecord)[];

export type ContentField = (typeof CONTENT_FIELDS)[number];

/** Who wrote the record and when: moves with every change. */
const BOOKKEEPING_FIELDS = [
  'id',
  'version',
  'createdAt',
  'updatedAt',
  'createdBy',
  'updatedBy',
] as const satisfies readonly (keyof UserRecord)[];

/** All public fields of User. */
const USER_FIELDS = [...CONTENT_FIELDS, ...BOOKKEEPING_FIELDS] as const;

/** The public part of a stored item, whatever else the item carries (keys, index attributes). */
export function toUserRecord(item: Readonly<Record<string, unknown>>): UserRecord {
  const present = USER_FIELDS.filter((field) => item[field] !== undefined && item[field] !== null);
  const entries = present.map((field) => [field, readField(field, item[field])]);
  // The item was written by `toItem`, so the fields have these types.
  return Object.fromEntries(entries) as UserRecord;
}

const readField = (field: keyof UserRecord, value: unknown) =>
  field === 'attributes' ? readAttributes(value) : value;

/** Whether the person has not signed in yet, so that the invitation is all they have to do so. */
export const awaitsFirstSignIn = ({ status, lastSignInAt }: UserRecord) =>
  status === 'INVITED' || (status === 'SUSPENDED' && lastSignInAt === undefined);

/** A user as the GraphQL API answers it. */
export function toUser(record: UserRecord): Omit<User, 'history'> {
  return toUserRecord(record as unknown as Record<string, unknown>);
}
