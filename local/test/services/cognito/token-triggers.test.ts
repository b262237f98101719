import type { AuthenticationResultType } from '@aws-sdk/client-cognito-identity-provider';
import {
  ChangePasswordCommand,
  DeleteUserCommand,
  ForgotPasswordCommand,
  GetTokensFromRefreshTokenCommand,
  GetUserCommand,
  GlobalSignOutCommand,
} from '@aws-sdk/client-cognito-identity-provider';
import { decodeJwt } from 'jose';
import { describe, expect, it } from 'vitest';

import { answer, cognitoWithTriggers, triggerArn } from './fixtures.ts';
import { addUser, passwordSignIn, srpSignIn } from './sign-in.ts';
import { CLIENT_ID, PASSWORD } from '../../../testing/start-cognito.ts';

const cognito = cognitoWithTriggers();

const sources = () => cognito.events.map(({ triggerSource }) => triggerSource);

describe('PreTokenGeneration', () => {
  it('PreTokenGeneration V1: changes the ID token and the groups, never fixed claims', async () => {
    await cognito.start(['PreTokenGeneration'], (_name, event) =>
      answer(event, {
        claimsOverrideDetails: {
          claimsToAddOrOverride: { tenant: 't1', sub: 'evil', aud: 'evil' },
          claimsToSuppress: ['email', 'iss'],
          groupOverrideDetails: {
            groupsToOverride: ['GUEST'],
            iamRolesToOverride: [],
            preferredRole: null,
          },
        },
      }),
    );
    const sub = await addUser(cognito, 'ann@example.com');
    const tokens = await passwordSignIn(cognito, 'ann@example.com');
    const id = decodeJwt(tokens.IdToken);
    expect(id).toMatchObject({ tenant: 't1', sub, aud: CLIENT_ID, 'cognito:groups': ['GUEST'] });
    expect(id).toHaveProperty('iss');
    expect(id).not.toHaveProperty('email');
    expect(decodeJwt(tokens.AccessToken)).not.toHaveProperty('tenant');
    expect(decodeJwt(tokens.AccessToken)['cognito:groups']).toEqual(['GUEST']);
    expect(cognito.events[0]).toMatchObject({
      version: '1',
      triggerSource: 'TokenGeneration_Authentication',
      request: {
        groupConfiguration: { groupsToOverride: [], iamRolesToOverride: [], preferredRole: null },
      },
    });
  });

  it('PreTokenGeneration V2: changes both tokens and the scopes, on refresh too', async () => {
    await cognito.start(
      [],
      (_name, event) =>
        answer(event, {
          claimsAndScopeOverrideDetails: {
            idTokenGeneration: { claimsToAddOrOverride: { tenant: 't1' } },
            accessTokenGeneration: {
              claimsToAddOrOverride: { tenant: 't2', client_id: 'evil' },
              scopesToAdd: ['orders/read'],
            },
          },
        }),
      { PreTokenGenerationConfig: { LambdaArn: triggerArn('v2'), LambdaVersion: 'V2_0' } },
    );
    await addUser(cognito, 'ann@example.com');
    const tokens = await passwordSignIn(cognito, 'ann@example.com');
    expect(decodeJwt(tokens.IdToken)).toMatchObject({ tenant: 't1' });
    expect(decodeJwt(tokens.AccessToken)).toMatchObject({
      tenant: 't2',
      client_id: CLIENT_ID,
      scope: 'aws.cognito.signin.user.admin orders/read',
    });
    expect(cognito.events[0]).toMatchObject({
      version: '2',
      request: { scopes: ['aws.cognito.signin.user.admin'] },
    });
    await cognito.sdk.send(
      new GetTokensFromRefreshTokenCommand({
        ClientId: CLIENT_ID,
        RefreshToken: tokens.RefreshToken,
      }),
    );
    expect(sources()).toEqual(['TokenGeneration_Authentication', 'TokenGeneration_RefreshTokens']);
  });
});

describe('PreTokenGeneration V2 that suppresses the scope of the user operations', () => {
  const userScope = 'aws.cognito.signin.user.admin';
  const start = () =>
    cognito.start(
      [],
      (_name, event) =>
        answer(event, {
          claimsAndScopeOverrideDetails: {
            accessTokenGeneration: { scopesToSuppress: [userScope] },
          },
        }),
      { PreTokenGenerationConfig: { LambdaArn: triggerArn('v2'), LambdaVersion: 'V2_0' } },
    );

  it.each(['SRP', 'password', 'refresh'])(
    'access tokens by %s open none of them, and the user stays',
    async (flow) => {
      await start();
      const sub = await addUser(cognito, 'ann@example.com');
      const tokens = await tokensBy(flow, 'ann@example.com');
      const AccessToken = tokens.AccessToken ?? '';
      expect(String(decodeJwt(AccessToken)['scope'])).not.toContain(userScope);
      for (const command of [
        new GetUserCommand({ AccessToken }),
        new GlobalSignOutCommand({ AccessToken }),
        new ChangePasswordCommand({
          AccessToken,
          PreviousPassword: PASSWORD,
          ProposedPassword: `${PASSWORD}x`,
        }),
        new DeleteUserCommand({ AccessToken }),
      ]) {
        await expect(cognito.sdk.send(command as GetUserCommand)).rejects.toMatchObject({
          name: 'NotAuthorizedException',
          message: 'Access Token does not have required scopes',
        });
      }
      expect(decodeJwt((await passwordSignIn(cognito, 'ann@example.com')).IdToken)).toMatchObject({
        sub,
      });
    },
  );
});

/** Tokens of one of the flows. */
async function tokensBy(flow: string, email: string): Promise<AuthenticationResultType> {
  if (flow === 'SRP') return (await srpSignIn(cognito, email)).AuthenticationResult ?? {};
  const tokens = await passwordSignIn(cognito, email);
  if (flow === 'password') return tokens;
  const { RefreshToken } = tokens;
  const renew = new GetTokensFromRefreshTokenCommand({ ClientId: CLIENT_ID, RefreshToken });
  return (await cognito.sdk.send(renew)).AuthenticationResult ?? {};
}

describe('CustomMessage', () => {
  it('CustomMessage: words the message around the code', async () => {
    await cognito.start(['CustomMessage'], (_name, event) =>
      answer(event, {
        emailSubject: 'Hello',
        emailMessage: `Code: ${String(event.request['codeParameter'])}`,
        smsMessage: null,
      }),
    );
    await addUser(cognito, 'ann@example.com');
    await cognito.sdk.send(
      new ForgotPasswordCommand({ ClientId: CLIENT_ID, Username: 'ann@example.com' }),
    );
    const [message] = await cognito.mailbox('ann@example.com');
    expect(message).toMatchObject({ subject: 'Hello', body: `Code: ${message?.code ?? ''}` });
    expect(sources()).toEqual(['CustomMessage_ForgotPassword']);
  });
});

describe('UserMigration', () => {
  it('UserMigration: brings an unknown user in with the password that was typed', async () => {
    await cognito.start(['UserMigration'], (_name, event) => {
      if (event.request['password'] !== PASSWORD) throw new Error('Bad password');
      return answer(event, {
        userAttributes: { email: event.userName, email_verified: 'true', name: 'Old' },
        finalUserStatus: 'CONFIRMED',
      });
    });
    await expect(passwordSignIn(cognito, 'old@example.com', 'Wrong-horse-9')).rejects.toMatchObject(
      {
        name: 'UserLambdaValidationException',
      },
    );
    const tokens = await passwordSignIn(cognito, 'old@example.com');
    expect(decodeJwt(tokens.IdToken)).toMatchObject({ name: 'Old', email: 'old@example.com' });
    expect(sources()).toEqual(['UserMigration_Authentication', 'UserMigration_Authentication']);
    await srpSignIn(cognito, 'old@example.com');
    expect(cognito.events).toHaveLength(2);
  });
});
