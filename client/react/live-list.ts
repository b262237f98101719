import type { User, UserFilter, UserSort, UserSortField } from '../index.ts';
import { fits, orderOfName } from './fits.ts';
import type { LiveUser } from './live-users.ts';

/** What was asked of listUsers, and whether more of it can be read. */
export interface ListOf {
  readonly filter: UserFilter | null;
  readonly sort: UserSort | null;
  readonly hasMore: boolean;
}

/** A list as it was read, with what changed since. */
export interface LiveList {
  /** In the order that was read: who changes stays in place. */
  readonly users: readonly User[];
  /** Users that belong among those, and will stand there when the list is read again. */
  readonly newUsers: readonly User[];
}

/** What a list that was read is by now: changes taken over, users that left it gone, new ones beside it. */
export function liveList(
  read: readonly User[],
  changes: ReadonlyMap<string, LiveUser>,
  list: ListOf,
): LiveList {
  const byId = new Map(read.map((user) => [user.id, user]));
  const users = [...byId.values()].flatMap((user) => {
    const change = changes.get(user.id);
    if (change?.isDeleted) return [];
    const newest = change && change.user.version > user.version ? change.user : user;
    return newest === user || fits(newest, list.filter) !== false ? [newest] : [];
  });
  const last = read.at(-1);
  const newUsers = [...changes.values()]
    .filter(({ isNew, isDeleted, user }) => {
      if (isDeleted || byId.has(user.id) || fits(user, list.filter) !== true) return false;
      // Who changed, or comes after the last that was read, is found by reading on.
      return !list.hasMore || (isNew && isBefore(user, last, list));
    })
    .map(({ user }) => user);
  return { users, newUsers };
}

function isBefore(user: User, last: User | undefined, { filter, sort }: ListOf): boolean {
  if (last === undefined) return true;
  const key = SORT_KEYS[sort ? (sort.field ?? 'CREATED_AT') : naturalOrder(filter)];
  return sort?.direction === 'DESC' ? key(user) >= key(last) : key(user) <= key(last);
}

/** The API's order where none is asked for. */
function naturalOrder(filter: UserFilter | null): UserSortField {
  if (filter?.emailPrefix) return 'EMAIL';
  return filter?.namePrefix || filter?.search ? 'NAME' : 'CREATED_AT';
}

const SORT_KEYS = {
  CREATED_AT: ({ createdAt }: User) => createdAt,
  EMAIL: ({ email }: User) => email,
  NAME: orderOfName,
};
