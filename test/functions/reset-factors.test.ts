import {
  AssociateSoftwareTokenCommand,
  SetUserMFAPreferenceCommand,
  VerifySoftwareTokenCommand,
} from '@aws-sdk/client-cognito-identity-provider';
import { totp } from 'appsync-on-a-laptop/testing/totp';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { resetFactors } from '../../functions/reset-factors/reset-factors.ts';
import { userFactors } from '../../functions/user-factors/user-factors.ts';
import type { Directory } from '../support/directory.ts';
import { event, startDirectory } from '../support/directory.ts';

let directory: Directory;
beforeAll(async () => {
  directory = await startDirectory();
});
afterEach(() => directory.mend());
afterAll(() => directory[Symbol.asyncDispose]());

const factorsOf = (id: string) => userFactors(directory.services, event('factors', { id }));
const reset = (id: string) => resetFactors(directory.services, event('resetFactors', { id }));

/** Somebody with an authenticator app, that is asked for unless `isOn` is false. */
async function withTotp({ isOn = true } = {}) {
  const { cognito } = directory;
  const user = await directory.create();
  const { AccessToken } = await cognito.signIn(user.email);
  const { SecretCode = '' } = await cognito.send(
    new AssociateSoftwareTokenCommand({ AccessToken }),
  );
  const UserCode = totp(SecretCode, Date.now());
  await cognito.send(new VerifySoftwareTokenCommand({ AccessToken, UserCode }));
  if (isOn) {
    const SoftwareTokenMfaSettings = { Enabled: true, PreferredMfa: true };
    await cognito.send(new SetUserMFAPreferenceCommand({ AccessToken, SoftwareTokenMfaSettings }));
  }
  return user;
}

const PASSWORD_ALONE = { first: ['PASSWORD'], second: [], preferred: null };

test('User.factors: tells what a sign-in begins with and asks for then', async () => {
  const { id } = await withTotp();
  expect(await factorsOf(id)).toEqual({ first: ['PASSWORD'], second: ['TOTP'], preferred: 'TOTP' });
  expect(await factorsOf(crypto.randomUUID())).toBeNull();
});

test('resetFactors: is a change of the user, the next sign-in asks for nothing more, the user is told', async () => {
  const user = await withTotp();
  const { id, email } = user;
  const at = new Date(directory.clock.now()).toISOString();
  expect(await directory.cognito.tryPassword(email, 'Chosen-by-me-1!')).toBe('SOFTWARE_TOKEN_MFA');
  expect(await reset(id)).toEqual({
    ...user,
    factorsResetAt: at,
    version: 2,
    updatedAt: at,
    updatedBy: 'admin-sub',
  });
  expect(await factorsOf(id)).toEqual(PASSWORD_ALONE);
  expect(await directory.cognito.tryPassword(email, 'Chosen-by-me-1!')).toBe('tokens');
  expect(directory.mailsTo(email).map(({ subject }) => subject)).toEqual([
    'Your second factor was taken away',
  ]);
});

test('resetFactors: forgets an authenticator app too that was never turned on', async () => {
  const { id } = await withTotp({ isOn: false });
  expect(await factorsOf(id)).toEqual(PASSWORD_ALONE);
  await reset(id);
  expect(directory.calls('AdminDeleteSoftwareToken', id)).toBe(1);
  // Once by the look of this test, once by the reset itself.
  expect(directory.calls('AdminGetUserAuthFactors', id)).toBe(2);
  await expect(reset(id)).rejects.toMatchObject({ type: 'InvalidState' });
});

test('resetFactors: what Cognito did not hear is told with the same request again', async () => {
  const { id } = await withTotp();
  directory.poolProxy.decide = (operation) =>
    operation === 'AdminDeleteSoftwareToken'
      ? { status: 500, body: { __type: 'InternalErrorException', message: 'No.' } }
      : 'forward';
  await expect(reset(id)).rejects.toMatchObject({ name: 'InternalErrorException' });
  directory.mend();
  expect(await reset(id)).toMatchObject({ factorsResetAt: expect.any(String) });
  expect(await factorsOf(id)).toEqual(PASSWORD_ALONE);
});

test('resetFactors: stands where the mail does not go out', async () => {
  const { id } = await withTotp();
  directory.mailProxy.decide = () => ({
    status: 400,
    body: { __type: 'MessageRejected', message: 'No.' },
  });
  expect(await reset(id)).toMatchObject({ id });
  expect(await factorsOf(id)).toEqual(PASSWORD_ALONE);
});

test('resetFactors: refuses who has none, and nobody', async () => {
  const { id } = await directory.create();
  await expect(reset(id)).rejects.toMatchObject({ type: 'InvalidState' });
  expect(await directory.items.profile(id)).toMatchObject({ version: 1 });
  await expect(reset(crypto.randomUUID())).rejects.toMatchObject({ type: 'NotFound' });
});
