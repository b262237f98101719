import type { User, UserFilter, UserSort } from '../index.ts';
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
      return !list.hasMore || (isNew && isBefore(user, last, list.sort));
    })
    .map(({ user }) => user);
  return { users, newUsers };
}

/** Whether a filter lets a user through; null where only the API knows, which has tables of letters. */
function fits(user: User, filter: UserFilter | null): boolean | null {
  const { status, role, emailPrefix, namePrefix } = filter ?? {};
  if ((status && user.status !== status) || (role && user.role !== role)) return false;
  const texts: (readonly [string, string])[] = [
    [user.email, emailPrefix ?? ''],
    [nameOf(user), namePrefix ?? ''],
  ];
  if (texts.some(([, prefix]) => /[^ -~]/u.test(prefix))) return null;
  return texts.every(([text, prefix]) => text.toLowerCase().startsWith(prefix.toLowerCase()));
}

function isBefore(user: User, last: User | undefined, sort: UserSort | null): boolean {
  if (last === undefined) return true;
  const key = SORT_KEYS[sort?.field ?? 'CREATED_AT'];
  return sort?.direction === 'DESC' ? key(user) >= key(last) : key(user) <= key(last);
}

const nameOf = ({ firstName, lastName }: User) => `${firstName} ${lastName}`.toLowerCase();

const SORT_KEYS = {
  CREATED_AT: ({ createdAt }: User) => createdAt,
  EMAIL: ({ email }: User) => email,
  NAME: nameOf,
};
