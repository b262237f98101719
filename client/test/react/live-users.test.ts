import { expect, test } from 'vitest';
import type { Client, User, UserChange } from '../../index.ts';
import { LiveUsers } from '../../react/live-users.ts';

const user = (version: number) => ({ id: '1', version }) as User;

/** Nobody listens: what is told of is given to it by hand. */
const liveUsers = () => new LiveUsers({} as Client, () => {});

const known = (live: LiveUsers) => live.getState().changes.get('1');

test('LiveUsers: news that subscribers are told of what an own mutation answered, once', () => {
  const live = liveUsers();
  live.apply('UPDATED', user(2), false);
  const answered = live.getState().changes;
  expect(known(live)).toMatchObject({ isTold: false });
  live.apply('UPDATED', user(2), true);
  const told = live.getState().changes;
  expect(told).not.toBe(answered);
  expect(known(live)).toMatchObject({ user: { version: 2 }, isTold: true });
  live.apply('UPDATED', user(2), true);
  live.apply('UPDATED', user(2), false);
  expect(live.getState().changes).toBe(told);
});

test('LiveUsers: what is older than an own mutation is no news, and what is newer is', () => {
  const live = liveUsers();
  live.apply('UPDATED', user(3), false);
  live.apply('UPDATED', user(2), true);
  expect(known(live)).toMatchObject({ user: { version: 3 }, isTold: false });
  live.apply('UPDATED', user(4), true);
  expect(known(live)).toMatchObject({ user: { version: 4 }, isTold: true });
});

test('LiveUsers: who is deleted stays so, and that subscribers are told of it is news', () => {
  const live = liveUsers();
  live.apply('DELETED', user(2), false);
  const answered = live.getState().changes;
  live.apply('UPDATED', user(3), true);
  expect(live.getState().changes).toBe(answered);
  live.apply('DELETED', user(2), true);
  expect(known(live)).toMatchObject({ isDeleted: true, isTold: true });
});

test('LiveUsers: keeps the last 20 changes that it is told of, newest first, for who is signed in', async () => {
  const told = Array.from({ length: 22 }, (_, index) => ({
    type: 'UPDATED',
    user: user(index + 1),
    changedFields: ['phone'],
  })) as unknown as readonly UserChange[];
  const all = Promise.withResolvers<true>();
  const subscribe = () => ({
    unsubscribe: () => {},
    async *[Symbol.asyncIterator]() {
      for (const onUserChange of told) yield { onUserChange };
      all.resolve(true);
      // The connection stays.
      await new Promise(() => {});
    },
  });
  const live = new LiveUsers({ subscribe } as unknown as Client, () => {});
  live.hold();
  await all.promise;
  const versions = live.getState().recent.map(({ user: { version } }) => version);
  expect(versions).toEqual(Array.from({ length: 20 }, (_, index) => 22 - index));
  live.restart(false);
  expect(live.getState().recent).toEqual([]);
});

test.each([
  ['another session of the person has ended', { status: 'ACTIVE' }, 'connecting'],
  ['the person is suspended', { status: 'SUSPENDED' }, 'failed'],
])('LiveUsers: the API ends the subscription because %s', async (_why, own, status) => {
  const change = { type: 'UPDATED', user: { ...user(2), ...own }, changedFields: [] };
  const events = [[{ onUserChange: change }], null];
  const subscribe = () => {
    const given = events.shift() ?? null;
    return {
      unsubscribe: () => {},
      async *[Symbol.asyncIterator]() {
        if (given === null) await new Promise(() => {});
        yield* given ?? [];
      },
    };
  };
  const live = new LiveUsers(
    { subscribe } as unknown as Client,
    () => {},
    () => '1',
  );
  live.hold();
  await expect.poll(() => [live.getState().status, known(live)?.user.version]).toEqual([status, 2]);
});
