import type { UserRole, UserSortField, UserStatus } from '../generated/schema-types.ts';
import type { TextForms } from './addresses.ts';
import type { UserRecord } from './field-rows.ts';
import { searchableName } from './names.ts';

/** What only the indexes read of a record; no item but records has it. */
export type IndexAttributes = {
  /** Partition of everybody. */
  readonly entity: 'USER';
  /** Partition of each status and role on its own: `<status>#<role>`. */
  readonly statusRole: string;
  /** First and last name in their searchable form, `#` and the id. */
  readonly nameKey: string;
  /** `createdAt`, `#` and the id. */
  readonly createdKey: string;
};

/** What partitions of indexes are made of. */
export type IndexPartition = 'entity' | 'statusRole';

/** What orders an index. Each value is unique, so that a page can start after the last one's. */
export type IndexSortKey = 'email' | 'nameKey' | 'createdKey';

/** The indexes of one order of a list: of everybody, and of each status and role on its own. */
interface Order {
  readonly sortKey: IndexSortKey;
  readonly everybody: string;
  readonly byStatusRole: string;
}

/** Every index there is (docs/decisions/0009): two for each order that listUsers knows. */
export const ORDERS = {
  EMAIL: { sortKey: 'email', everybody: 'byEmail', byStatusRole: 'byStatusRoleEmail' },
  NAME: { sortKey: 'nameKey', everybody: 'byName', byStatusRole: 'byStatusRoleName' },
  CREATED_AT: {
    sortKey: 'createdKey',
    everybody: 'byCreated',
    byStatusRole: 'byStatusRoleCreated',
  },
} as const satisfies Readonly<Record<UserSortField, Order>>;

/** The partition of everybody. */
export const EVERYBODY = 'USER';

/** The partition of those with a status and a role. */
export function statusRoleOf(status: UserStatus, role: UserRole): string {
  return `${status}#${role}`;
}

/** The attributes that only the indexes read. */
export function indexAttributesOf(
  user: UserRecord,
  forms: Pick<TextForms, 'nfc'>,
): IndexAttributes {
  return {
    entity: EVERYBODY,
    statusRole: statusRoleOf(user.status, user.role),
    nameKey: `${searchableName(`${user.firstName} ${user.lastName}`, forms)}#${user.id}`,
    createdKey: `${user.createdAt}#${user.id}`,
  };
}
