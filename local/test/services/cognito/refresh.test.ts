import {
  AdminDeleteUserCommand,
  AdminDisableUserCommand,
  GetTokensFromRefreshTokenCommand,
  InitiateAuthCommand,
} from '@aws-sdk/client-cognito-identity-provider';
import type { AuthFlowType } from '@aws-sdk/client-cognito-identity-provider';
import { decodeJwt } from 'jose';
import { beforeEach, describe, expect, it } from 'vitest';

import { cognitoOfFile, newUser, poolOfManyFlows } from './fixtures.ts';
import { passwordSignIn } from './sign-in.ts';
import { CLIENT_ID, PASSWORD, POOL_ID } from '../../../testing/start-cognito.ts';

const cognito = cognitoOfFile({ pools: [poolOfManyFlows()] });

let email = '';

let sub = '';

beforeEach(async () => {
  ({ email, sub } = await newUser(cognito));
});

function initiate(
  AuthFlow: AuthFlowType,
  AuthParameters: Record<string, string>,
  ClientId = CLIENT_ID,
) {
  return cognito.sdk.send(new InitiateAuthCommand({ AuthFlow, AuthParameters, ClientId }));
}

describe('refresh', () => {
  const refresh = (RefreshToken: string, ClientId = CLIENT_ID) =>
    cognito.sdk.send(new GetTokensFromRefreshTokenCommand({ RefreshToken, ClientId }));

  it.each(['REFRESH_TOKEN_AUTH', 'REFRESH_TOKEN'] as const)(
    'InitiateAuth: %s keeps auth_time, origin_jti and event_id, and sends no refresh token',
    async (flow) => {
      const tokens = await passwordSignIn(cognito, email);
      cognito.clock.advance(5000);
      const { AuthenticationResult } = await initiate(flow, { REFRESH_TOKEN: tokens.RefreshToken });
      expect(AuthenticationResult).not.toHaveProperty('RefreshToken');
      const before = decodeJwt(tokens.AccessToken);
      const after = decodeJwt(AuthenticationResult?.AccessToken ?? '');
      for (const claim of ['auth_time', 'origin_jti', 'event_id', 'sub']) {
        expect(after[claim]).toBe(before[claim]);
      }
      expect(after.iat).toBe((before.iat ?? 0) + 5);
      expect(after.jti).not.toBe(before.jti);
    },
  );

  it('GetTokensFromRefreshToken: gives new tokens', async () => {
    const tokens = await passwordSignIn(cognito, email);
    const { AuthenticationResult } = await refresh(tokens.RefreshToken);
    expect(decodeJwt(AuthenticationResult?.IdToken ?? '')).toMatchObject({ sub, token_use: 'id' });
  });

  it('GetTokensFromRefreshToken: refuses another client, a made-up token and an old one', async () => {
    const tokens = await passwordSignIn(cognito, email);
    const invalid = { name: 'NotAuthorizedException', message: 'Invalid Refresh Token' };
    await expect(refresh(tokens.RefreshToken, 'other')).rejects.toMatchObject(invalid);
    await expect(refresh('made-up')).rejects.toMatchObject(invalid);
    cognito.clock.advance(30 * 86_400_000 + 1000);
    await expect(refresh(tokens.RefreshToken)).rejects.toMatchObject({
      name: 'NotAuthorizedException',
    });
    cognito.clock.advance(-(30 * 86_400_000 + 1000));
  });

  it('GetTokensFromRefreshToken: refuses disabled and deleted users', async () => {
    const tokens = await passwordSignIn(cognito, email);
    await cognito.sdk.send(new AdminDisableUserCommand({ UserPoolId: POOL_ID, Username: email }));
    await expect(refresh(tokens.RefreshToken)).rejects.toMatchObject({
      name: 'NotAuthorizedException',
    });
    await cognito.sdk.send(new AdminDeleteUserCommand({ UserPoolId: POOL_ID, Username: email }));
    await expect(refresh(tokens.RefreshToken)).rejects.toMatchObject({
      name: 'NotAuthorizedException',
      message: 'Invalid Refresh Token',
    });
  });

  it('GetTokensFromRefreshToken: with rotation the token is replaced and the old one ends with the grace', async () => {
    const parameters = { USERNAME: email, PASSWORD: PASSWORD };
    const signedIn = await initiate('USER_PASSWORD_AUTH', parameters, 'rotating');
    const old = signedIn.AuthenticationResult?.RefreshToken ?? '';
    const first = await refresh(old, 'rotating');
    const replacement = first.AuthenticationResult?.RefreshToken ?? '';
    expect(replacement).not.toBe('');
    expect(replacement).not.toBe(old);
    await expect(refresh(old, 'rotating')).resolves.toBeDefined();
    cognito.clock.advance(11_000);
    await expect(refresh(old, 'rotating')).rejects.toMatchObject({
      name: 'RefreshTokenReuseException',
    });
    await expect(refresh(replacement, 'rotating')).resolves.toBeDefined();
    await expect(
      initiate('REFRESH_TOKEN_AUTH', { REFRESH_TOKEN: replacement }, 'rotating'),
    ).rejects.toMatchObject({ name: 'NotAuthorizedException' });
  });
});
