import type { UserPoolClient } from '../../../assembly/model.ts';
import { mayRead } from '../users/attributes.ts';
import type { Pool } from '../pool/pool.ts';
import { listOf, recordOf } from '../users/properties.ts';
import type { Group } from '../store/groups.ts';
import type { Session } from '../store/sessions.ts';
import type { User } from '../store/users.ts';

/** Claims of one token. */
export type Claims = Record<string, unknown>;

/** What the PreTokenGeneration trigger may change. */
export interface GroupClaims {
  readonly groups: readonly string[];
  readonly roles: readonly string[];
  readonly preferredRole: string | null;
}

/** Both tokens before they are signed. */
export interface TokenClaims {
  readonly id: Claims;
  readonly access: Claims;
}

interface ClaimsInput {
  readonly pool: Pool;
  readonly client: UserPoolClient;
  readonly user: User;
  readonly session: Session;
  readonly groups: GroupClaims;
  /** Milliseconds. */
  readonly now: number;
  readonly jti: { readonly id: string; readonly access: string };
}

/** The group claims of a user; the preferred role is that of the lowest precedence, if only one role has it. */
export function groupClaims(groups: readonly Group[]): GroupClaims {
  const withRole = groups.filter((group) => group.roleArn !== null);
  const roles = [...new Set(withRole.flatMap((group) => group.roleArn ?? []))];
  const ranked = withRole.filter((group) => group.precedence !== null);
  const lowest = Math.min(...ranked.map((group) => group.precedence ?? 0));
  const first = new Set(
    ranked.filter((group) => group.precedence === lowest).map((group) => group.roleArn),
  );
  const preferredRole = first.size === 1 ? ([...first][0] ?? null) : null;
  return { groups: groups.map((group) => group.name), roles, preferredRole };
}

/**
 * Claims as AWS writes them.
 * @see https://docs.aws.amazon.com/cognito/latest/developerguide/amazon-cognito-user-pools-using-tokens-with-identity-providers.html
 */
export function tokenClaims(input: ClaimsInput): TokenClaims {
  const { pool, client, user, session, groups, now, jti } = input;
  const issued = Math.floor(now / 1000);
  const revocable = client.enableTokenRevocation ? { origin_jti: session.originJti } : {};
  const common = {
    sub: user.sub,
    ...(groups.groups.length > 0 ? { 'cognito:groups': groups.groups } : {}),
    iss: pool.issuer,
    ...revocable,
    event_id: session.id,
    auth_time: Math.floor(session.authTime / 1000),
    ...(session.amr.length > 0 ? { amr: session.amr } : {}),
    iat: issued,
  };
  const id = {
    ...attributeClaims(client, user, session.scope),
    ...common,
    ...(groups.roles.length > 0 ? { 'cognito:roles': groups.roles } : {}),
    ...(groups.preferredRole === null ? {} : { 'cognito:preferred_role': groups.preferredRole }),
    'cognito:username': user.username,
    aud: client.clientId,
    token_use: 'id',
    exp: issued + client.idTokenValidity,
    jti: jti.id,
  };
  const access = {
    ...common,
    ...(session.deviceKey === null ? {} : { device_key: session.deviceKey }),
    client_id: client.clientId,
    token_use: 'access',
    scope: session.scope,
    version: 2,
    exp: issued + client.accessTokenValidity,
    jti: jti.access,
    username: user.username,
  };
  return { id, access };
}

function attributeClaims(client: UserPoolClient, user: User, scope: string): Claims {
  const claims: Claims = {};
  for (const [name, value] of user.attributes) {
    if (readableInScope(client, scope, name)) claims[name] = claimValue(name, value);
  }
  return claims;
}

const scopeAttributes: Readonly<Record<string, readonly string[]>> = {
  email: ['email', 'email_verified'],
  phone: ['phone_number', 'phone_number_verified'],
};

/**
 * Whether an attribute is shown: `openid` alone and `profile` open all that the client may read, `email` and
 * `phone` only theirs.
 * @see https://docs.aws.amazon.com/cognito/latest/developerguide/cognito-user-pools-define-resource-servers.html
 */
export function readableInScope(client: UserPoolClient, scope: string, name: string): boolean {
  if (!mayRead(client, name)) return false;
  const scopes = scope.split(' ');
  const narrow = scopes.filter((item) => Object.hasOwn(scopeAttributes, item));
  if (narrow.length === 0 || scopes.includes('profile')) return true;
  return narrow.some((item) => scopeAttributes[item]?.includes(name) === true);
}

function claimValue(name: string, value: string): unknown {
  if (name === 'email_verified' || name === 'phone_number_verified') return value === 'true';
  if (name === 'updated_at') return Number(value);
  return name === 'address' ? { formatted: value } : value;
}

// Claims no trigger may touch.
const FIXED = new Set(
  'acr amr at_hash auth_time azp exp iat iss jti nbf nonce origin_jti sub token_use event_id'.split(
    ' ',
  ),
);
const FIXED_IN_ID = new Set([...FIXED, 'aud', 'cognito:username', 'identities']);
const FIXED_IN_ACCESS = new Set([
  ...FIXED,
  'username',
  'client_id',
  'scope',
  'device_key',
  'version',
]);

/** Applies claimsOverrideDetails, the answer to a V1 event: the ID token only. */
export function overrideV1(claims: TokenClaims, response: unknown): TokenClaims {
  const details = recordOf(recordOf(response)['claimsOverrideDetails']);
  return { ...claims, id: change(claims.id, details, FIXED_IN_ID) };
}

/** Applies claimsAndScopeOverrideDetails, the answer to a V2 event. */
export function overrideV2(claims: TokenClaims, response: unknown): TokenClaims {
  const details = recordOf(recordOf(response)['claimsAndScopeOverrideDetails']);
  const idDetails = recordOf(details['idTokenGeneration']);
  const accessDetails = recordOf(details['accessTokenGeneration']);
  const access = change(claims.access, accessDetails, FIXED_IN_ACCESS);
  const suppressed = new Set(listOf(accessDetails['scopesToSuppress']));
  const scopes = [...String(access['scope']).split(' '), ...listOf(accessDetails['scopesToAdd'])];
  const kept = scopes.filter((scope) => scope !== '' && !suppressed.has(scope));
  return {
    id: change(claims.id, idDetails, FIXED_IN_ID),
    access: { ...access, scope: [...new Set(kept)].join(' ') },
  };
}

/** The group claims after groupOverrideDetails of either form. */
export function overrideGroups(groups: GroupClaims, response: unknown): GroupClaims {
  const answer = recordOf(response);
  const details = recordOf(
    answer['claimsOverrideDetails'] ?? answer['claimsAndScopeOverrideDetails'],
  )['groupOverrideDetails'];
  if (typeof details !== 'object' || details === null) return groups;
  const override = recordOf(details);
  const texts = (value: unknown) => listOf(value).map(String);
  const role = override['preferredRole'];
  return {
    groups: 'groupsToOverride' in override ? texts(override['groupsToOverride']) : groups.groups,
    roles: 'iamRolesToOverride' in override ? texts(override['iamRolesToOverride']) : groups.roles,
    preferredRole: typeof role === 'string' && role !== '' ? role : groups.preferredRole,
  };
}

function change(
  claims: Claims,
  details: Readonly<Record<string, unknown>>,
  untouchable: ReadonlySet<string>,
): Claims {
  const suppress = new Set(listOf(details['claimsToSuppress']));
  const kept = Object.entries(claims).filter(
    ([name]) => untouchable.has(name) || !suppress.has(name),
  );
  const added = Object.entries(recordOf(details['claimsToAddOrOverride'])).filter(
    ([name]) => !untouchable.has(name) && !name.startsWith('dev:'),
  );
  return Object.fromEntries([...kept, ...added]);
}
