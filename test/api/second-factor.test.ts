import {
  AssociateSoftwareTokenCommand,
  GetTokensFromRefreshTokenCommand,
  ListWebAuthnCredentialsCommand,
  StartWebAuthnRegistrationCommand,
} from '@aws-sdk/client-cognito-identity-provider';
import {
  softwareAuthenticator,
  webAuthnOf,
} from 'appsync-on-a-laptop/testing/software-authenticator';
import { totp } from 'appsync-on-a-laptop/testing/totp';
import { afterAll, beforeAll, expect, test } from 'vitest';
import {
  addPasskey,
  cognitoAuth,
  createClient,
  DeleteUserDocument,
  GetUserDocument,
  ListUsersDocument,
  listPasskeys,
  MyAccessDocument,
  MeDocument,
  setUpTotp,
  tokenAuth,
  UpdateUserDocument,
  type Client,
} from 'user-manager-client';
import { signedInPerson } from '../support/callers-of-api.ts';
import { cognitoClient, machineToken } from '../support/sign-in.ts';
import { startStrictSystem, type StrictSystem } from '../support/strict-system.ts';

let system: StrictSystem;
const clients: Client[] = [];

beforeAll(async () => {
  system = await startStrictSystem();
});
afterAll(async () => {
  for (const client of clients) client.close();
  await system.stop();
});

const poolOf = ({ outputs, clock }: StrictSystem) => ({
  endpoint: outputs.cognitoEndpoint,
  region: outputs.region,
  userPoolId: outputs.userPoolId,
  clientId: outputs.clientId,
  now: clock.now,
});

function clientWith(auth: Parameters<typeof createClient>[0]['auth']): Client {
  const client = createClient({ ...system.outputs, auth });
  clients.push(client);
  return client;
}

/** Sets an app up for somebody; what it shows from then on, each code once. */
async function withApp(email: string, password: string): Promise<() => string> {
  const setUp = await setUpTotp(poolOf(system), email, password);
  expect(setUp.uri('Directory')).toContain(`secret=${setUp.secret}`);
  await setUp.complete(totp(setUp.secret, system.clock.now()));
  return () => {
    system.pass(30_000);
    return totp(setUp.secret, system.clock.now());
  };
}

test('an ADMIN: has nothing but me before a second factor, and what cannot be taken back only soon after it', async () => {
  const { outputs } = system;
  const { id, email, password, token } = await signedInPerson(outputs, 'ADMIN');
  const target = await signedInPerson(outputs, 'MEMBER');
  const before = clientWith(tokenAuth(() => token));
  expect((await before.query(MeDocument, {})).me?.id).toBe(id);
  await expect(before.query(ListUsersDocument, {})).rejects.toMatchObject({
    errorType: 'SecondFactorRequired',
  });

  const nextCode = await withApp(email, password);
  const auth = cognitoAuth(poolOf(system));
  const client = clientWith(auth);
  const signIn = async () => {
    const asked = await auth.signIn(email, password);
    if (asked.status !== 'totpRequired') throw new Error(`asked for ${asked.status}`);
    await asked.complete(nextCode());
  };
  await signIn();
  expect((await client.query(ListUsersDocument, {})).listUsers.items.length).toBeGreaterThan(0);
  // What was signed in by the password alone stays so.
  await expect(before.query(ListUsersDocument, {})).rejects.toMatchObject({
    errorType: 'SecondFactorRequired',
  });

  system.pass(121_000);
  const tooOld = { errorType: 'ReauthenticationRequired', errorInfo: { maxAgeSeconds: 120 } };
  const rename = { id: target.id, lastName: 'Renamed' };
  expect((await client.mutate(UpdateUserDocument, { input: rename })).updateUser?.version).toBe(3);
  const promote = { id: target.id, role: 'ADMIN' } as const;
  await expect(client.mutate(UpdateUserDocument, { input: promote })).rejects.toMatchObject(tooOld);
  await expect(client.mutate(DeleteUserDocument, { id: target.id })).rejects.toMatchObject(tooOld);
  // A renewed token is of the same sign-in.
  await auth.headers({ fresh: true });
  await expect(client.mutate(DeleteUserDocument, { id: target.id })).rejects.toMatchObject(tooOld);
  await signIn();
  const { deleteUser } = await client.mutate(DeleteUserDocument, { id: target.id });
  expect(deleteUser?.id).toBe(target.id);
});

test('a MEMBER and a machine: are asked for nothing more', async () => {
  const { outputs } = system;
  const { id, token } = await signedInPerson(outputs, 'MEMBER');
  const member = clientWith(tokenAuth(() => token));
  expect((await member.query(GetUserDocument, { id })).getUser?.id).toBe(id);
  const write = await machineToken(outputs, 'users/write');
  const machine = clientWith(tokenAuth(() => write));
  expect((await machine.mutate(DeleteUserDocument, { id })).deleteUser?.id).toBe(id);
});

/** Somebody's device, and how they sign in with it. */
function device() {
  const passkey = softwareAuthenticator();
  return { passkey, auth: cognitoAuth({ ...poolOf(system), webAuthn: webAuthnOf(passkey) }) };
}

test('an ADMIN with a passkey: is let in by it alone, and not by the password of before', async () => {
  const { email, password } = await signedInPerson(system.outputs, 'ADMIN');
  const { auth } = device();
  const client = clientWith(auth);
  await auth.signIn(email, password, { setUp: addPasskey });
  // What it was added by is no second factor.
  await expect(client.query(ListUsersDocument, {})).rejects.toMatchObject({
    errorType: 'SecondFactorRequired',
  });
  expect((await client.query(MyAccessDocument, {})).me?.factors).toMatchObject({
    first: ['PASSWORD', 'EMAIL_CODE', 'PASSKEY'],
    second: [],
  });
  expect((await auth.signInByPasskey(email)).status).toBe('signedIn');
  expect((await client.query(ListUsersDocument, {})).listUsers.items.length).toBeGreaterThan(0);
  // Renewed tokens are of the same sign-in.
  await auth.headers({ fresh: true });
  expect((await client.query(ListUsersDocument, {})).listUsers.items.length).toBeGreaterThan(0);
  // An app beside it makes the password ask for more, and the passkey for no more than before.
  await withApp(email, password);
  expect((await auth.signIn(email, password)).status).toBe('totpRequired');
  expect((await auth.signInByPasskey(email)).status).toBe('signedIn');
});

test('an app and a passkey: the password alone adds none, and the passkey needs no code', async () => {
  const { email, password } = await signedInPerson(system.outputs, 'ADMIN');
  const nextCode = await withApp(email, password);
  const { auth, passkey } = device();
  let isAsked = false;
  const setUp: typeof addPasskey = async (access) => {
    isAsked = true;
    await addPasskey(access);
    expect(await listPasskeys(access)).toMatchObject([{ id: passkey.id }]);
  };
  const asked = await auth.signIn(email, password, { setUp });
  if (asked.status !== 'totpRequired') throw new Error(`asked for ${asked.status}`);
  expect(isAsked).toBe(false);
  await expect(auth.signInByCode(email, { setUp })).rejects.toMatchObject({
    type: 'UnsupportedChallenge',
  });
  await asked.complete(nextCode());
  expect(isAsked).toBe(true);
  await auth.signInByPasskey(email);
  const { listUsers } = await clientWith(auth).query(ListUsersDocument, {});
  expect(listUsers.items.length).toBeGreaterThan(0);
});

test('passkeys: a token of a session is let at none', async () => {
  const { token, refreshToken } = await signedInPerson(system.outputs, 'MEMBER');
  const sdk = cognitoClient(system.outputs);
  const refused = { message: 'Access Token does not have required scopes' };
  const add = (AccessToken: string) =>
    sdk.send(new StartWebAuthnRegistrationCommand({ AccessToken }));
  await expect(add(token)).rejects.toMatchObject(refused);
  const list = sdk.send(new ListWebAuthnCredentialsCommand({ AccessToken: token }));
  await expect(list).rejects.toMatchObject(refused);
  // Nor is what it renews, whatever that says it is for.
  const renewed = await sdk.send(
    new GetTokensFromRefreshTokenCommand({
      ClientId: system.outputs.clientId,
      RefreshToken: refreshToken,
      ClientMetadata: { purpose: 'set-up-factors' },
    }),
  );
  await expect(add(renewed.AuthenticationResult?.AccessToken ?? '')).rejects.toMatchObject(refused);
  // Nor is the session that begins after one was added.
  const { email, password } = await signedInPerson(system.outputs, 'MEMBER');
  const { auth } = device();
  await auth.signIn(email, password, { setUp: addPasskey });
  const { authorization = '' } = await auth.headers();
  await expect(add(authorization)).rejects.toMatchObject(refused);
});

test('set-up of an app: needs the password; a token of a session is not let at factors', async () => {
  const { email, token } = await signedInPerson(system.outputs, 'MEMBER');
  const associate = new AssociateSoftwareTokenCommand({ AccessToken: token });
  await expect(cognitoClient(system.outputs).send(associate)).rejects.toMatchObject({
    message: 'Access Token does not have required scopes',
  });
  await expect(setUpTotp(poolOf(system), email, 'Wrong-password-1!')).rejects.toMatchObject({
    type: 'NotAuthorizedException',
  });
});
