import {
  AdminCreateUserCommand,
  AdminSetUserPasswordCommand,
} from '@aws-sdk/client-cognito-identity-provider';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';

import { cognitoAuth, CognitoError, memoryStorage } from '../index.ts';
import type { AuthState, CognitoAuth, CognitoAuthOptions } from '../index.ts';
import {
  CLIENT_ID,
  PASSWORD,
  POOL_ID,
  startCognito,
} from 'appsync-on-a-laptop/testing/start-cognito';
import type { CognitoFixture } from 'appsync-on-a-laptop/testing/start-cognito';

const ANN = 'ann@example.com';

let cognito: CognitoFixture;
let annId: string;

beforeAll(async () => {
  cognito = await startCognito();
  annId = await invite(ANN, 'Temporary-1');
  await cognito.sdk.send(
    new AdminSetUserPasswordCommand({
      UserPoolId: POOL_ID,
      Username: ANN,
      Password: PASSWORD,
      Permanent: true,
    }),
  );
});
afterAll(() => cognito.stop());

async function invite(email: string, temporaryPassword: string): Promise<string> {
  const { User } = await cognito.sdk.send(
    new AdminCreateUserCommand({
      UserPoolId: POOL_ID,
      Username: email,
      TemporaryPassword: temporaryPassword,
      MessageAction: 'SUPPRESS',
      UserAttributes: [
        { Name: 'email', Value: email },
        { Name: 'email_verified', Value: 'true' },
      ],
    }),
  );
  return User?.Username ?? '';
}

function authOf(options: Partial<CognitoAuthOptions> = {}): CognitoAuth {
  return cognitoAuth({
    endpoint: cognito.url,
    userPoolId: POOL_ID,
    clientId: CLIENT_ID,
    ...options,
  });
}

function claimsOf(headers: Readonly<Record<string, string>>): Record<string, unknown> {
  const payload = headers['authorization']?.split('.')[1] ?? '';
  return JSON.parse(Buffer.from(payload, 'base64url').toString()) as Record<string, unknown>;
}

/** The actions called, with the real fetch behind. */
function spyOnActions(): { actions: string[]; fetch: typeof fetch } {
  const actions: string[] = [];
  return {
    actions,
    fetch(input, init) {
      const target = new Headers(init?.headers).get('x-amz-target') ?? '';
      actions.push(target.replace('AWSCognitoIdentityProviderService.', ''));
      return fetch(input, init);
    },
  };
}

describe('cognitoAuth', () => {
  test('signIn: proves the password with SRP and never sends it', async () => {
    const bodies: string[] = [];
    const auth = authOf({
      fetch(input, init) {
        bodies.push(init?.body as string);
        return fetch(input, init);
      },
    });
    expect(auth.state).toEqual({ status: 'signedOut' });
    expect(await auth.signIn(ANN, PASSWORD)).toEqual({
      status: 'signedIn',
      user: { id: annId, username: annId, email: ANN, groups: [], signedInAt: expect.any(Number) },
    });
    expect(bodies.map((body) => body.includes(PASSWORD))).toEqual([false, false]);
    expect(claimsOf(await auth.headers())).toMatchObject({ sub: annId, token_use: 'access' });
  });

  test('token id: sends the ID token', async () => {
    const auth = authOf({ token: 'id' });
    await auth.signIn(ANN, PASSWORD);
    expect(claimsOf(await auth.headers())).toMatchObject({ email: ANN, token_use: 'id' });
  });

  test('a wrong password: CognitoError with its type, still signed out', async () => {
    const auth = authOf();
    const error = await auth.signIn(ANN, 'Wrong-horse-9').catch((e: unknown) => e);
    expect(error).toBeInstanceOf(CognitoError);
    expect(error).toMatchObject({
      type: 'NotAuthorizedException',
      message: 'Incorrect username or password.',
    });
    expect(auth.state.status).toBe('signedOut');
  });

  test('an invited user: sets an own password and is signed in', async () => {
    const id = await invite('bob@example.com', 'Temporary-1');
    const auth = authOf();
    const result = await auth.signIn('bob@example.com', 'Temporary-1');
    if (result.status !== 'newPasswordRequired') throw new Error(result.status);
    expect(auth.state.status).toBe('signedOut');
    expect(await result.complete('Own-password-2')).toMatchObject({
      status: 'signedIn',
      user: { id, email: 'bob@example.com' },
    });
    expect(await authOf().signIn('bob@example.com', 'Own-password-2')).toMatchObject({
      status: 'signedIn',
    });
  });

  test('a forgotten password: is replaced with the code of the mail', async () => {
    const email = 'cy@example.com';
    await invite(email, 'Temporary-1');
    const auth = authOf();
    const first = await auth.signIn(email, 'Temporary-1');
    if (first.status !== 'newPasswordRequired') throw new Error(first.status);
    await first.complete('Forgotten-1-horse');
    await auth.forgotPassword(` ${email} `);
    const code = (await cognito.mailbox(email))[0]?.code ?? '';
    const wrong = code === '000000' ? '000001' : '000000';
    await expect(auth.confirmForgotPassword(email, wrong, 'Other-horse-2')).rejects.toMatchObject({
      type: 'CodeMismatchException',
    });
    await expect(auth.confirmForgotPassword(email, code, 'short')).rejects.toMatchObject({
      type: 'InvalidPasswordException',
    });
    await auth.confirmForgotPassword(email, ` ${code}`, 'Other-horse-2');
    // Whoever is signed in stays so.
    expect(auth.state.status).toBe('signedIn');
    await expect(authOf().signIn(email, 'Forgotten-1-horse')).rejects.toMatchObject({
      type: 'NotAuthorizedException',
    });
    expect(await authOf().signIn(email, 'Other-horse-2')).toMatchObject({ status: 'signedIn' });
  });

  test('an expiring token: is renewed a minute before, once for all who ask', async () => {
    const { actions, fetch: spy } = spyOnActions();
    let now = Date.now();
    const auth = authOf({ fetch: spy, now: () => now });
    await auth.signIn(ANN, PASSWORD);
    const first = await auth.headers();
    now += 59 * 60_000 - 1;
    expect(await auth.headers()).toEqual(first);
    now += 1;
    const [second, third] = await Promise.all([auth.headers(), auth.headers()]);
    expect(second).toEqual(third);
    expect(second).not.toEqual(first);
    expect(claimsOf(second)).toMatchObject({ sub: annId });
    expect(actions.slice(2)).toEqual(['GetTokensFromRefreshToken']);
  });

  test('fresh: renews a token that is not at its end', async () => {
    const auth = authOf();
    await auth.signIn(ANN, PASSWORD);
    const first = await auth.headers();
    expect(await auth.headers({ fresh: true })).not.toEqual(first);
  });

  test('an endpoint without GetTokensFromRefreshToken: is asked with REFRESH_TOKEN_AUTH', async () => {
    const auth = authOf({
      fetch(input, init) {
        const target = new Headers(init?.headers).get('x-amz-target') ?? '';
        if (!target.endsWith('GetTokensFromRefreshToken')) return fetch(input, init);
        const answer = { __type: 'UnknownOperationException' };
        return Promise.resolve(Response.json(answer, { status: 400 }));
      },
    });
    await auth.signIn(ANN, PASSWORD);
    const first = await auth.headers();
    const second = await auth.headers({ fresh: true });
    expect(claimsOf(second)).toMatchObject({ sub: annId });
    expect(second).not.toEqual(first);
  });

  test('storage: a new page takes the session over', async () => {
    const storage = memoryStorage();
    const before = authOf({ storage });
    await before.signIn(ANN, PASSWORD);
    const after = authOf({ storage });
    expect(after.state).toEqual(before.state);
    expect(await after.headers()).toEqual(await before.headers());
  });

  test('storage that holds something else: is nobody signed in', () => {
    const storage = { getItem: () => '{"accessToken":1}', setItem() {}, removeItem() {} };
    expect(authOf({ storage }).state.status).toBe('signedOut');
  });

  test('signOut: forgets the session, revokes the refresh token, tells the listener', async () => {
    const { actions, fetch: spy } = spyOnActions();
    const storage = memoryStorage();
    const auth = authOf({ storage, fetch: spy });
    const states: AuthState['status'][] = [];
    const stopListening = auth.onStateChange(({ status }) => states.push(status));
    await auth.signIn(ANN, PASSWORD);
    const other = authOf({ storage });
    await auth.signOut();
    expect(states).toEqual(['signedIn', 'signedOut']);
    expect(actions.at(-1)).toBe('RevokeToken');
    expect(auth.state.status).toBe('signedOut');
    expect(authOf({ storage }).state.status).toBe('signedOut');
    await expect(auth.headers()).rejects.toMatchObject({ type: 'NotSignedIn' });
    // The page next door still has the session; its refresh token is worth nothing now.
    const told = vi.fn();
    other.onStateChange(told);
    await expect(other.headers({ fresh: true })).rejects.toMatchObject({
      type: 'NotAuthorizedException',
    });
    expect(told).toHaveBeenCalledWith({ status: 'signedOut' });
    stopListening();
    await auth.signIn(ANN, PASSWORD);
    expect(states).toHaveLength(2);
  });

  test('global signOut: ends the sessions of all devices', async () => {
    const [here, there] = [authOf(), authOf()];
    await here.signIn(ANN, PASSWORD);
    await there.signIn(ANN, PASSWORD);
    await here.signOut({ global: true });
    await expect(there.headers({ fresh: true })).rejects.toMatchObject({
      type: 'NotAuthorizedException',
    });
  });

  test('global signOut: ends this session where access tokens may not end them all', async () => {
    const refused = { __type: 'NotAuthorizedException', message: 'no such scope' };
    const { actions, fetch: real } = spyOnActions();
    const storage = memoryStorage();
    const here = authOf({
      storage,
      async fetch(input, init) {
        const answer = await real(input, init);
        return actions.at(-1) === 'GlobalSignOut'
          ? Response.json(refused, { status: 400 })
          : answer;
      },
    });
    await here.signIn(ANN, PASSWORD);
    await here.signOut({ global: true });
    expect(actions.slice(-2)).toEqual(['GlobalSignOut', 'RevokeToken']);
    expect(here.state.status).toBe('signedOut');
  });

  test('nobody signed in: headers say so', async () => {
    await expect(authOf().headers()).rejects.toThrow('Nobody is signed in');
  });
});
