import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { reactivateUser } from '../../functions/reactivate-user/reactivate-user.ts';
import { resendInvitation } from '../../functions/resend-invitation/resend-invitation.ts';
import { revokeInvitation } from '../../functions/revoke-invitation/revoke-invitation.ts';
import { suspendUser } from '../../functions/suspend-user/suspend-user.ts';
import { syncIdentity } from '../../functions/sync-identity/sync-identity.ts';
import { updateUser } from '../../functions/update-user/update-user.ts';
import { userPartition } from '../../model/keys.ts';
import type { Directory } from '../support/directory.ts';
import { event, MACHINE, person, startDirectory } from '../support/directory.ts';

let directory: Directory;
beforeAll(async () => {
  directory = await startDirectory();
});
afterEach(() => directory.mend());
afterAll(() => directory[Symbol.asyncDispose]());

const DAY = 24 * 60 * 60 * 1000;
const at = (ms = 0) => new Date(directory.clock.now() + ms).toISOString();
const resend = (id: string) =>
  resendInvitation(directory.services, event('resendInvitation', { id }, MACHINE));
const revoke = (id: string) =>
  revokeInvitation(directory.services, event('revokeInvitation', { id }));
const setEmail = (id: string, email: string) =>
  updateUser(directory.services, event('updateUser', { input: { id, email } }));

async function sync(id: string) {
  const Records = (await directory.stream()).filter(
    ({ dynamodb }) => dynamodb?.Keys?.['pk']?.S === userPartition(id),
  );
  return syncIdentity(directory.services, { Records });
}

test('createUser: says when the invitation was sent, by whom and how long it is good', async () => {
  const { invitation } = await directory.create();
  expect(invitation).toEqual({
    sentAt: at(),
    expiresAt: at(7 * DAY),
    sentBy: 'admin-sub',
    times: 1,
  });
});

test.each([
  ['TooManyRequestsException', 400],
  ['InternalErrorException', 500],
])(
  'createUser: leaves the group to sync-identity when Cognito answers %s, and mails one invitation',
  async (__type, status) => {
    directory.poolProxy.decide = (operation) =>
      operation === 'AdminAddUserToGroup' ? { status, body: { __type } } : 'forward';
    const { id, email } = await directory.create({ role: 'ADMIN' });
    directory.mend();
    expect(await directory.cognito.find(email)).toMatchObject({ groups: [] });
    await sync(id);
    expect(await directory.cognito.find(email)).toMatchObject({ groups: ['ADMIN'] });
    expect(await directory.invitationsTo(email)).toHaveLength(1);
  },
);

test('resendInvitation: is a change that counts how often, and its life begins anew', async () => {
  const user = await directory.create();
  directory.clock.advance(8 * DAY);
  const again = await resend(user.id);
  expect(again).toEqual({
    ...user,
    version: 2,
    updatedAt: at(),
    updatedBy: 'client:machine',
    invitation: { sentAt: at(), expiresAt: at(7 * DAY), sentBy: 'client:machine', times: 2 },
  });
  expect(await directory.items.profile(user.id)).toMatchObject(again);
});

test('revokeInvitation: the mailed password opens nothing any more, until the next invitation', async () => {
  const user = await directory.create();
  const [mailed = ''] = await directory.invitationsTo(user.email);
  expect(await directory.cognito.tryPassword(user.email, mailed)).toBe('NEW_PASSWORD_REQUIRED');
  directory.clock.advance(DAY);
  const revoked = await revoke(user.id);
  expect(revoked.invitation).toEqual({ ...user.invitation, expiresAt: at() });
  expect(await directory.cognito.tryPassword(user.email, mailed)).toBe('NotAuthorizedException');
  // Over is over: once more changes nothing.
  directory.clock.advance(DAY);
  expect(await revoke(user.id)).toEqual(revoked);
  expect((await resend(user.id)).invitation).toMatchObject({ times: 2, expiresAt: at(7 * DAY) });
  const next = (await directory.invitationsTo(user.email)).at(-1) ?? '';
  expect(await directory.cognito.tryPassword(user.email, next)).toBe('NEW_PASSWORD_REQUIRED');
});

test('revokeInvitation: one that is still to go to another address goes nowhere', async () => {
  const { id } = await directory.create();
  await sync(id);
  const { email } = person();
  await setEmail(id, email);
  await revoke(id);
  expect(await sync(id)).toEqual({ batchItemFailures: [] });
  expect(await directory.invitationsTo(email)).toEqual([]);
});

test('revokeInvitation: refuses who has a password of their own, who is no more invited, and nobody', async () => {
  const confirmed = await directory.create();
  await directory.cognito.confirm(confirmed.email);
  await expect(revoke(confirmed.id)).rejects.toMatchObject({ type: 'InvalidState' });
  const suspended = await directory.create();
  await suspendUser(directory.services, event('suspendUser', { id: suspended.id }));
  await expect(revoke(suspended.id)).rejects.toMatchObject({ type: 'InvalidState' });
  await expect(revoke(crypto.randomUUID())).rejects.toMatchObject({ type: 'NotFound' });
});

test('updateUser: another address is another invitation; a suspended person waits for it', async () => {
  const user = await directory.create();
  const moved = await setEmail(user.id, person().email);
  expect(moved.invitation?.times).toBe(2);
  await sync(user.id);
  await suspendUser(directory.services, event('suspendUser', { id: user.id }));
  directory.clock.advance(DAY);
  const last = await setEmail(user.id, person().email);
  expect(last.invitation).toEqual({ ...moved.invitation, expiresAt: at() });
  directory.clock.advance(DAY);
  const back = await reactivateUser(directory.services, event('reactivateUser', { id: user.id }));
  expect(back.invitation).toMatchObject({ sentAt: at(), expiresAt: at(7 * DAY), times: 3 });
  await sync(user.id);
  expect(await directory.invitationsTo(last.email)).toHaveLength(1);
});
