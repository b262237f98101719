import type { PostAuthenticationTriggerEvent } from 'aws-lambda';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { recordSignIn } from '../../functions/record-sign-in/record-sign-in.ts';
import { remindInvited } from '../../functions/remind-invited/remind-invited.ts';
import { resendInvitation } from '../../functions/resend-invitation/resend-invitation.ts';
import { revokeInvitation } from '../../functions/revoke-invitation/revoke-invitation.ts';
import { updateUser } from '../../functions/update-user/update-user.ts';
import type { UserRecord } from '../../functions/lib/user.ts';
import type { Directory } from '../support/directory.ts';
import { event, person, startDirectory, TABLE } from '../support/directory.ts';

let directory: Directory;
beforeAll(async () => {
  directory = await startDirectory({ by: 'code' });
});
afterEach(() => directory.mend());
afterAll(() => directory[Symbol.asyncDispose]());

const DAY = 24 * 60 * 60 * 1000;
const LINK = 'https://people.example/';

const resend = (id: string) =>
  resendInvitation(directory.services, event('resendInvitation', { id }));
const revoke = (id: string) =>
  revokeInvitation(directory.services, event('revokeInvitation', { id }));
const subjectsTo = (email: string) => directory.mailsTo(email).map(({ subject }) => subject);

/** What Cognito asks the trigger once the code was right. */
const signIn = (sub: string) =>
  recordSignIn(
    directory.services,
    {
      triggerSource: 'PostAuthentication_Authentication',
      userName: sub,
      request: { userAttributes: { sub } },
    } as unknown as PostAuthenticationTriggerEvent,
    true,
  );
const statusOf = async (id: string) => (await directory.items.profile(id))?.status;

test('createUser by code: mails the link and no password, and a code signs the person in', async () => {
  const user = await directory.create({ wording: { message: 'Hello' } });
  const mails = directory.mailsTo(user.email);
  expect(mails).toHaveLength(1);
  expect(mails[0]?.body).toBe(
    `<p>Hello</p>\n<p>You have been invited. Open ${LINK} within 7 days and sign in as ${user.email}: you need no password, a code is mailed to you there.</p>`,
  );
  expect(await directory.invitationsTo(user.email)).toEqual([]);
  expect(await directory.cognito.find(user.email)).toMatchObject({
    // https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_AdminCreateUser.html
    status: 'CONFIRMED',
    attributes: { email_verified: 'true' },
  });
  const { asked, answer } = await directory.cognito.startCode(user.email);
  expect(asked).toBe('EMAIL_OTP');
  const [code = ''] = await directory.invitationsTo(user.email);
  expect((await answer(code)).AuthenticationResult?.AccessToken).toBeDefined();
  await signIn(user.id);
  expect(await statusOf(user.id)).toBe('ACTIVE');
});

test('record-sign-in by code: lets nobody in whose invitation is over or revoked, until the next one', async () => {
  const [late, revoked] = [await directory.create(), await directory.create()];
  const refused = { type: 'InvalidState', message: expect.stringContaining('has ended') as string };
  expect((await revoke(revoked.id)).invitation?.expiresAt).toBe(
    new Date(directory.clock.now()).toISOString(),
  );
  await expect(signIn(revoked.id)).rejects.toMatchObject(refused);
  directory.clock.advance(7 * DAY);
  await expect(signIn(late.id)).rejects.toMatchObject(refused);
  expect(await statusOf(late.id)).toBe('INVITED');
  for (const { id } of [late, revoked]) {
    expect((await resend(id)).invitation?.times).toBe(2);
    await signIn(id);
    expect(await statusOf(id)).toBe('ACTIVE');
  }
  expect(subjectsTo(late.email)).toEqual(['Your invitation', 'Your invitation']);
});

test('record-sign-in by code: later sign-ins ask for no invitation', async () => {
  const { id } = await directory.create();
  await signIn(id);
  directory.clock.advance(30 * DAY);
  await signIn(id);
  expect(await statusOf(id)).toBe('ACTIVE');
});

test('createUser by code: a mail that fails is said, and the repeat sends it to the same Cognito user', async () => {
  const input = person();
  directory.mailProxy.decide = () => ({ status: 400, body: { __type: 'MessageRejected' } });
  await expect(directory.create(input)).rejects.toMatchObject({ type: 'DeliveryFailed' });
  const made = await directory.cognito.find(input.email);
  directory.mend();
  const user = await directory.create(input);
  expect(user.id).toBe(made?.attributes['sub']);
  expect(user.invitation?.times).toBe(1);
  expect(subjectsTo(input.email)).toEqual(['Your invitation']);
});

test('updateUser by code: codes go to the right address from then on, and none to the one before', async () => {
  const user = await directory.create();
  const { email } = person();
  await updateUser(directory.services, event('updateUser', { input: { id: user.id, email } }));
  const former = await directory.cognito.find(user.email);
  expect(former).toBeUndefined();
  expect(await directory.cognito.find(email)).toMatchObject({
    status: 'CONFIRMED',
    attributes: { sub: user.id, email_verified: 'true' },
  });
});

test('resendInvitation by code: whoever was invited by password before needs none any more', async () => {
  const user = await directory.create();
  const { voidInvitation } = directory.services.identity;
  await voidInvitation(user.id);
  expect(await directory.cognito.find(user.id)).toMatchObject({ status: 'FORCE_CHANGE_PASSWORD' });
  await resend(user.id);
  expect(await directory.cognito.find(user.id)).toMatchObject({ status: 'CONFIRMED' });
});

test('createUser by code: adopts nobody who has not proved the address', async () => {
  const input = person();
  const sub = (await directory.services.identity.invite(input as UserRecord)) ?? '';
  await directory.services.identity.writeAttributes(sub, { email_verified: 'false' });
  expect((await directory.create(input)).id).not.toBe(sub);
});

test('remind-invited by code: tells the link and until when', async () => {
  const user = await directory.create({ wording: { language: 'DE' } });
  directory.clock.advance(6 * DAY);
  await remindInvited(
    { ...directory.services, documents: directory.documents, table: TABLE },
    { by: 'code', link: LINK, daysBefore: 2, language: 'en', timeZone: 'UTC', mails: {} },
  );
  const reminder = directory.mailsTo(user.email).at(-1);
  expect(reminder?.subject).toBe('Ihre Einladung läuft bald ab');
  expect(reminder?.body).toMatch(
    /bis zum \d+\. \p{L}+ 20\d\d um \d\d:00 UTC https:\/\/people\.example\/ und/u,
  );
});
