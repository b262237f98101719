import type { AuthenticationType } from '../shared/identity.ts';

interface Form {
  readonly mode: AuthenticationType;
  /** Members that an identity of the mode always has, none of them null. */
  readonly required: readonly string[];
  readonly optional: readonly string[];
}

const FORMS: readonly Form[] = [
  {
    mode: 'AWS_IAM',
    required: ['accountId', 'sourceIp', 'username', 'userArn'],
    optional: [
      'cognitoIdentityPoolId',
      'cognitoIdentityId',
      'cognitoIdentityAuthType',
      'cognitoIdentityAuthProvider',
    ],
  },
  {
    mode: 'AMAZON_COGNITO_USER_POOLS',
    required: ['sourceIp', 'username', 'sub', 'issuer', 'claims', 'defaultAuthStrategy'],
    optional: ['groups'],
  },
  { mode: 'OPENID_CONNECT', required: ['sub', 'issuer', 'claims'], optional: [] },
  // An authorizer may return no context at all.
  { mode: 'AWS_LAMBDA', required: [], optional: ['resolverContext'] },
];

/**
 * The authorization mode that AWS's EvaluateCode takes an identity for: the one whose members it has,
 * all of those it must have and none else. Whatever fits none is a request with an API key.
 */
export function modeOfIdentity(identity: object | null | undefined): AuthenticationType {
  if (identity === null || identity === undefined) return 'API_KEY';
  const members = new Map(Object.entries(identity));
  const form = FORMS.find(
    ({ required, optional }) =>
      [...members.keys()].every((name) => required.includes(name) || optional.includes(name)) &&
      required.every((name) => members.get(name) !== null && members.get(name) !== undefined),
  );
  return form?.mode ?? 'API_KEY';
}
