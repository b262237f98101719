import type { UserRole, UserSortField, UserStatus } from '../generated/schema-types.ts';
import type { UserRecord } from './field-rows.ts';
import { cutTo, MAX_KEY_UNITS } from './folding.ts';
import { END_OF_NAME, searchableName } from './names.ts';
import type { SearchAttributes, SearchForms } from './search-words.ts';
import { searchAttributesOf } from './search-words.ts';

/** What only the indexes read of a record; no item but records has it. */
export type IndexAttributes = {
  /** Partition of everybody. */
  readonly entity: 'USER';
  /** Partition of each status and role on its own: `<status>#<role>`. */
  readonly statusRole: string;
  /** Start of the first and last name in their searchable form, `#` and the id. */
  readonly nameKey: string;
  /** `createdAt`, `#` and the id. */
  readonly createdKey: string;
} & SearchAttributes;

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

/**
 * What indexes of words hold beside their keys: what searches sift and put in order. The rest of a user is
 * read by the id, so that changes of it, a sign-in above all, cost these indexes nothing.
 */
export const WORD_INDEX_ATTRIBUTES = [
  'email',
  'nameKey',
  'createdKey',
  'statusRole',
  'words',
] as const satisfies readonly (keyof IndexAttributes | IndexSortKey)[];

/** The partition of everybody. */
export const EVERYBODY = 'USER';

/** The partition of those with a status and a role. */
export function statusRoleOf(status: UserStatus, role: UserRole): string {
  return `${status}#${role}`;
}

/** The attributes that only the indexes read. */
export function indexAttributesOf(user: UserRecord, forms: SearchForms): IndexAttributes {
  const name = searchableName(`${user.firstName} ${user.lastName}`, forms);
  return {
    entity: EVERYBODY,
    statusRole: statusRoleOf(user.status, user.role),
    nameKey: `${cutTo(MAX_KEY_UNITS, name)}${END_OF_NAME}${user.id}`,
    createdKey: `${user.createdAt}#${user.id}`,
    ...searchAttributesOf(user, forms),
  };
}
