import { describe, expect, test } from 'vitest';
import { evaluate } from '../../appsync-js/index.ts';
import type { PartialContext } from '../../appsync-js/index.ts';
import { modeOfIdentity } from '../../appsync-js/identity-mode.ts';

const iam = {
  accountId: '123456789012',
  cognitoIdentityPoolId: null,
  cognitoIdentityId: null,
  sourceIp: ['1.2.3.4'],
  username: 'AKIAEXAMPLE',
  userArn: 'arn:aws:iam::123456789012:user/ann',
  cognitoIdentityAuthType: null,
  cognitoIdentityAuthProvider: null,
};
const oidc = { sub: 's', issuer: 'https://id.example.com', claims: { sub: 's' } };
const userPool = {
  ...oidc,
  sourceIp: ['1.2.3.4'],
  username: 'ann',
  groups: ['ADMIN'],
  defaultAuthStrategy: 'ALLOW' as const,
};

/** As AWS's EvaluateCode was recorded to take them. */
const ROWS: readonly (readonly [id: string, identity: object | null | undefined, mode: string])[] =
  [
    ['no identity', undefined, 'API_KEY'],
    ['null', null, 'API_KEY'],
    ['of IAM', iam, 'AWS_IAM'],
    ['of an identity pool', { ...iam, cognitoIdentityId: 'us-east-1:1' }, 'AWS_IAM'],
    ['of a user pool', userPool, 'AMAZON_COGNITO_USER_POOLS'],
    ['of a user pool, without groups', { ...userPool, groups: null }, 'AMAZON_COGNITO_USER_POOLS'],
    ['of OpenID Connect', oidc, 'OPENID_CONNECT'],
    ['of a Lambda authorizer', { resolverContext: { role: 'x' } }, 'AWS_LAMBDA'],
    ['of a Lambda authorizer without context', {}, 'AWS_LAMBDA'],
    ['of IAM, without a source IP', { ...iam, sourceIp: null }, 'API_KEY'],
    ['of a user pool, without a strategy', { ...oidc, username: 'ann', sourceIp: [] }, 'API_KEY'],
    ['of OpenID Connect, with a username', { ...oidc, username: 'ann' }, 'API_KEY'],
    ['claims alone', { claims: {} }, 'API_KEY'],
  ];

describe('modeOfIdentity', () => {
  test.each(ROWS)('%s', (_, identity, mode) => {
    expect(modeOfIdentity(identity)).toBe(mode);
  });
});

describe('evaluate: util.authType()', () => {
  const code =
    "import { util } from '@aws-appsync/utils'; export function request() { return util.authType(); } export function response() {}";
  const authType = (context: PartialContext) =>
    evaluate({ code, handler: 'request', context }).result;

  test('follows from the identity', () => {
    expect(authType({ identity: userPool })).toBe('User Pool Authorization');
    expect(authType({})).toBe('API Key Authorization');
  });

  test('is the one given, if one is', () => {
    expect(authType({ identity: userPool, authType: 'AWS_IAM' })).toBe('IAM Authorization');
  });
});
