import { DeleteCommand } from '@aws-sdk/lib-dynamodb';
import type { PostAuthenticationTriggerEvent } from 'aws-lambda';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { ADMINS_KEY } from '../../model/keys.ts';
import { reactivateUser } from '../../functions/reactivate-user/reactivate-user.ts';
import { recordSignIn } from '../../functions/record-sign-in/record-sign-in.ts';
import { suspendUser } from '../../functions/suspend-user/suspend-user.ts';
import { updateUser } from '../../functions/update-user/update-user.ts';
import type { Directory } from '../support/directory.ts';
import { event, MACHINE, startDirectory, TABLE } from '../support/directory.ts';

let directory: Directory;
beforeAll(async () => {
  directory = await startDirectory();
});
afterAll(() => directory[Symbol.asyncDispose]());

const LIST = ADMINS_KEY;
const forgetList = () =>
  directory.documents.send(new DeleteCommand({ TableName: TABLE, Key: LIST }));
beforeEach(forgetList);

const listed = async () => {
  const ids = (await directory.items.get(LIST))?.['ids'] as Set<string> | undefined;
  return [...(ids ?? [])].sort();
};

async function signIn(id: string): Promise<void> {
  directory.clock.advance(1);
  const request = { userAttributes: { sub: id }, newDeviceUsed: false };
  const trigger = { userName: id, request } as unknown as PostAuthenticationTriggerEvent;
  await recordSignIn(directory.services, trigger);
}

async function activeAdmin(): Promise<string> {
  const { id } = await directory.create({ role: 'ADMIN' }, MACHINE);
  await signIn(id);
  return id;
}

const suspend = (id: string) => suspendUser(directory.services, event('suspendUser', { id }));
const reactivate = (id: string) =>
  reactivateUser(directory.services, event('reactivateUser', { id }));
const setRole = (id: string, role: 'ADMIN' | 'MEMBER') =>
  updateUser(directory.services, event('updateUser', { input: { id, role } }));
const demote = (id: string) => setRole(id, 'MEMBER');

const REFUSED = {
  type: 'InvalidState',
  message: 'The last active administrator stays: make another user an active ADMIN first.',
};

describe('the last active administrator', () => {
  test.each([
    ['suspendUser', suspend],
    ['updateUser', demote],
  ])('%s: refuses it and changes nothing', async (_, end) => {
    const id = await activeAdmin();
    await directory.create({ role: 'ADMIN' });
    await expect(end(id)).rejects.toMatchObject(REFUSED);
    expect(await directory.items.profile(id)).toMatchObject({
      role: 'ADMIN',
      status: 'ACTIVE',
      version: 2,
    });
    expect(await listed()).toEqual([id]);
  });

  test('updateUser: refuses it together with another e-mail address, whose lock stays free', async () => {
    const id = await activeAdmin();
    const email = `${id}@moved.example.com`;
    const input = { id, role: 'MEMBER', email } as const;
    await expect(
      updateUser(directory.services, event('updateUser', { input })),
    ).rejects.toMatchObject(REFUSED);
    expect(await directory.items.lock(email)).toBeUndefined();
  });

  test.each([
    ['suspendUser', suspend],
    ['updateUser', demote],
  ])('%s: ends one of two, not the other', async (_, end) => {
    const [first, second] = [await activeAdmin(), await activeAdmin()];
    await end(first);
    expect(await listed()).toEqual([second]);
    await expect(end(second)).rejects.toMatchObject(REFUSED);
  });

  test('suspendUser, updateUser: one remains of ten who are ended at once, in every round', async () => {
    for (let round = 0; round < 5; round += 1) {
      await forgetList();
      const ids = await Promise.all(Array.from({ length: 10 }, activeAdmin));
      expect(await listed()).toHaveLength(10);
      const results = await Promise.allSettled(
        ids.map((id, index) => (index % 2 ? suspend(id) : demote(id))),
      );
      const profiles = await Promise.all(ids.map((id) => directory.items.profile(id)));
      const left = profiles.filter((user) => user?.role === 'ADMIN' && user.status === 'ACTIVE');
      // A change that met nine others eight times gives up: it may then be repeated.
      expect(left.length).toBeGreaterThanOrEqual(1);
      expect(left.length).toBe(results.filter(({ status }) => status === 'rejected').length);
      expect(await listed()).toEqual(left.map((user) => user?.id).sort());
    }
  });

  test('updateUser: two who demote each other at once leave one', async () => {
    for (let round = 0; round < 10; round += 1) {
      await forgetList();
      const ids = [await activeAdmin(), await activeAdmin()];
      const results = await Promise.allSettled(ids.map(demote));
      expect(results.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
      expect(results.find(({ status }) => status === 'rejected')).toMatchObject({
        reason: REFUSED,
      });
      expect(await listed()).toHaveLength(1);
    }
  });
});

describe('the list of active administrators', () => {
  test('recordSignIn, updateUser, reactivateUser: enter who becomes one', async () => {
    const invited = await directory.create({ role: 'ADMIN' });
    expect(await listed()).toEqual([]);
    await signIn(invited.id);
    const promoted = await directory.create();
    await signIn(promoted.id);
    await setRole(promoted.id, 'ADMIN');
    expect(await listed()).toEqual([invited.id, promoted.id].sort());
    await suspend(invited.id);
    await reactivate(invited.id);
    expect(await listed()).toEqual([invited.id, promoted.id].sort());
  });

  test('suspendUser, updateUser: do not ask it about members and invited administrators', async () => {
    const member = await directory.create();
    await signIn(member.id);
    const admins = [
      await directory.create({ role: 'ADMIN' }),
      await directory.create({ role: 'ADMIN' }),
    ];
    await suspend(member.id);
    await suspend(admins[0]!.id);
    await demote(admins[1]!.id);
    expect(await listed()).toEqual([]);
  });

  test('updateUser: refuses everybody while the list is lost', async () => {
    const ids = [await activeAdmin(), await activeAdmin()];
    await forgetList();
    for (const id of ids) await expect(demote(id)).rejects.toMatchObject(REFUSED);
  });
});
