import { describe, expect, test } from 'vitest';
import type { User } from '../../index.ts';
import { liveList } from '../../react/live-list.ts';
import type { LiveUser } from '../../react/live-users.ts';

const user = (id: string, over: Partial<User> = {}): User => ({
  id,
  email: `${id}@example.com`,
  firstName: id,
  lastName: 'Doe',
  phone: null,
  role: 'MEMBER',
  status: 'ACTIVE',
  attributes: null,
  version: 1,
  createdAt: `2026-01-0${id.length}T00:00:00Z`,
  updatedAt: '2026-01-01T00:00:00Z',
  createdBy: 'system',
  updatedBy: 'system',
  lastSignInAt: null,
  sessionsEndedAt: null,
  revokedSessions: null,
  factorsResetAt: null,
  invitation: null,
  ...over,
});

const changes = (...given: readonly (Partial<LiveUser> & { readonly user: User })[]) =>
  new Map(
    given.map((one) => [one.user.id, { isNew: false, isDeleted: false, isTold: true, ...one }]),
  );

const ALL = { filter: null, sort: null, hasMore: false };
const READ = [user('a'), user('bb'), user('ccc')];
const ids = (users: readonly User[]) => users.map(({ id }) => id);

describe('liveList', () => {
  test('a change: is taken over in place, though the order would be another', () => {
    const renamed = user('a', { firstName: 'Zoe', version: 2 });
    const { users } = liveList(READ, changes({ user: renamed }), {
      ...ALL,
      sort: { field: 'NAME' },
    });
    expect(ids(users)).toEqual(['a', 'bb', 'ccc']);
    expect(users[0]?.firstName).toBe('Zoe');
  });

  test('a change that is older than what was read: is none', () => {
    const read = [user('a', { version: 3, firstName: 'New' })];
    const late = user('a', { version: 2, firstName: 'Old' });
    expect(liveList(read, changes({ user: late }), ALL).users[0]?.firstName).toBe('New');
  });

  test('deleted users and those who left the filter: are gone', () => {
    const live = changes(
      { user: user('a'), isDeleted: true },
      { user: user('bb', { status: 'SUSPENDED', version: 2 }) },
    );
    expect(ids(liveList(READ, live, { ...ALL, filter: { status: 'ACTIVE' } }).users)).toEqual([
      'ccc',
    ]);
  });

  test('a filter by letters that only the API knows: drops nobody', () => {
    const live = changes({ user: user('a', { version: 2 }) });
    const filter = { emailPrefix: 'a@büch' };
    expect(ids(liveList(READ, live, { ...ALL, filter }).users)).toEqual(['a', 'bb', 'ccc']);
  });

  test.each([
    [{ search: 'jose' }, true],
    [{ search: 'GARC jos' }, true],
    [{ search: 'jose nobody' }, false],
    [{ namePrefix: 'jose g' }, true],
    [{ namePrefix: 'garcia' }, false],
    [{ search: 'g@ex' }, true],
  ])('a filter %j as people type: keeps and tells who fits it: %j', (filter, isIn) => {
    const jose = user('g', { firstName: 'Jos\u00e9', lastName: 'Garc\u00eda', version: 2 });
    const list = { ...ALL, filter };
    const changed = liveList([user('g')], changes({ user: jose }), list);
    expect(ids(changed.users)).toEqual(isIn ? ['g'] : []);
    const added = liveList([], changes({ user: jose, isNew: true }), list);
    expect(ids(added.newUsers)).toEqual(isIn ? ['g'] : []);
  });

  test('a search by an international domain: drops nobody whose address may be it', () => {
    const anna = user('anna', { email: 'anna@xn--mnchen-3ya.de', version: 2 });
    const list = { ...ALL, filter: { search: 'anna@m\u00fcnch' } };
    expect(ids(liveList([user('anna')], changes({ user: anna }), list).users)).toEqual(['anna']);
    expect(liveList([], changes({ user: anna, isNew: true }), list).newUsers).toEqual([]);
  });

  test('new users: are told beside the list when they fit', () => {
    const live = changes(
      { user: user('dd'), isNew: true },
      { user: user('ee', { role: 'ADMIN' }), isNew: true },
      { user: user('ff'), isNew: true, isDeleted: true },
    );
    const list = liveList(READ, live, { ...ALL, filter: { role: 'MEMBER' } });
    expect(ids(list.users)).toEqual(['a', 'bb', 'ccc']);
    expect(ids(list.newUsers)).toEqual(['dd']);
  });

  test('new users that reading on will find: are not told', () => {
    const live = changes(
      { user: user('d'), isNew: true },
      { user: user('eeee'), isNew: true },
      { user: user('f') },
    );
    const list = liveList(READ, live, { ...ALL, hasMore: true });
    expect(ids(list.newUsers)).toEqual(['d']);
    const downwards = { field: 'CREATED_AT', direction: 'DESC' } as const;
    const newestFirst = liveList(READ, live, { ...ALL, hasMore: true, sort: downwards });
    expect(ids(newestFirst.newUsers)).toEqual(['eeee']);
  });

  test('a user on two pages, as the list moved while it was read: stands once', () => {
    expect(ids(liveList([...READ, user('bb')], new Map(), ALL).users)).toEqual(['a', 'bb', 'ccc']);
  });
});
