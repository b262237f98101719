import type { CognitoIdentity, IamIdentity, Identity } from 'appsync-on-a-laptop';

const ISSUER = 'https://cognito-idp.us-east-1.amazonaws.com/us-east-1_LocalPool';

/** `ctx.identity` of a person with an access token. */
export function person(
  id: string,
  groups: readonly string[] | null,
  /** Seconds since the epoch: when the person signed in. */
  authTime = 1_767_225_600,
): CognitoIdentity {
  const claims = {
    sub: id,
    token_use: 'access',
    username: id,
    client_id: 'app-client',
    scope: 'aws.cognito.signin.user.admin',
    auth_time: authTime,
    ...(groups ? { 'cognito:groups': groups } : {}),
  };
  return cognito(id, id, claims, groups);
}

/** `ctx.identity` of a person with an ID token. */
function personById(id: string, groups: readonly string[] | null): CognitoIdentity {
  const claims = { sub: id, token_use: 'id', 'cognito:username': id, aud: 'app-client' };
  return cognito(id, id, claims, groups);
}

/** `ctx.identity` of a machine client: a token of the client credentials grant has no user name. */
export function machine(...scopes: readonly string[]): CognitoIdentity {
  const claims = {
    sub: 'machine-client',
    token_use: 'access',
    client_id: 'machine-client',
    scope: scopes.join(' '),
  };
  return cognito('machine-client', '', claims, null);
}

/** `ctx.identity` of a signed request. */
export const iamRole: IamIdentity = {
  accountId: '000000000000',
  cognitoIdentityPoolId: null,
  cognitoIdentityId: null,
  sourceIp: ['127.0.0.1'],
  username: 'AROAROLE:publish-changes',
  userArn: 'arn:aws:sts::000000000000:assumed-role/publish-changes/publish-changes',
  cognitoIdentityAuthType: null,
  cognitoIdentityAuthProvider: null,
};

export const admin = person('admin-id', ['ADMIN']);
export const member = person('member-id', ['MEMBER']);

/** Every kind of caller that AppSync may let through to a resolver. */
export const CALLERS = {
  admin,
  adminByIdToken: personById('admin-id', ['ADMIN']),
  member,
  memberByIdToken: personById('member-id', ['MEMBER']),
  personWithoutGroup: person('member-id', null),
  machineRead: machine('users/read'),
  machineWrite: machine('users/write'),
  machineBoth: machine('users/read', 'users/write'),
  machineWithoutScope: machine(),
  machineOtherScope: machine('users/readers', 'other/users/read'),
  iamRole,
  nobody: null,
} as const satisfies Readonly<Record<string, Identity>>;

export type CallerName = keyof typeof CALLERS;

function cognito(
  sub: string,
  username: string,
  claims: Readonly<Record<string, unknown>>,
  groups: readonly string[] | null,
): CognitoIdentity {
  const base = { issuer: ISSUER, sourceIp: ['127.0.0.1'], defaultAuthStrategy: 'ALLOW' } as const;
  return { ...base, sub, username, claims, groups };
}
