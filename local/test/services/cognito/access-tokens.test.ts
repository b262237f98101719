import { generateKeyPairSync } from 'node:crypto';

import {
  AdminDeleteUserCommand,
  AdminDisableUserCommand,
  AdminUserGlobalSignOutCommand,
  GetTokensFromRefreshTokenCommand,
  GetUserCommand,
  GlobalSignOutCommand,
  InitiateAuthCommand,
  RevokeTokenCommand,
  UpdateUserAttributesCommand,
} from '@aws-sdk/client-cognito-identity-provider';
import { decodeJwt, decodeProtectedHeader, SignJWT } from 'jose';
import type { JWTPayload } from 'jose';
import { beforeEach, describe, expect, it } from 'vitest';

import { cognitoOfFile, newUser, poolsOfOwnAttributes } from './fixtures.ts';
import { passwordSignIn } from './sign-in.ts';
import { CLIENT_ID, machineClient, PASSWORD, POOL_ID } from '../../../testing/start-cognito.ts';

const cognito = cognitoOfFile({ pools: poolsOfOwnAttributes() });

let email = '';

let sub = '';

let tokens: Awaited<ReturnType<typeof passwordSignIn>>;

beforeEach(async () => {
  ({ email, sub } = await newUser(cognito));
  tokens = await passwordSignIn(cognito, email);
});

const getUser = (AccessToken: string) => cognito.sdk.send(new GetUserCommand({ AccessToken }));

const invalid = { name: 'NotAuthorizedException', message: 'Invalid Access Token' };

describe('access tokens', () => {
  it('GetUser: gives the user and the attributes', async () => {
    expect(await getUser(tokens.AccessToken)).toMatchObject({
      Username: sub,
      UserAttributes: [
        { Name: 'sub', Value: sub },
        { Name: 'email', Value: email },
        { Name: 'email_verified', Value: 'true' },
      ],
    });
  });

  it('GetUser: refuses forged tokens', async () => {
    const claims = decodeJwt(tokens.AccessToken);
    const { kid } = decodeProtectedHeader(tokens.AccessToken);
    const own = generateKeyPairSync('rsa', {
      modulusLength: 2048,
      publicExponent: 0x1_00_01,
    }).privateKey;
    const forged = [
      await new SignJWT(claims).setProtectedHeader({ alg: 'RS256', kid }).sign(own),
      await new SignJWT(claims).setProtectedHeader({ alg: 'HS256', kid }).sign(Buffer.alloc(32)),
      unsigned(claims),
      withClaims(tokens.AccessToken, { ...claims, sub: 'somebody' }),
      withClaims(tokens.AccessToken, { ...claims, iss: 'https://example.com' }),
      tokens.IdToken,
      'abc',
      'a.b.c',
    ];
    for (const token of forged) await expect(getUser(token)).rejects.toMatchObject(invalid);
  });

  it('GetUser: refuses a token past its time', async () => {
    cognito.clock.advance(3_600_000 + 1000);
    await expect(getUser(tokens.AccessToken)).rejects.toMatchObject({
      name: 'NotAuthorizedException',
      message: 'Access Token has expired',
    });
    cognito.clock.advance(-(3_600_000 + 1000));
  });

  it('GetUser: refuses a machine’s token', async () => {
    const answer = await fetch(`${cognito.url}/oauth2/token`, {
      method: 'POST',
      body: new URLSearchParams({
        grant_type: 'client_credentials',
        client_id: machineClient.clientId,
        client_secret: 'machine-secret',
      }),
    });
    const { access_token: token } = (await answer.json()) as { access_token: string };
    await expect(getUser(token)).rejects.toMatchObject(invalid);
  });

  it('GetUser: refuses disabled and deleted users', async () => {
    await cognito.sdk.send(new AdminDisableUserCommand({ UserPoolId: POOL_ID, Username: email }));
    await expect(getUser(tokens.AccessToken)).rejects.toMatchObject({
      name: 'NotAuthorizedException',
    });
    await cognito.sdk.send(new AdminDeleteUserCommand({ UserPoolId: POOL_ID, Username: email }));
    await expect(getUser(tokens.AccessToken)).rejects.toMatchObject({
      name: 'UserNotFoundException',
      message: 'User does not exist.',
    });
  });

  it('GetUser: shows only what the client may read, as does the ID token', async () => {
    await cognito.sdk.send(
      new UpdateUserAttributesCommand({
        AccessToken: tokens.AccessToken,
        UserAttributes: [{ Name: 'name', Value: 'Ann' }],
      }),
    );
    const { AuthenticationResult } = await cognito.sdk.send(
      new InitiateAuthCommand({
        ClientId: 'narrow',
        AuthFlow: 'USER_PASSWORD_AUTH',
        AuthParameters: { USERNAME: email, PASSWORD: PASSWORD },
      }),
    );
    const { UserAttributes } = await getUser(AuthenticationResult?.AccessToken ?? '');
    expect(UserAttributes?.map(({ Name }) => Name)).toEqual(['sub', 'email']);
    expect(decodeJwt(AuthenticationResult?.IdToken ?? '')).not.toHaveProperty('name');
    const write = (Name: string) =>
      cognito.sdk.send(
        new UpdateUserAttributesCommand({
          AccessToken: AuthenticationResult?.AccessToken,
          UserAttributes: [{ Name, Value: 'de' }],
        }),
      );
    await expect(write('locale')).resolves.toBeDefined();
    await expect(write('name')).rejects.toMatchObject({ name: 'NotAuthorizedException' });
  });
});

describe('end of sessions', () => {
  const revoked = { name: 'NotAuthorizedException', message: 'Access Token has been revoked' };
  const refresh = () =>
    cognito.sdk.send(
      new GetTokensFromRefreshTokenCommand({
        RefreshToken: tokens.RefreshToken,
        ClientId: CLIENT_ID,
      }),
    );

  it('GlobalSignOut: ends all the user’s sessions', async () => {
    const second = await passwordSignIn(cognito, email);
    await cognito.sdk.send(new GlobalSignOutCommand({ AccessToken: tokens.AccessToken }));
    await expect(getUser(tokens.AccessToken)).rejects.toMatchObject(revoked);
    await expect(getUser(second.AccessToken)).rejects.toMatchObject(revoked);
    await expect(refresh()).rejects.toMatchObject({ message: 'Refresh Token has been revoked' });
    await expect(passwordSignIn(cognito, email)).resolves.toBeDefined();
  });

  it('AdminUserGlobalSignOut: does the same', async () => {
    await cognito.sdk.send(
      new AdminUserGlobalSignOutCommand({ UserPoolId: POOL_ID, Username: email }),
    );
    await expect(getUser(tokens.AccessToken)).rejects.toMatchObject(revoked);
    await expect(refresh()).rejects.toMatchObject({ name: 'NotAuthorizedException' });
  });

  it('RevokeToken: ends one session with all its tokens, not the others', async () => {
    const second = await passwordSignIn(cognito, email);
    const renewed = await refresh();
    await cognito.sdk.send(
      new RevokeTokenCommand({ Token: tokens.RefreshToken, ClientId: CLIENT_ID }),
    );
    await expect(getUser(tokens.AccessToken)).rejects.toMatchObject(revoked);
    await expect(getUser(renewed.AuthenticationResult?.AccessToken ?? '')).rejects.toMatchObject(
      revoked,
    );
    await expect(refresh()).rejects.toMatchObject({ name: 'NotAuthorizedException' });
    await expect(getUser(second.AccessToken)).resolves.toBeDefined();
  });

  it('RevokeToken: refuses access tokens, other clients and clients without revocation', async () => {
    const revoke = (Token: string, ClientId: string) =>
      cognito.sdk.send(new RevokeTokenCommand({ Token, ClientId }));
    await expect(revoke(tokens.AccessToken, CLIENT_ID)).rejects.toMatchObject({
      name: 'UnsupportedTokenTypeException',
    });
    await expect(revoke(tokens.RefreshToken, 'other')).rejects.toMatchObject({
      name: 'UnauthorizedException',
    });
    await expect(revoke(tokens.RefreshToken, 'irrevocable')).rejects.toMatchObject({
      name: 'UnsupportedOperationException',
    });
    await expect(revoke('made-up', CLIENT_ID)).resolves.toBeDefined();
    await expect(getUser(tokens.AccessToken)).resolves.toBeDefined();
  });
});

function encode(value: unknown): string {
  return Buffer.from(JSON.stringify(value)).toString('base64url');
}

function unsigned(claims: JWTPayload): string {
  return `${encode({ alg: 'none' })}.${encode(claims)}.`;
}

function withClaims(token: string, claims: JWTPayload): string {
  const [header = '', , signature = ''] = token.split('.');
  return `${header}.${encode(claims)}.${signature}`;
}
