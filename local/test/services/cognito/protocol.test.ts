import {
  AdminGetUserCommand,
  CreateUserPoolCommand,
  DescribeUserPoolClientCommand,
  DescribeUserPoolCommand,
  ListUserPoolClientsCommand,
  ListUserPoolsCommand,
} from '@aws-sdk/client-cognito-identity-provider';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { CLIENT_ID, machineClient, POOL_ID, startCognito } from '../../../testing/start-cognito.ts';
import type { CognitoFixture } from '../../../testing/start-cognito.ts';

let cognito: CognitoFixture;
beforeAll(async () => {
  cognito = await startCognito();
});
afterAll(() => cognito.stop());

const signature = `AWS4-HMAC-SHA256 Credential=local/20261123/us-east-1/cognito-idp/aws4_request, SignedHeaders=host, Signature=${'0'.repeat(64)}`;

async function call(action: string, body: string, headers: Record<string, string> = {}) {
  const target = `AWSCognitoIdentityProviderService.${action}`;
  const answer = await fetch(cognito.url, {
    method: 'POST',
    headers: { 'x-amz-target': target, 'content-type': 'application/x-amz-json-1.1', ...headers },
    body,
  });
  const json = (await answer.json()) as { __type?: string; message?: string };
  return { status: answer.status, headers: answer.headers, ...json };
}

describe('AWS JSON protocol', () => {
  it('an unknown action: a named error that says what there is', async () => {
    const command = new CreateUserPoolCommand({ PoolName: 'new' });
    await expect(cognito.sdk.send(command)).rejects.toMatchObject({
      name: 'UnsupportedOperationException',
      message: expect.stringMatching(
        /^CreateUserPool is not supported .*AdminCreateUser/,
      ) as string,
      $metadata: { httpStatusCode: 400 },
    });
  });

  it('an inherited property name is no action', async () => {
    expect(await call('constructor', '{}')).toMatchObject({
      __type: 'UnsupportedOperationException',
    });
  });

  it('an error: HTTP 400, __type, message and x-amzn-errortype', async () => {
    const answer = await call('InitiateAuth', '{"AuthFlow":"USER_SRP_AUTH","ClientId":"nobody"}');
    expect(answer).toMatchObject({
      status: 400,
      __type: 'ResourceNotFoundException',
      message: 'User pool client nobody does not exist.',
    });
    expect(answer.headers.get('x-amzn-errortype')).toBe('ResourceNotFoundException:');
    expect(answer.headers.get('content-type')).toBe('application/x-amz-json-1.1');
  });

  it.each([
    ['AdminGetUser'],
    ['ListUsers'],
    ['DescribeUserPool'],
    ['CreateGroup'],
    ['AdminSetUserPassword'],
  ])('%s: refuses a call that is not signed', async (action) => {
    expect(await call(action, '{}')).toMatchObject({
      status: 400,
      __type: 'MissingAuthenticationTokenException',
    });
  });

  it.each([
    ['a bearer token', 'Bearer abc', 'IncompleteSignatureException'],
    ['another service', signature.replace('cognito-idp', 'dynamodb'), 'InvalidSignatureException'],
    ['no signature', signature.replace(/Signature=.*/, ''), 'IncompleteSignatureException'],
  ])('AdminGetUser: refuses credentials that are %s', async (_name, authorization, __type) => {
    expect(await call('AdminGetUser', '{}', { authorization })).toMatchObject({ __type });
  });

  it('AdminGetUser: is not for pages of other origins, whose key everybody knows', async () => {
    const headers = { authorization: signature, origin: 'https://evil.example' };
    expect(await call('AdminGetUser', '{}', headers)).toMatchObject({
      __type: 'AccessDeniedException',
    });
  });

  it.each([
    ['no JSON', '{"UserPoolId":', 'SerializationException'],
    ['a list', '[]', 'SerializationException'],
    ['a number for a string', '{"UserPoolId":7,"Username":"a"}', 'SerializationException'],
    ['a missing field', '{"Username":"a"}', 'InvalidParameterException'],
    [
      'a pool id of the wrong form',
      '{"UserPoolId":"x","Username":"a"}',
      'InvalidParameterException',
    ],
  ])('AdminGetUser: refuses %s', async (_name, body, type) => {
    expect(await call('AdminGetUser', body, { authorization: signature })).toMatchObject({
      status: 400,
      __type: type,
    });
  });

  it('AdminGetUser: names every broken rule as AWS does', async () => {
    const { message } = await call('AdminGetUser', '{}', { authorization: signature });
    expect(message).toBe(
      "2 validation errors detected: Value null at 'userPoolId' failed to satisfy constraint: Member must not be null; Value at 'username' failed to satisfy constraint: Member must not be null",
    );
  });

  it('a body over 1 MiB is refused', async () => {
    const answer = await call('AdminGetUser', 'x'.repeat(1_100_000), { authorization: signature });
    expect(answer.status).toBe(413);
  });

  it('AdminGetUser: an unknown pool and an unknown user have their own errors', async () => {
    const get = (UserPoolId: string) =>
      cognito.sdk.send(new AdminGetUserCommand({ UserPoolId, Username: 'nobody@example.com' }));
    await expect(get('us-east-1_Other')).rejects.toMatchObject({
      name: 'ResourceNotFoundException',
      message: 'User pool us-east-1_Other does not exist.',
    });
    await expect(get(POOL_ID)).rejects.toMatchObject({
      name: 'UserNotFoundException',
      message: 'User does not exist.',
    });
  });
});

describe('pools and clients', () => {
  it('DescribeUserPool: tells the template’s settings', async () => {
    const { UserPool } = await cognito.sdk.send(
      new DescribeUserPoolCommand({ UserPoolId: POOL_ID }),
    );
    expect(UserPool).toMatchObject({
      Id: POOL_ID,
      UsernameAttributes: ['email'],
      MfaConfiguration: 'OFF',
      EstimatedNumberOfUsers: 0,
    });
    expect(UserPool?.Policies?.PasswordPolicy?.MinimumLength).toBe(10);
  });

  it('DescribeUserPoolClient: tells the client, with its secret', async () => {
    const command = new DescribeUserPoolClientCommand({
      UserPoolId: POOL_ID,
      ClientId: machineClient.clientId,
    });
    const { UserPoolClient } = await cognito.sdk.send(command);
    expect(UserPoolClient).toMatchObject({
      ClientSecret: 'machine-secret',
      AllowedOAuthScopes: ['users/read', 'users/write'],
    });
  });

  it('ListUserPools and ListUserPoolClients: go page by page', async () => {
    const { UserPools } = await cognito.sdk.send(new ListUserPoolsCommand({ MaxResults: 10 }));
    expect(UserPools).toHaveLength(1);
    const list = (NextToken?: string) =>
      cognito.sdk.send(
        new ListUserPoolClientsCommand({ UserPoolId: POOL_ID, MaxResults: 1, NextToken }),
      );
    const first = await list();
    const second = await list(first.NextToken);
    const ids = [...(first.UserPoolClients ?? []), ...(second.UserPoolClients ?? [])];
    expect(ids.map(({ ClientId }) => ClientId)).toEqual([CLIENT_ID, machineClient.clientId]);
    expect(second.NextToken).toBeUndefined();
  });

  it('openid-configuration: the issuer is AWS’s, the endpoints are here', async () => {
    const answer = await fetch(`${cognito.url}/${POOL_ID}/.well-known/openid-configuration`);
    expect(await answer.json()).toMatchObject({
      issuer: `https://cognito-idp.us-east-1.amazonaws.com/${POOL_ID}`,
      jwks_uri: `${cognito.url}/${POOL_ID}/.well-known/jwks.json`,
      token_endpoint: `${cognito.url}/oauth2/token`,
    });
  });

  it('JWKS: another pool’s id has none', async () => {
    const answer = await fetch(`${cognito.url}/us-east-1_Other/.well-known/jwks.json`);
    expect(answer.status).toBe(404);
  });
});
