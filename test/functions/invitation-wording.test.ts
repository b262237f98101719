import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { createUser } from '../../functions/create-user/create-user.ts';
import { resendInvitation } from '../../functions/resend-invitation/resend-invitation.ts';
import { syncIdentity } from '../../functions/sync-identity/sync-identity.ts';
import { updateUser } from '../../functions/update-user/update-user.ts';
import type { InvitationWordingInput } from '../../generated/schema-types.ts';
import { userPartition } from '../../model/keys.ts';
import type { Directory } from '../support/directory.ts';
import { event, person, startDirectory } from '../support/directory.ts';

let directory: Directory;
beforeAll(async () => {
  directory = await startDirectory();
});
afterEach(() => directory.mend());
afterAll(() => directory[Symbol.asyncDispose]());

const ACCEPTED = 'NEW_PASSWORD_REQUIRED';
/** Of the pool's policy each kind, and nothing that HTML would change. */
const PASSWORD = /(?:password|Passwort) ([A-Za-z0-9!?+=_-]{14,}) /u;

const resend = (id: string, wording?: InvitationWordingInput) =>
  resendInvitation(directory.services, event('resendInvitation', { id, wording }));
const lettersTo = (email: string) =>
  directory.mailsTo(email).map(({ subject, body }) => ({
    subject,
    body,
    password: PASSWORD.exec(body)?.[1] ?? '',
  }));

test('createUser: an invitation in another language, beginning with a message, has a password that opens', async () => {
  const message = ' Welcome, Ada & all!\r\nSee you on Monday. ';
  const wording = { language: 'DE', message } as const;
  const user = await directory.create({ wording });
  const [letter, ...others] = lettersTo(user.email);
  expect(others).toEqual([]);
  expect(letter?.subject).toBe('Ihre Einladung');
  expect(letter?.body).toMatch(
    /^<p>Welcome, Ada &amp; all!<br>See you on Monday\.<\/p>\n<p>Sie wurden eingeladen\./u,
  );
  expect(letter?.body).toContain(`als ${user.email} mit`);
  expect(await directory.cognito.tryPassword(user.email, letter?.password ?? '')).toBe(ACCEPTED);
  // Cognito mails nothing beside it.
  expect(await directory.invitationsTo(user.email)).toEqual([]);
  // The message is nowhere but in the mail.
  expect(user.invitation).toMatchObject({ language: 'DE', times: 1 });
  expect(JSON.stringify(await directory.items.all())).not.toContain('Monday');
});

test('createUser: without a wording Cognito mails, as before', async () => {
  const user = await directory.create({ wording: { language: null, message: '  ' } });
  expect(lettersTo(user.email)).toEqual([]);
  expect(await directory.invitationsTo(user.email)).toHaveLength(1);
  expect(Object.keys(user.invitation ?? {})).not.toContain('language');
});

test.each([
  [{ message: 'x'.repeat(501) }, 'wording.message', 'maxLength'],
  [{ message: 'See <a href="https://example.com">this</a>' }, 'wording.message', 'plainText'],
  [{ message: 'Your password is {####}' }, 'wording.message', 'plainText'],
  [{ message: 'a\u0007b' }, 'wording.message', 'plainText'],
  [{ language: 'FR' }, 'wording.language', 'oneOf'],
])('createUser, resendInvitation: refuse %j', async (wording, field, rule) => {
  const refused = { type: 'ValidationFailed', info: [{ field, rule }] };
  const input = { ...person(), wording: wording as InvitationWordingInput };
  await expect(directory.create(input)).rejects.toMatchObject(refused);
  expect(await directory.cognito.find(input.email)).toBeUndefined();
  const { id } = await directory.create();
  await expect(resend(id, input.wording)).rejects.toMatchObject(refused);
});

test('createUser: 500 characters are a message, whatever they are made of', async () => {
  const { email } = await directory.create({ wording: { message: '👋'.repeat(500) } });
  expect(lettersTo(email)[0]?.body).toContain('👋'.repeat(500));
});

test('createUser: the same token with another message is another request', async () => {
  const input = { ...person(), clientRequestToken: 'worded', wording: { message: 'Hello' } };
  const create = (message: string) =>
    createUser(
      directory.services,
      event('createUser', { input: { ...input, wording: { message } } }),
    );
  const user = await create('Hello');
  expect(await create('Hello')).toEqual(user);
  expect(lettersTo(input.email)).toHaveLength(1);
  await expect(create('Bye')).rejects.toMatchObject({ type: 'ValidationFailed' });
});

test('createUser: a letter that fails is said, and the repeat sends it', async () => {
  const input = { ...person(), wording: { message: 'Hello' } };
  directory.mailProxy.decide = () => ({ status: 400, body: { __type: 'MessageRejected' } });
  await expect(directory.create(input)).rejects.toMatchObject({ type: 'DeliveryFailed' });
  expect(await directory.items.lock(input.email)).toBeUndefined();
  directory.mend();
  const user = await directory.create(input);
  const [letter] = lettersTo(user.email);
  expect(await directory.cognito.tryPassword(user.email, letter?.password ?? '')).toBe(ACCEPTED);
});

test('resendInvitation: keeps the language, says the new message alone, and voids the password before', async () => {
  const user = await directory.create({ wording: { language: 'DE', message: 'Erste' } });
  const again = await resend(user.id, { message: 'Zweite' });
  expect(again.invitation).toMatchObject({ language: 'DE', times: 2 });
  const [first, second] = lettersTo(user.email);
  expect(second?.body).toContain('<p>Zweite</p>\n<p>Sie wurden eingeladen.');
  expect(await directory.cognito.tryPassword(user.email, first?.password ?? '')).not.toBe(ACCEPTED);
  expect(await directory.cognito.tryPassword(user.email, second?.password ?? '')).toBe(ACCEPTED);
  expect((await resend(user.id, { language: 'EN' })).invitation?.language).toBe('EN');
  expect(lettersTo(user.email)[2]?.subject).toBe('Your invitation');
});

test('resendInvitation: refuses in other words too who has a password already', async () => {
  const user = await directory.create();
  await directory.cognito.confirm(user.email);
  await expect(resend(user.id, { message: 'Hello' })).rejects.toMatchObject({
    type: 'InvalidState',
  });
  expect(lettersTo(user.email)).toEqual([]);
});

test('updateUser: the invitation that goes to another address keeps the language', async () => {
  const user = await directory.create({ wording: { language: 'DE', message: 'Hallo' } });
  const { email } = person();
  const moved = await updateUser(
    directory.services,
    event('updateUser', { input: { id: user.id, email } }),
  );
  expect(moved.invitation).toMatchObject({ language: 'DE', times: 2 });
  const Records = (await directory.stream()).filter(
    ({ dynamodb }) => dynamodb?.Keys?.['pk']?.S === userPartition(user.id),
  );
  expect(await syncIdentity(directory.services, { Records })).toEqual({ batchItemFailures: [] });
  const [letter] = lettersTo(email);
  expect(letter?.body).toMatch(/^<p>Sie wurden eingeladen\./u);
  expect(await directory.cognito.tryPassword(email, letter?.password ?? '')).toBe(ACCEPTED);
});

test('createUser, updateUser, resendInvitation: refuse an address that no letter reaches, and write nothing', async () => {
  const refused = { type: 'ValidationFailed', info: [{ field: 'email', rule: 'deliverable' }] };
  const email = `zoë.${person().email}`;
  for (const wording of [{ language: 'DE' }, { message: 'Hallo' }] as const) {
    await expect(directory.create({ email, wording })).rejects.toMatchObject(refused);
  }
  expect(await directory.cognito.find(email)).toBeUndefined();
  expect(await directory.items.lock(email)).toBeUndefined();

  const user = await directory.create({ wording: { language: 'DE' } });
  const update = event('updateUser', { input: { id: user.id, email } });
  await expect(updateUser(directory.services, update)).rejects.toMatchObject(refused);
  expect(await directory.services.repository.get(user.id)).toEqual(user);

  // Cognito's own mail is no letter.
  const plain = await directory.create({ email });
  expect(plain.invitation).toMatchObject({ times: 1 });
  await expect(resend(plain.id, { language: 'DE' })).rejects.toMatchObject(refused);
  expect(await directory.services.repository.get(plain.id)).toEqual(plain);
  expect((await resend(plain.id)).invitation).toMatchObject({ times: 2 });
});
