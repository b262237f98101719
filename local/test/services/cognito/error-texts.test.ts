import {
  ConfirmForgotPasswordCommand,
  ConfirmSignUpCommand,
  ForgotPasswordCommand,
  GetTokensFromRefreshTokenCommand,
  ResendConfirmationCodeCommand,
  RevokeTokenCommand,
  SignUpCommand,
} from '@aws-sdk/client-cognito-identity-provider';
import { describe, expect, it } from 'vitest';

import { cognitoOfFile, poolOfManyFlows, secret } from './fixtures.ts';
import { PASSWORD, POOL_ID } from '../../../testing/start-cognito.ts';
import { secretHash } from '../../../services/cognito/credentials/secret-hash.ts';

const cognito = cognitoOfFile({ pools: [poolOfManyFlows()] });

const authorization = `AWS4-HMAC-SHA256 Credential=local/20261123/us-east-1/cognito-idp/aws4_request, SignedHeaders=host, Signature=${'0'.repeat(64)}`;

/** Sends what no SDK would send. */
async function call(action: string, body: unknown) {
  const target = `AWSCognitoIdentityProviderService.${action}`;
  const answer = await fetch(cognito.url, {
    method: 'POST',
    headers: { 'x-amz-target': target, authorization },
    body: JSON.stringify(body),
  });
  const { __type: name, message } = (await answer.json()) as { __type: string; message: string };
  return { status: answer.status, name, message };
}

const broken = (...problems: string[]) =>
  `${String(problems.length)} validation error${problems.length === 1 ? '' : 's'} detected: ${problems.join('; ')}`;
const must = (value: string, rule: string) =>
  `Value${value} failed to satisfy constraint: Member must ${rule}`;

describe('validation errors', () => {
  it.each([
    [
      'a missing client',
      'InitiateAuth',
      { AuthFlow: 'USER_SRP_AUTH' },
      [must(" null at 'clientId'", 'not be null')],
    ],
    [
      'an empty client id',
      'InitiateAuth',
      { AuthFlow: 'USER_SRP_AUTH', ClientId: '' },
      [
        must(" '' at 'clientId'", 'have length greater than or equal to 1'),
        must(" '' at 'clientId'", 'satisfy regular expression pattern: [\\w+]+'),
      ],
    ],
    [
      'a flow that is none',
      'InitiateAuth',
      { AuthFlow: 'MAGIC', ClientId: 'appclient' },
      [
        must(
          " 'MAGIC' at 'authFlow'",
          'satisfy enum value set: [USER_SRP_AUTH, REFRESH_TOKEN_AUTH, REFRESH_TOKEN, CUSTOM_AUTH, ADMIN_NO_SRP_AUTH, USER_PASSWORD_AUTH, ADMIN_USER_PASSWORD_AUTH, USER_AUTH]',
        ),
      ],
    ],
    [
      'a password, never shown',
      'SignUp',
      { ClientId: 'appclient', Username: 'a@example.com', Password: ' x ' },
      [must(" at 'password'", 'satisfy regular expression pattern: ^[\\S]+.*[\\S]+$')],
    ],
    [
      'a user name with a space, never shown',
      'SignUp',
      { ClientId: 'appclient', Username: 'a b', Password: PASSWORD },
      [
        must(
          " at 'username'",
          'satisfy regular expression pattern: [\\p{L}\\p{M}\\p{S}\\p{N}\\p{P}]+',
        ),
      ],
    ],
    [
      'a pool id of another form',
      'AdminGetUser',
      { UserPoolId: 'YOUR POOL', Username: 'a' },
      [
        must(
          " 'YOUR POOL' at 'userPoolId'",
          'satisfy regular expression pattern: [\\w-]+_[0-9a-zA-Z]+',
        ),
      ],
    ],
    [
      'a code with a space',
      'ConfirmSignUp',
      { ClientId: 'appclient', Username: 'a', ConfirmationCode: '12 34' },
      [must(" '12 34' at 'confirmationCode'", 'satisfy regular expression pattern: [\\S]+')],
    ],
    [
      'a limit beyond the largest',
      'ListUsers',
      { UserPoolId: POOL_ID, Limit: 61 },
      [must(" '61' at 'limit'", 'have value less than or equal to 60')],
    ],
    [
      'a member of a list',
      'AdminUpdateUserAttributes',
      { UserPoolId: POOL_ID, Username: 'a', UserAttributes: [{ Name: 'x' }, {}] },
      [must(" null at 'userAttributes.2.member.name'", 'not be null')],
    ],
  ])('InvalidParameterException: %s', async (_what, action, body, problems) => {
    expect(await call(action, body)).toEqual({
      status: 400,
      name: 'InvalidParameterException',
      message: broken(...problems),
    });
  });

  it.each([
    ['a number for a text', { ClientId: 7 }, 'NUMBER_VALUE can not be converted to a String'],
    ['true for a text', { ClientId: true }, 'TRUE_VALUE can not be converted to a String'],
    ['a map for a text', { ClientId: {} }, 'Start of structure or map found where not expected.'],
    ['a list for a text', { ClientId: [] }, 'Start of list found where not expected'],
    [
      'a map for a list',
      { UserAttributes: {} },
      'Start of structure or map found where not expected.',
    ],
  ])('SerializationException: %s', async (_what, more, message) => {
    const body = { ClientId: 'appclient', Username: 'a', Password: PASSWORD, ...more };
    expect(await call('SignUp', body)).toEqual({
      status: 400,
      name: 'SerializationException',
      message,
    });
  });
});

describe('unknown users', () => {
  const name = 'nobody@example.com';
  const unknown = {
    name: 'UserNotFoundException',
    message: 'Username/client id combination not found.',
  };
  const given = { ClientId: 'telling', Username: name };

  it.each([
    ['ForgotPassword', () => cognito.sdk.send(new ForgotPasswordCommand(given))],
    ['ResendConfirmationCode', () => cognito.sdk.send(new ResendConfirmationCodeCommand(given))],
    [
      'ConfirmSignUp',
      () => cognito.sdk.send(new ConfirmSignUpCommand({ ...given, ConfirmationCode: '123456' })),
    ],
    [
      'ConfirmForgotPassword',
      () =>
        cognito.sdk.send(
          new ConfirmForgotPasswordCommand({ ...given, ConfirmationCode: '1', Password: PASSWORD }),
        ),
    ],
  ])('%s: a client that tells says so', async (_action, send) => {
    await expect(send()).rejects.toMatchObject(unknown);
  });
});

describe('SECRET_HASH', () => {
  const Username = 'secret@example.com';
  const good = secretHash(secret, Username, 'secretclient');
  const rest = { ClientId: 'secretclient', Username };
  const newPassword = { ConfirmationCode: '123456', Password: PASSWORD };

  it.each([
    [
      'SignUp',
      (SecretHash?: string) =>
        cognito.sdk.send(new SignUpCommand({ ...rest, Password: PASSWORD, SecretHash })),
    ],
    [
      'ResendConfirmationCode',
      (SecretHash?: string) =>
        cognito.sdk.send(new ResendConfirmationCodeCommand({ ...rest, SecretHash })),
    ],
    [
      'ConfirmSignUp',
      (SecretHash?: string) =>
        cognito.sdk.send(
          new ConfirmSignUpCommand({ ...rest, ConfirmationCode: '123456', SecretHash }),
        ),
    ],
    [
      'ForgotPassword',
      (SecretHash?: string) => cognito.sdk.send(new ForgotPasswordCommand({ ...rest, SecretHash })),
    ],
    [
      'ConfirmForgotPassword',
      (SecretHash?: string) =>
        cognito.sdk.send(new ConfirmForgotPasswordCommand({ ...rest, ...newPassword, SecretHash })),
    ],
  ])('%s: needs the hash of this name by this secret', async (_action, send) => {
    await expect(send()).rejects.toMatchObject({
      name: 'NotAuthorizedException',
      message: 'Client secretclient is configured with secret but SECRET_HASH was not received',
    });
    for (const hash of [
      secretHash(secret, 'other@example.com', 'secretclient'),
      secretHash('another-secret', Username, 'secretclient'),
    ]) {
      await expect(send(hash)).rejects.toMatchObject({
        name: 'NotAuthorizedException',
        message: 'Unable to verify secret hash for client secretclient',
      });
    }
    const outcome = await send(good).then(() => '', String);
    expect(outcome).not.toContain('secret hash');
  });

  it.each([
    [
      'GetTokensFromRefreshToken',
      (ClientSecret?: string) =>
        cognito.sdk.send(
          new GetTokensFromRefreshTokenCommand({
            ClientId: 'secretclient',
            RefreshToken: 'unknown',
            ClientSecret,
          }),
        ),
    ],
    [
      'RevokeToken',
      (ClientSecret?: string) =>
        cognito.sdk.send(
          new RevokeTokenCommand({ ClientId: 'secretclient', Token: 'unknown', ClientSecret }),
        ),
    ],
  ])('%s: needs the secret itself', async (_action, send) => {
    for (const given of [undefined, 'another-secret']) {
      await expect(send(given)).rejects.toMatchObject({
        message: 'Unable to verify client secret for client secretclient',
      });
    }
  });
});
