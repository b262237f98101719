import { createHmac } from 'node:crypto';

import {
  AdminInitiateAuthCommand,
  AdminRespondToAuthChallengeCommand,
  AdminSetUserPasswordCommand,
  GetTokensFromRefreshTokenCommand,
  InitiateAuthCommand,
} from '@aws-sdk/client-cognito-identity-provider';
import type { AuthFlowType } from '@aws-sdk/client-cognito-identity-provider';
import { beforeEach, describe, expect, it } from 'vitest';

import { cognitoOfFile, newUser, poolOfManyFlows, secret } from './fixtures.ts';
import { passwordSignIn, srpSignIn } from './sign-in.ts';
import { CLIENT_ID, PASSWORD, POOL_ID } from '../../../testing/start-cognito.ts';

const cognito = cognitoOfFile({ pools: [poolOfManyFlows()] });

let email = '';

let sub = '';

beforeEach(async () => {
  ({ email, sub } = await newUser(cognito));
});

const wrong = { name: 'NotAuthorizedException', message: 'Incorrect username or password.' };

const hash = (name: string, id = 'secretclient') =>
  createHmac('sha256', secret)
    .update(name + id)
    .digest('base64');

function initiate(
  AuthFlow: AuthFlowType,
  AuthParameters: Record<string, string>,
  ClientId = CLIENT_ID,
) {
  return cognito.sdk.send(new InitiateAuthCommand({ AuthFlow, AuthParameters, ClientId }));
}

describe('flows and clients', () => {
  it.each([
    ['USER_PASSWORD_AUTH', 'srponly', 'USER_PASSWORD_AUTH flow not enabled for this client'],
    ['USER_SRP_AUTH', 'nosrp', 'USER_SRP_AUTH is not enabled for the client.'],
    ['REFRESH_TOKEN_AUTH', 'nosrp', 'REFRESH_TOKEN_AUTH is not enabled for the client.'],
    ['CUSTOM_AUTH', 'nosrp', 'CUSTOM_AUTH is not enabled for the client.'],
    ['ADMIN_USER_PASSWORD_AUTH', CLIENT_ID, 'Initiate Auth method not supported.'],
    ['USER_PASSWORD_AUTH', 'legacy', 'USER_PASSWORD_AUTH flow not enabled for this client'],
  ] as const)('InitiateAuth: refuses %s to %s', async (flow, id, message) => {
    const parameters = { USERNAME: email, PASSWORD: PASSWORD, SRP_A: 'abc1', REFRESH_TOKEN: 'x' };
    await expect(initiate(flow, parameters, id)).rejects.toMatchObject({
      name: 'InvalidParameterException',
      message,
    });
  });

  it('InitiateAuth: a client without a list has SRP', async () => {
    const result = await initiate('USER_SRP_AUTH', { USERNAME: email, SRP_A: 'abc1' }, 'legacy');
    expect(result.ChallengeName).toBe('PASSWORD_VERIFIER');
  });

  it('InitiateAuth: names a missing parameter and a flow that is not there', async () => {
    await expect(initiate('USER_PASSWORD_AUTH', { USERNAME: email })).rejects.toMatchObject({
      message: 'Missing required parameter PASSWORD',
    });
    await expect(initiate('USER_AUTH', { USERNAME: email })).rejects.toMatchObject({
      name: 'InvalidParameterException',
      message: 'USER_AUTH is not enabled for the client.',
    });
  });

  it('AdminInitiateAuth: signs in with the password, and answers challenges', async () => {
    const admin = (AuthFlow: AuthFlowType, id = CLIENT_ID) =>
      cognito.sdk.send(
        new AdminInitiateAuthCommand({
          UserPoolId: POOL_ID,
          ClientId: id,
          AuthFlow,
          AuthParameters: { USERNAME: email, PASSWORD: PASSWORD },
        }),
      );
    // The older name means the same.
    for (const flow of ['ADMIN_USER_PASSWORD_AUTH', 'ADMIN_NO_SRP_AUTH'] as const) {
      expect((await admin(flow)).AuthenticationResult?.IdToken).toBeDefined();
    }
    await expect(admin('USER_PASSWORD_AUTH')).rejects.toMatchObject({
      name: 'InvalidParameterException',
    });
    await expect(admin('ADMIN_USER_PASSWORD_AUTH', 'srponly')).rejects.toMatchObject({
      message: 'Auth flow not enabled for this client',
    });
    await cognito.sdk.send(
      new AdminSetUserPasswordCommand({ UserPoolId: POOL_ID, Username: email, Password: PASSWORD }),
    );
    const challenge = await admin('ADMIN_USER_PASSWORD_AUTH');
    const answered = await cognito.sdk.send(
      new AdminRespondToAuthChallengeCommand({
        UserPoolId: POOL_ID,
        ClientId: CLIENT_ID,
        ChallengeName: 'NEW_PASSWORD_REQUIRED',
        Session: challenge.Session,
        ChallengeResponses: { USERNAME: email, NEW_PASSWORD: 'Newer-horse-9' },
      }),
    );
    expect(answered.AuthenticationResult?.AccessToken).toBeDefined();
  });

  it('InitiateAuth: a client that tells says that a user is not there', async () => {
    const parameters = { USERNAME: 'nobody@example.com', PASSWORD: PASSWORD, SRP_A: 'abc1' };
    const expected = { name: 'UserNotFoundException', message: 'User does not exist.' };
    await expect(initiate('USER_PASSWORD_AUTH', parameters, 'telling')).rejects.toMatchObject(
      expected,
    );
    await expect(initiate('USER_SRP_AUTH', parameters, 'telling')).rejects.toMatchObject(expected);
    await expect(initiate('USER_PASSWORD_AUTH', parameters)).rejects.toMatchObject(wrong);
  });

  it('InitiateAuth: five wrong passwords lock for a second, then twice as long', async () => {
    const bad = () => initiate('USER_PASSWORD_AUTH', { USERNAME: email, PASSWORD: 'Wrong-pass-1' });
    for (let count = 0; count < 5; count += 1) await expect(bad()).rejects.toMatchObject(wrong);
    const locked = { name: 'NotAuthorizedException', message: 'Password attempts exceeded' };
    await expect(passwordSignIn(cognito, email)).rejects.toMatchObject(locked);
    await expect(srpSignIn(cognito, email)).rejects.toMatchObject(locked);
    cognito.clock.advance(1100);
    await expect(bad()).rejects.toMatchObject(wrong);
    cognito.clock.advance(1100);
    await expect(passwordSignIn(cognito, email)).rejects.toMatchObject(locked);
    cognito.clock.advance(1000);
    await expect(passwordSignIn(cognito, email)).resolves.toBeDefined();
  });
});

describe('attempts of an unknown user', () => {
  const locked = { name: 'NotAuthorizedException', message: 'Password attempts exceeded' };
  const guess = (USERNAME: string) =>
    initiate('USER_PASSWORD_AUTH', { USERNAME, PASSWORD: 'Wrong-pass-1' });

  it.each(['ghost@example.com', 'user'])(
    'InitiateAuth: %s is locked in any case of the letters, as one who is there is',
    async (name) => {
      const username = name === 'user' ? email : name;
      for (let count = 0; count < 5; count += 1) {
        const written = count % 2 === 0 ? username : username.toUpperCase();
        await expect(guess(written)).rejects.toMatchObject(wrong);
      }
      await expect(guess(username.replace('e', 'E'))).rejects.toMatchObject(locked);
      await expect(srpSignIn(cognito, username.toUpperCase())).rejects.toMatchObject(locked);
    },
  );
});

describe('SECRET_HASH', () => {
  const parameters = () => ({ USERNAME: email, PASSWORD: PASSWORD });

  it('InitiateAuth: a client with a secret needs it, and the right one', async () => {
    const good = { ...parameters(), SECRET_HASH: hash(email) };
    await expect(initiate('USER_PASSWORD_AUTH', good, 'secretclient')).resolves.toBeDefined();
    await expect(
      initiate('USER_PASSWORD_AUTH', parameters(), 'secretclient'),
    ).rejects.toMatchObject({
      name: 'NotAuthorizedException',
      message: 'Client secretclient is configured with secret but SECRET_HASH was not received',
    });
    const bad = { ...parameters(), SECRET_HASH: hash('somebody') };
    await expect(initiate('USER_PASSWORD_AUTH', bad, 'secretclient')).rejects.toMatchObject({
      name: 'NotAuthorizedException',
      message: 'Unable to verify secret hash for client secretclient',
    });
  });

  it('InitiateAuth: a client without a secret may not send one', async () => {
    const bad = { ...parameters(), SECRET_HASH: hash(email, CLIENT_ID) };
    await expect(initiate('USER_PASSWORD_AUTH', bad)).rejects.toMatchObject({
      name: 'NotAuthorizedException',
    });
  });

  it('RespondToAuthChallenge: SRP with a secret, then refresh with the hash of the user name', async () => {
    const signedIn = await srpSignIn(cognito, email, PASSWORD, {
      clientId: 'secretclient',
      secret,
    });
    const REFRESH_TOKEN = signedIn.AuthenticationResult?.RefreshToken ?? '';
    const good = { REFRESH_TOKEN, SECRET_HASH: hash(sub) };
    await expect(initiate('REFRESH_TOKEN_AUTH', good, 'secretclient')).resolves.toBeDefined();
    await expect(
      initiate('REFRESH_TOKEN_AUTH', { REFRESH_TOKEN }, 'secretclient'),
    ).rejects.toMatchObject({
      name: 'NotAuthorizedException',
    });
    const get = (ClientSecret?: string) =>
      cognito.sdk.send(
        new GetTokensFromRefreshTokenCommand({
          RefreshToken: REFRESH_TOKEN,
          ClientId: 'secretclient',
          ClientSecret,
        }),
      );
    await expect(get(secret)).resolves.toHaveProperty('AuthenticationResult');
    await expect(get()).rejects.toMatchObject({ name: 'NotAuthorizedException' });
    await expect(get('wrong')).rejects.toMatchObject({ name: 'NotAuthorizedException' });
  });
});
