import {
  AdminCreateUserCommand,
  AdminSetUserPasswordCommand,
} from '@aws-sdk/client-cognito-identity-provider';
import {
  softwareAuthenticator,
  webAuthnOf,
} from 'appsync-on-a-laptop/testing/software-authenticator';
import {
  client,
  CLIENT_ID,
  PASSWORD,
  POOL_ID,
  startCognito,
  userPool,
} from 'appsync-on-a-laptop/testing/start-cognito';
import type { CognitoFixture } from 'appsync-on-a-laptop/testing/start-cognito';
import { afterAll, beforeAll, expect, test } from 'vitest';
import {
  addPasskey,
  cognitoAuth,
  hasPasskeys,
  listPasskeys,
  PasskeyError,
  removePasskey,
  type FactorAccess,
  type WebAuthn,
} from '../index.ts';
import { SessionStore } from '../react/session-store.ts';

let cognito: CognitoFixture;
beforeAll(async () => {
  const properties = {
    Policies: { SignInPolicy: { AllowedFirstAuthFactors: ['PASSWORD', 'WEB_AUTHN'] } },
    WebAuthnRelyingPartyID: 'example.com',
    WebAuthnUserVerification: 'required',
  };
  const explicitAuthFlows = ['ALLOW_USER_AUTH', 'ALLOW_USER_SRP_AUTH'];
  cognito = await startCognito({ pools: [userPool(properties, [client({ explicitAuthFlows })])] });
});
afterAll(() => cognito.stop());

async function somebody(email: string): Promise<void> {
  const user = { UserPoolId: POOL_ID, Username: email };
  const { sdk } = cognito;
  await sdk.send(new AdminCreateUserCommand({ ...user, MessageAction: 'SUPPRESS' }));
  await sdk.send(new AdminSetUserPasswordCommand({ ...user, Password: PASSWORD, Permanent: true }));
}

const authWith = (webAuthn?: WebAuthn) =>
  cognitoAuth({
    endpoint: cognito.url,
    userPoolId: POOL_ID,
    clientId: CLIENT_ID,
    ...(webAuthn ? { webAuthn } : {}),
  });

/** As a browser says no. */
const refusing = (problem: 'cancelled' | 'exists'): WebAuthn => {
  const refuse = () => Promise.reject(new PasskeyError(problem, 'The operation failed'));
  return { create: refuse, get: refuse };
};

test('passkeys: are added, listed and removed by a sign-in for it, and sign in', async () => {
  const email = 'ann@example.com';
  await somebody(email);
  const device = softwareAuthenticator();
  const auth = authWith(webAuthnOf(device));
  let access: FactorAccess | null = null;
  const setUp = async (given: FactorAccess) => {
    access = given;
    expect(auth.state.status).toBe('signedOut');
    expect(await listPasskeys(given)).toEqual([]);
    await addPasskey(given);
  };
  expect(await auth.signIn(email, PASSWORD, { setUp })).toMatchObject({ status: 'signedIn' });
  expect(await listPasskeys(access as unknown as FactorAccess)).toEqual([
    {
      id: device.id,
      name: 'Passkey',
      createdAt: expect.stringMatching(/^20\d\d-.*Z$/u),
      attachment: 'platform',
    },
  ]);
  await auth.signOut();

  const session = new SessionStore(auth);
  await session.signInByPasskey('ANN@example.com');
  expect(session.getState()).toMatchObject({ status: 'signedIn', user: { email }, error: null });
  await session.signOut();

  await auth.signInByPasskey(email, { setUp: (given) => removePasskey(given, device.id) });
  await session.signInByPasskey(email);
  expect(session.getState().error).toMatchObject({ name: 'PasskeyError', problem: 'none' });
});

test('passkeys: what the device refuses is told by its name, and nobody is signed in', async () => {
  const email = 'bob@example.com';
  await somebody(email);
  const auth = authWith(refusing('exists'));
  const exists = { name: 'PasskeyError', problem: 'exists' };
  await expect(auth.signIn(email, PASSWORD, { setUp: addPasskey })).rejects.toMatchObject(exists);
  expect(auth.state.status).toBe('signedOut');
  const device = softwareAuthenticator();
  await authWith(webAuthnOf(device)).signIn(email, PASSWORD, { setUp: addPasskey });
  await expect(authWith(refusing('cancelled')).signInByPasskey(email)).rejects.toMatchObject({
    problem: 'cancelled',
  });
  // This process is no browser.
  expect(hasPasskeys()).toBe(false);
  await expect(authWith().signInByPasskey(email)).rejects.toMatchObject({ problem: 'unsupported' });
  await expect(
    authWith(webAuthnOf(softwareAuthenticator())).signInByPasskey(email),
  ).rejects.toMatchObject({ type: 'NotAuthorizedException' });
});

test('passkeys: who is unknown has none', async () => {
  const auth = authWith(webAuthnOf(softwareAuthenticator()));
  const none = { problem: 'none' };
  await expect(auth.signInByPasskey('nobody@example.com')).rejects.toMatchObject(none);
});
