import { util } from '@aws-appsync/utils';
import type {
  QueryListUsersArgs,
  UserFilter,
  UserRole,
  UserSortField,
  UserStatus,
} from '../../generated/schema-types.ts';
import { invalidToken, validationFailed } from './errors.ts';
import { readToken } from './page.ts';
import { normalEmail, type UserItem } from './user-item.ts';

/** The parts of a filter; null or empty lets all through. Prefixes as the table writes values. */
interface Filter {
  status: UserStatus | null;
  role: UserRole | null;
  email: string;
  name: string;
}

/** The index that is read, in its order, and what it does not answer. */
interface Source {
  index: 'byEmail' | 'byName' | 'byCreated' | 'byStatus' | 'byRole';
  partition: { name: 'entity' | 'status' | 'role'; value: string };
  sortKey: 'email' | 'nameKey' | 'createdKey';
  /** Start of the sort key; empty: all. */
  prefix: string;
  /** What is left to check of each item. */
  rest: Filter;
}

export interface UserList extends Source {
  ascending: boolean;
  /** Filter and sort, as page tokens name them. */
  name: string;
  /** The sort key to start after; null on the first page. */
  start: string | null;
}

/** No address or pair of names is longer; and DynamoDB takes no more than 1,024 bytes. */
const MAX_PREFIX = 254;

/** A given sort is always kept to; without one the filter chooses the order. */
export function planList({ filter, sort, nextToken }: QueryListUsersArgs): UserList {
  const wanted = readFilter(filter ?? {});
  const order = sort ? (sort.field ?? 'CREATED_AT') : naturalOrder(wanted);
  const ascending = sort?.direction !== 'DESC';
  const source = chooseSource(order, wanted);
  const name = JSON.stringify([order, ascending, wanted]);
  return { ...source, ascending, name, start: readStart(nextToken, name, source.prefix) };
}

/** Whether the index answers the whole filter, so that each item read is one of the list. */
export function isExact({ rest }: UserList): boolean {
  return !rest.status && !rest.role && !rest.email && !rest.name;
}

/** Whether an item of the index belongs to the list. */
export function belongs({ rest }: UserList, item: UserItem): boolean {
  return (
    (!rest.status || item.status === rest.status) &&
    (!rest.role || item.role === rest.role) &&
    item.email.startsWith(rest.email) &&
    item.nameKey.startsWith(rest.name)
  );
}

function readFilter(filter: UserFilter): Filter {
  const name = util.str.normalize((filter.namePrefix ?? '').trimStart(), 'nfc').toLowerCase();
  const wanted = {
    status: filter.status ?? null,
    role: filter.role ?? null,
    email: normalEmail(filter.emailPrefix ?? ''),
    name: collapseSpaces(name),
  };
  const problems = [
    { field: 'filter.emailPrefix', value: wanted.email },
    { field: 'filter.namePrefix', value: wanted.name },
  ]
    .filter(({ value }) => value.length > MAX_PREFIX)
    .map(({ field }) => ({
      field,
      rule: 'maxLength',
      message: `${field} is longer than ${MAX_PREFIX} characters.`,
    }));
  if (problems.length > 0) validationFailed(problems);
  return wanted;
}

function collapseSpaces(text: string): string {
  const words = text.split(' ').filter((word) => word !== '');
  return words.join(' ') + (words.length > 0 && text.endsWith(' ') ? ' ' : '');
}

function naturalOrder(filter: Filter): UserSortField {
  if (filter.email) return 'EMAIL';
  return filter.name ? 'NAME' : 'CREATED_AT';
}

function chooseSource(order: UserSortField, filter: Filter): Source {
  const everybody = { name: 'entity', value: 'USER' } as const;
  if (order === 'EMAIL') {
    const rest = { ...filter, email: '' };
    return { index: 'byEmail', partition: everybody, sortKey: 'email', prefix: filter.email, rest };
  }
  if (order === 'NAME') {
    const rest = { ...filter, name: '' };
    return { index: 'byName', partition: everybody, sortKey: 'nameKey', prefix: filter.name, rest };
  }
  const { status, role } = filter;
  const created = { sortKey: 'createdKey', prefix: '' } as const;
  // Of both the one that fewer users have: most are ACTIVE, and few are ADMIN.
  if (role && (!status || (status === 'ACTIVE' && role === 'ADMIN'))) {
    const partition = { name: 'role', value: role } as const;
    return { ...created, index: 'byRole', partition, rest: { ...filter, role: null } };
  }
  if (status) {
    const partition = { name: 'status', value: status } as const;
    return { ...created, index: 'byStatus', partition, rest: { ...filter, status: null } };
  }
  return { ...created, index: 'byCreated', partition: everybody, rest: filter };
}

function readStart(
  nextToken: string | null | undefined,
  name: string,
  prefix: string,
): string | null {
  if (nextToken === null || nextToken === undefined) return null;
  const start = readToken(nextToken, name);
  if (!start.startsWith(prefix)) invalidToken();
  return start;
}
