import { describe, expect, test } from 'vitest';
import type { AuthProvider } from '../../assembly/model.ts';
import {
  accessClaims,
  authenticator,
  cognito,
  issuerServer,
  refusal,
  requestWith,
} from './harness.ts';

const NONE = refusal('Valid authorization header not provided.');
const lambdaProvider: AuthProvider = {
  type: 'AWS_LAMBDA',
  functionArn: 'arn:aws:lambda:us-east-1:000000000000:function:authorize',
  resultTtl: 0,
  identityValidationExpression: null,
};
const lambda = {
  invoke: () => Promise.resolve({ ok: true, payload: { isAuthorized: true } } as const),
};
const apiKeys = [{ key: 'da2-good', expires: null }];

describe('choice of the mode', () => {
  test('no credentials: are refused in every mode', async () => {
    for (const provider of [cognito(), lambdaProvider, { type: 'AWS_IAM' } as const]) {
      expect(await authenticator([provider], { lambda }).authenticate(requestWith({}))).toEqual(
        NONE,
      );
      const blank = requestWith({ authorization: ' ' });
      expect(await authenticator([provider], { lambda }).authenticate(blank)).toEqual(NONE);
    }
  });

  test('x-api-key beside a token: the key decides', async () => {
    const { authenticate } = authenticator([cognito(), { type: 'API_KEY' }], { apiKeys });
    const request = requestWith({ 'x-api-key': 'da2-good', authorization: 'x' });
    expect(await authenticate(request)).toMatchObject({ mode: 'API_KEY' });
  });

  test('x-api-key where that mode is off: does not help', async () => {
    const { authenticate } = authenticator([cognito()], { apiKeys });
    expect(await authenticate(requestWith({ 'x-api-key': 'da2-good' }))).toEqual(NONE);
  });

  test('two pools: each token goes to the pool of its issuer', async () => {
    const server = await issuerServer();
    const second = cognito({ userPoolId: 'eu-west-1_Second' });
    const { authenticate } = authenticator([cognito(), second], { cognitoUrl: server.url });
    const iss = 'https://cognito-idp.eu-west-1.amazonaws.com/eu-west-1_Second';
    const authorization = await server.sign(accessClaims({ iss }));
    expect(await authenticate(requestWith({ authorization }))).toMatchObject({
      identity: { issuer: iss },
    });
    expect(server.requests).toEqual(['/eu-west-1_Second/.well-known/jwks.json']);
  });

  test('text that is no web token: goes to the Lambda authorizer beside Cognito', async () => {
    const { authenticate } = authenticator([cognito(), lambdaProvider], { lambda });
    expect(await authenticate(requestWith({ authorization: 'custom' }))).toMatchObject({
      mode: 'AWS_LAMBDA',
    });
  });

  test('signature beside the Lambda authorizer and IAM: never reaches the function', async () => {
    const { authenticate } = authenticator([lambdaProvider, { type: 'AWS_IAM' }], { lambda });
    const request = requestWith({ authorization: 'AWS4-HMAC-SHA256 Credential=x' });
    expect(await authenticate(request)).toEqual(refusal('Permission denied'));
  });
});
