import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { userPartition } from '../../model/keys.ts';
import { createUser } from '../../functions/create-user/create-user.ts';
import { reactivateUser } from '../../functions/reactivate-user/reactivate-user.ts';
import { resendInvitation } from '../../functions/resend-invitation/resend-invitation.ts';
import { suspendUser } from '../../functions/suspend-user/suspend-user.ts';
import { syncIdentity } from '../../functions/sync-identity/sync-identity.ts';
import { updateUser } from '../../functions/update-user/update-user.ts';
import type { CreateUserInput } from '../../generated/schema-types.ts';
import type { Directory } from '../support/directory.ts';
import { event, person, startDirectory } from '../support/directory.ts';

let directory: Directory;
beforeAll(async () => {
  directory = await startDirectory();
});
afterEach(() => directory.mend());
afterAll(() => directory[Symbol.asyncDispose]());

const REFUSED = 'NotAuthorizedException';
const ACCEPTED = 'NEW_PASSWORD_REQUIRED';

const fresh = () => person().email;
const setEmail = (id: string, email: string) =>
  updateUser(directory.services, event('updateUser', { input: { id, email } }));
const suspend = (id: string) => suspendUser(directory.services, event('suspendUser', { id }));
const reactivate = (id: string) =>
  reactivateUser(directory.services, event('reactivateUser', { id }));
const resend = (id: string) =>
  resendInvitation(directory.services, event('resendInvitation', { id }));
const invitationsTo = (email: string) => directory.invitationsTo(email);
const tryPassword = (email: string, password = '') =>
  directory.cognito.tryPassword(email, password);

/** What the stream has told of a user so far, all of it in one batch. */
async function sync(id: string) {
  const records = await directory.stream();
  const Records = records.filter(
    (record) => record.dynamodb?.Keys?.['pk']?.S === userPartition(id),
  );
  return syncIdentity(directory.services, { Records });
}
const DONE = { batchItemFailures: [] };

/** Cognito makes the user, or the password, and cannot send it. */
function loseMails(__type: string) {
  directory.poolProxy.decide = (operation) =>
    operation === 'AdminCreateUser'
      ? { status: 400, body: { __type, message: 'Not sent.' }, takesEffect: true }
      : 'forward';
}

const resends = (email: string) =>
  directory.poolProxy.asked.filter(
    ({ operation, input }) =>
      operation === 'AdminCreateUser' &&
      input['Username'] === email &&
      input['MessageAction'] === 'RESEND',
  ).length;

// https://github.com/aws/aws-sdk/issues/438: the user is made although the mail was not sent.
describe.each([
  ['CodeDeliveryFailureException', 'DeliveryFailed'],
  // The limit of mails a day.
  ['LimitExceededException', 'LimitExceeded'],
])('a mail that fails with %s', (failure, type) => {
  const create = (input: CreateUserInput) =>
    createUser(directory.services, event('createUser', { input }));

  test('createUser: says that the mail failed, and the repeat sends the invitation', async () => {
    const input = { ...person(), clientRequestToken: failure };
    loseMails(failure);
    await expect(create(input)).rejects.toMatchObject({
      type,
      message: expect.stringContaining('could not be mailed'),
    });
    expect(await directory.items.lock(input.email)).toBeUndefined();
    // As long as the mail fails, so does the repeat.
    await expect(create(input)).rejects.toMatchObject({
      type,
      message: expect.stringContaining('could not be mailed'),
    });
    directory.mend();

    const user = await create(input);

    expect(user).toMatchObject({ email: input.email, status: 'INVITED' });
    expect(resends(input.email)).toBe(2);
    const last = (await invitationsTo(input.email)).at(-1);
    expect(await tryPassword(input.email, last)).toBe(ACCEPTED);
    // And once more: the user is there, and nobody is mailed.
    expect(await create(input)).toEqual(user);
    expect(resends(input.email)).toBe(2);
  });

  test('resendInvitation: says that the mail failed', async () => {
    const { id } = await directory.create();
    loseMails(failure);
    await expect(resend(id)).rejects.toMatchObject({
      type,
      message: expect.stringContaining('could not be mailed'),
    });
  });
});

describe('the address of a person who has not signed in', () => {
  test('updateUser: makes the invitation void at once, and the new address gets another', async () => {
    const user = await directory.create();
    const [typo = ''] = await invitationsTo(user.email);
    expect(await tryPassword(user.email, typo)).toBe(ACCEPTED);
    const right = fresh();

    await setEmail(user.id, right);

    expect(await tryPassword(user.email, typo)).toBe(REFUSED);
    expect(await sync(user.id)).toEqual(DONE);
    expect(await tryPassword(right, typo)).toBe(REFUSED);
    const invitations = await invitationsTo(right);
    expect(invitations).toHaveLength(1);
    expect(await tryPassword(right, invitations[0])).toBe(ACCEPTED);
    // The former address may be a stranger's.
    expect(directory.mailsTo(user.email)).toEqual([]);
  });

  test('syncIdentity: invites once, however often the stream comes again', async () => {
    const user = await directory.create();
    const right = fresh();
    await setEmail(user.id, right);
    expect([await sync(user.id), await sync(user.id)]).toEqual([DONE, DONE]);
    expect(await invitationsTo(right)).toHaveLength(1);
  });

  test('syncIdentity: invites when the mail has failed before, though Cognito has the address', async () => {
    const user = await directory.create();
    const right = fresh();
    await setEmail(user.id, right);
    directory.poolProxy.decide = (operation) =>
      operation === 'AdminCreateUser'
        ? { status: 400, body: { __type: 'CodeDeliveryFailureException' } }
        : 'forward';
    expect((await sync(user.id)).batchItemFailures).not.toEqual([]);
    expect((await directory.cognito.find(user.id))?.attributes['email']).toBe(right);
    directory.mend();
    expect(await sync(user.id)).toEqual(DONE);
    expect(await invitationsTo(right)).toHaveLength(1);
  });

  test('updateUser: two changes in a row send one invitation, to the last address', async () => {
    const user = await directory.create();
    const [wrong, right] = [fresh(), fresh()];
    await setEmail(user.id, wrong);
    await setEmail(user.id, right);
    expect(await sync(user.id)).toEqual(DONE);
    expect(await invitationsTo(wrong)).toEqual([]);
    expect(await invitationsTo(right)).toHaveLength(1);
  });

  test('updateUser: of a suspended person, who is invited when the suspension ends', async () => {
    const user = await directory.create();
    const [typo] = await invitationsTo(user.email);
    const right = fresh();
    await suspend(user.id);
    await setEmail(user.id, right);
    expect(await sync(user.id)).toEqual(DONE);
    expect(await invitationsTo(right)).toEqual([]);

    await reactivate(user.id);
    expect(await sync(user.id)).toEqual(DONE);

    expect(await tryPassword(right, typo)).toBe(REFUSED);
    const invitations = await invitationsTo(right);
    expect(invitations).toHaveLength(1);
    expect(await tryPassword(right, invitations[0])).toBe(ACCEPTED);
  });

  test('resendInvitation: mails the new address before Cognito has heard of it, and nobody else', async () => {
    const user = await directory.create();
    const right = fresh();
    await setEmail(user.id, right);
    await resend(user.id);
    expect(await sync(user.id)).toEqual(DONE);
    expect(await invitationsTo(user.email)).toHaveLength(1);
    expect(await invitationsTo(right)).toHaveLength(1);
  });

  test('resendInvitation: does not mail whoever Cognito still holds under the address', async () => {
    const [leaves, comes] = [await directory.create(), await directory.create()];
    await setEmail(leaves.id, fresh());
    await setEmail(comes.id, leaves.email);
    await resend(comes.id);
    const [, invitation] = await invitationsTo(leaves.email);
    expect(await tryPassword(comes.id, invitation)).toBe(ACCEPTED);
    expect(await tryPassword(leaves.id, invitation)).toBe(REFUSED);
  });

  test('updateUser: changes nothing about the invitation when the address stays or is refused', async () => {
    const [user, other] = [await directory.create(), await directory.create()];
    const [invitation] = await invitationsTo(user.email);
    await updateUser(
      directory.services,
      event('updateUser', { input: { id: user.id, firstName: 'New', email: user.email } }),
    );
    await expect(setEmail(user.id, other.email)).rejects.toMatchObject({ type: 'EmailTaken' });
    expect(await sync(user.id)).toEqual(DONE);
    expect(await tryPassword(user.email, invitation)).toBe(ACCEPTED);
  });

  test('updateUser: stands although Cognito is down, and the invitation makes up for it', async () => {
    const user = await directory.create();
    const [typo] = await invitationsTo(user.email);
    const right = fresh();
    directory.poolProxy.decide = () => ({
      status: 500,
      body: { __type: 'InternalErrorException' },
    });
    expect(await setEmail(user.id, right)).toMatchObject({ email: right });
    directory.mend();
    expect(await sync(user.id)).toEqual(DONE);
    expect(await tryPassword(right, typo)).toBe(REFUSED);
    expect(await tryPassword(right, (await invitationsTo(right))[0])).toBe(ACCEPTED);
  });
});

describe('a person whose Cognito user is gone', () => {
  test('updateUser, resendInvitation: change the record, and say that nobody can be invited', async () => {
    const user = await directory.create();
    await directory.services.identity.remove(user.id);
    const email = fresh();
    expect(await setEmail(user.id, email)).toMatchObject({ email, version: 2 });
    await expect(resend(user.id)).rejects.toMatchObject({
      type: 'InvalidState',
      message: expect.stringContaining('no Cognito user'),
    });
    expect(await sync(user.id)).toEqual(DONE);
  });
});
