import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { signOutEverywhere } from '../../functions/sign-out-everywhere/sign-out-everywhere.ts';
import { syncIdentity } from '../../functions/sync-identity/sync-identity.ts';
import { updateUser } from '../../functions/update-user/update-user.ts';
import { userPartition } from '../../model/keys.ts';
import type { Directory } from '../support/directory.ts';
import { event, startDirectory } from '../support/directory.ts';

let directory: Directory;
beforeAll(async () => {
  directory = await startDirectory();
});
afterEach(() => directory.mend());
afterAll(() => directory[Symbol.asyncDispose]());

const signOut = (id: string) =>
  signOutEverywhere(directory.services, event('signOutEverywhere', { id }));

/** What the stream tells of a user's changes after the first. */
async function sync(id: string) {
  const records = await directory.stream();
  const Records = records.filter(
    ({ dynamodb, eventName }) =>
      eventName === 'MODIFY' && dynamodb?.Keys?.['pk']?.S === userPartition(id),
  );
  return syncIdentity(directory.services, { Records });
}

const signOuts = (id: string) => directory.calls('AdminUserGlobalSignOut', id);

test('signOutEverywhere: is a change of the user, and Cognito hears of it', async () => {
  const user = await directory.create();
  const at = new Date(directory.clock.now()).toISOString();
  expect(await signOut(user.id)).toEqual({
    ...user,
    sessionsEndedAt: at,
    version: 2,
    updatedAt: at,
    updatedBy: 'admin-sub',
  });
  expect(await sync(user.id)).toEqual({ batchItemFailures: [] });
  expect(signOuts(user.id)).toBe(1);
});

test('signOutEverywhere: another change ends no session', async () => {
  const { id } = await directory.create();
  await updateUser(directory.services, event('updateUser', { input: { id, firstName: 'Grace' } }));
  await sync(id);
  expect(signOuts(id)).toBe(0);
});

test('signOutEverywhere: what Cognito did not hear is told again', async () => {
  const { id } = await directory.create();
  await signOut(id);
  directory.poolProxy.decide = (operation) =>
    operation === 'AdminUserGlobalSignOut'
      ? { status: 500, body: { __type: 'InternalErrorException', message: 'No.' } }
      : 'forward';
  expect((await sync(id)).batchItemFailures).toHaveLength(1);
  directory.mend();
  expect(await sync(id)).toEqual({ batchItemFailures: [] });
  expect(signOuts(id)).toBe(2);
});

test('signOutEverywhere: nobody', async () => {
  await expect(signOut(crypto.randomUUID())).rejects.toMatchObject({ type: 'NotFound' });
});
