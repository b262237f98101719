import {
  AdminListUserSessionsCommand,
  AdminRevokeUserSessionCommand,
  GetTokensFromRefreshTokenCommand,
  GetUserCommand,
  GetUserPoolSessionConfigurationCommand,
  ListUserSessionsCommand,
  RevokeUserSessionCommand,
  SetUserPoolSessionConfigurationCommand,
} from '@aws-sdk/client-cognito-identity-provider';
import { beforeEach, describe, expect, it } from 'vitest';

import { CLIENT_ID, POOL_ID } from '../../../testing/start-cognito.ts';
import { cognitoOfFile, newUser } from './fixtures.ts';
import { passwordSignIn } from './sign-in.ts';

const cognito = cognitoOfFile();
const UserPoolId = POOL_ID;
const configure = (UserSessionTracking: 'ENABLED' | 'DISABLED', MaxPerUser = 20) =>
  cognito.sdk.send(
    new SetUserPoolSessionConfigurationCommand({
      UserPoolId,
      UserSessionTracking,
      TokenSession: { MaxPerUser },
    }),
  );
const sessionsOf = async (Username: string) =>
  (await cognito.sdk.send(new AdminListUserSessionsCommand({ UserPoolId, Username }))).Sessions;
const revoke = (Username: string, SessionId: string | undefined) =>
  cognito.sdk.send(new AdminRevokeUserSessionCommand({ UserPoolId, Username, SessionId }));
const refresh = (RefreshToken: string) =>
  cognito.sdk.send(new GetTokensFromRefreshTokenCommand({ ClientId: CLIENT_ID, RefreshToken }));

describe('session tracking', () => {
  beforeEach(() => configure('ENABLED'));

  it('AdminListUserSessions: tells when each was begun and last used, and from where', async () => {
    const { email } = await newUser(cognito);
    const { RefreshToken } = await passwordSignIn(cognito, email);
    const begun = cognito.clock.now();
    cognito.clock.advance(60_000);
    await refresh(RefreshToken);
    const [session, ...others] = (await sessionsOf(email)) ?? [];
    expect(others).toEqual([]);
    expect(session?.SessionId).toMatch(/^tkn[a-z0-9]{25}$/);
    expect(session).toMatchObject({
      SessionType: 'TOKEN',
      ClientId: CLIENT_ID,
      CreateDate: new Date(begun),
      LastActiveDate: new Date(begun + 60_000),
      // The SDK is no browser.
      DeviceType: 'unknown',
      LastIPAddress: '127.0.0.1',
      IsCurrentSession: false,
    });
  });

  it('DeviceType: is read out of what a browser says of itself', async () => {
    const { email: USERNAME } = await newUser(cognito);
    const agent =
      'Mozilla/5.0 (Macintosh; Intel Mac OS X 15_0) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/125.0.0.0 Safari/537.36';
    const answer = await fetch(cognito.url, {
      method: 'POST',
      headers: {
        'x-amz-target': 'AWSCognitoIdentityProviderService.InitiateAuth',
        'content-type': 'application/x-amz-json-1.1',
        'user-agent': agent,
      },
      body: JSON.stringify({
        ClientId: CLIENT_ID,
        AuthFlow: 'USER_PASSWORD_AUTH',
        AuthParameters: { USERNAME, PASSWORD: 'Correct-horse-9' },
      }),
    });
    expect(answer.status).toBe(200);
    expect(await sessionsOf(USERNAME)).toMatchObject([{ DeviceType: 'Chrome 125 / macOS 15.0' }]);
  });

  it('AdminRevokeUserSession: ends that session alone, of that user alone', async () => {
    const { email } = await newUser(cognito);
    const stranger = await newUser(cognito);
    const first = await passwordSignIn(cognito, email);
    cognito.clock.advance(1000);
    const second = await passwordSignIn(cognito, email);
    const [newer, older] = (await sessionsOf(email)) ?? [];
    await expect(revoke(stranger.email, older?.SessionId)).rejects.toMatchObject({
      name: 'ResourceNotFoundException',
    });
    await revoke(email, older?.SessionId);
    await expect(refresh(first.RefreshToken)).rejects.toMatchObject({
      name: 'NotAuthorizedException',
    });
    const { AccessToken } = first;
    await expect(cognito.sdk.send(new GetUserCommand({ AccessToken }))).rejects.toThrow('revoked');
    expect((await refresh(second.RefreshToken)).AuthenticationResult).toBeDefined();
    expect((await sessionsOf(email))?.map(({ SessionId }) => SessionId)).toEqual([
      newer?.SessionId,
    ]);
  });

  it('ListUserSessions, RevokeUserSession: the own ones, but not the one that asks', async () => {
    const { email } = await newUser(cognito);
    const lost = await passwordSignIn(cognito, email);
    cognito.clock.advance(1000);
    const { AccessToken } = await passwordSignIn(cognito, email);
    const { Sessions = [] } = await cognito.sdk.send(new ListUserSessionsCommand({ AccessToken }));
    expect(Sessions.map(({ IsCurrentSession }) => IsCurrentSession)).toEqual([true, false]);
    const [own, other] = Sessions.map(({ SessionId }) => SessionId);
    const end = (SessionId: string | undefined) =>
      cognito.sdk.send(new RevokeUserSessionCommand({ AccessToken, SessionId }));
    await expect(end(own)).rejects.toMatchObject({ name: 'InvalidParameterException' });
    await end(other);
    await expect(refresh(lost.RefreshToken)).rejects.toMatchObject({
      name: 'NotAuthorizedException',
    });
  });

  it('MaxPerUser: the next sign-in ends the least recently used session', async () => {
    await configure('ENABLED', 2);
    const { email } = await newUser(cognito);
    const first = await passwordSignIn(cognito, email);
    cognito.clock.advance(1000);
    const second = await passwordSignIn(cognito, email);
    cognito.clock.advance(1000);
    await refresh(first.RefreshToken);
    cognito.clock.advance(1000);
    await passwordSignIn(cognito, email);
    expect(await sessionsOf(email)).toHaveLength(2);
    expect((await refresh(first.RefreshToken)).AuthenticationResult).toBeDefined();
    await expect(refresh(second.RefreshToken)).rejects.toMatchObject({
      name: 'NotAuthorizedException',
    });
  });

  it('SetUserPoolSessionConfiguration: survives a restart, and off the actions are refused', async () => {
    const { email } = await newUser(cognito);
    await configure('ENABLED', 7);
    await cognito.restart();
    const read = () => cognito.sdk.send(new GetUserPoolSessionConfigurationCommand({ UserPoolId }));
    expect(await read()).toMatchObject({
      UserSessionTracking: 'ENABLED',
      TokenSession: { MaxPerUser: 7 },
    });
    await configure('DISABLED');
    expect(await read()).toMatchObject({ UserSessionTracking: 'DISABLED' });
    await expect(sessionsOf(email)).rejects.toMatchObject({
      name: 'OperationNotEnabledException',
    });
  });
});
