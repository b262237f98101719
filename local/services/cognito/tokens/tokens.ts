import { createHash, randomBytes, randomUUID } from 'node:crypto';
import { decodeJwt, errors, jwtVerify, SignJWT } from 'jose';

import type { UserPoolClient } from '../../../assembly/model.ts';
import { notAuthorized, userNotFound } from '../protocol/errors.ts';
import type { SigningKey } from './keys.ts';
import type { Pool } from '../pool/pool.ts';
import type { Services } from '../services.ts';
import type { Session } from '../store/sessions.ts';
import type { User } from '../store/users.ts';
import {
  groupClaims,
  overrideGroups,
  overrideV1,
  overrideV2,
  tokenClaims,
} from './token-claims.ts';
import type { Claims, GroupClaims, TokenClaims } from './token-claims.ts';
import { trackSession } from './session-tracking.ts';
import { eventAttributes } from '../pool/triggers.ts';

/** AuthenticationResult of the API. */
export interface AuthenticationResult {
  readonly AccessToken: string;
  readonly ExpiresIn: number;
  readonly TokenType: 'Bearer';
  readonly IdToken: string;
  readonly RefreshToken?: string;
  /** Of a sign-in with a device that the pool does not know. */
  readonly NewDeviceMetadata?: { readonly DeviceKey: string; readonly DeviceGroupKey: string };
}

/** For whom and why tokens are made. */
export interface TokenRequest {
  readonly pool: Pool;
  readonly client: UserPoolClient;
  readonly user: User;
  /** Source of the PreTokenGeneration trigger. */
  readonly source: string;
  readonly clientMetadata: Readonly<Record<string, string>>;
  /** @default aws.cognito.signin.user.admin */
  readonly scope?: string;
  readonly nonce?: string | undefined;
  /** Milliseconds; when the user signed in. @default now */
  readonly authTime?: number;
  /** How the user signed in, as the claim `amr` tells. @default [] */
  readonly amr?: readonly string[];
  /** The device that the tokens are bound to. @default null */
  readonly deviceKey?: string | null;
  /** Whether a refresh token comes along. @default true */
  readonly refreshable?: boolean;
}

/** A caller who holds a good access token. */
export interface Holder {
  readonly pool: Pool;
  readonly client: UserPoolClient;
  readonly user: User;
  readonly session: Session;
  readonly claims: Claims;
}

/** The scope that lets an access token call the user operations. */
export const USER_SCOPE = 'aws.cognito.signin.user.admin';

/** Starts a session and issues its first tokens. */
export async function startSession(
  services: Services,
  request: TokenRequest,
): Promise<{ readonly session: Session; readonly result: AuthenticationResult }> {
  const now = services.clock.now();
  const session: Session = {
    id: randomUUID(),
    userId: request.user.id,
    clientId: request.client.clientId,
    originJti: randomUUID(),
    scope: request.scope ?? USER_SCOPE,
    amr: request.amr ?? [],
    deviceKey: request.deviceKey ?? null,
    authTime: request.authTime ?? now,
    expiresAt: now + request.client.refreshTokenValidity * 1000,
    revoked: false,
  };
  const claims = await claimsFor(services, request, session);
  const refreshToken = request.refreshable === false ? null : newRefreshToken();
  // The trigger may have taken its time: a user removed meanwhile gets nothing.
  requireActive(services, request.user);
  services.store.sessions.start(session, refreshToken);
  trackSession(services, request.pool, request.user, session);
  const signed = await sign(services, request, claims);
  const result = refreshToken === null ? signed : { ...signed, RefreshToken: refreshToken };
  return { session, result };
}

/** Issues new ID and access tokens of a session. */
export async function renewSession(
  services: Services,
  request: TokenRequest,
  session: Session,
): Promise<AuthenticationResult> {
  const claims = await claimsFor(services, request, session);
  trackSession(services, request.pool, request.user, session);
  return sign(services, request, claims);
}

/** An access token for a machine client: no user, no ID token, no refresh. */
export async function signMachineToken(
  services: Services,
  pool: Pool,
  client: UserPoolClient,
  scope: string,
): Promise<string> {
  const issued = Math.floor(services.clock.now() / 1000);
  return signJwt(services.keysOf(pool).access, {
    sub: client.clientId,
    token_use: 'access',
    scope,
    auth_time: issued,
    iss: pool.issuer,
    exp: issued + client.accessTokenValidity,
    iat: issued,
    version: 2,
    jti: randomUUID(),
    client_id: client.clientId,
  });
}

/**
 * Verifies an access token for the user operations: signature, issuer, expiry, kind, scope, revocation,
 * and that the user is still there and enabled.
 * @param scope one that the token must have
 * @throws CognitoError NotAuthorizedException, UserNotFoundException
 */
export async function requireHolder(
  services: Services,
  token: string,
  scope: string = USER_SCOPE,
): Promise<Holder> {
  const claims = await verifyAccessToken(services, token);
  const pool = services.pools.all.find(({ issuer }) => issuer === claims['iss']);
  const session = services.store.sessions.get(String(claims['event_id']));
  if (pool === undefined) throw notAuthorized('Invalid Access Token');
  const user = services.store.users.bySub(pool.id, String(claims['sub']));
  if (user === null) throw userNotFound();
  if (session?.userId !== user.id || session.revoked) {
    throw notAuthorized('Access Token has been revoked');
  }
  if (!user.enabled) throw notAuthorized('User is disabled.');
  if (!String(claims['scope']).split(' ').includes(scope)) {
    throw notAuthorized('Access Token does not have required scopes');
  }
  const client = services.pools.clientOf(pool, session.clientId);
  return { pool, client, user, session, claims };
}

/** A random refresh token; AWS's are opaque too. */
export function newRefreshToken(): string {
  return randomBytes(96).toString('base64url');
}

/** @throws CognitoError NotAuthorizedException, UserNotFoundException */
export function requireActive(services: Services, user: User): User {
  const current = services.store.users.byId(user.id);
  if (current === null) throw userNotFound();
  if (!current.enabled) throw notAuthorized('User is disabled.');
  return current;
}

async function claimsFor(
  services: Services,
  request: TokenRequest,
  session: Session,
): Promise<TokenClaims> {
  const { pool, client, user } = request;
  const groups = groupClaims(services.store.groups.of(user));
  const jti = { id: randomUUID(), access: randomUUID() };
  const input = { pool, client, user, session, now: services.clock.now(), jti };
  const response = await callPreToken(services, request, session, groups);
  const claims = tokenClaims({ ...input, groups: overrideGroups(groups, response) });
  if (response === null) return claims;
  return services.triggers.tokenVersion(pool) === 2
    ? overrideV2(claims, response)
    : overrideV1(claims, response);
}

function callPreToken(
  services: Services,
  request: TokenRequest,
  session: Session,
  groups: GroupClaims,
): Promise<Readonly<Record<string, unknown>> | null> {
  const { pool, client, user, source, clientMetadata } = request;
  const version = services.triggers.tokenVersion(pool);
  return services.triggers.call({
    pool,
    trigger: 'PreTokenGeneration',
    source,
    userName: user.username,
    clientId: client.clientId,
    request: {
      userAttributes: eventAttributes(pool, user),
      groupConfiguration: {
        groupsToOverride: groups.groups,
        iamRolesToOverride: groups.roles,
        preferredRole: groups.preferredRole,
      },
      ...(version === 2 ? { scopes: session.scope.split(' ') } : {}),
      ...(Object.keys(clientMetadata).length > 0 ? { clientMetadata } : {}),
    },
    response:
      version === 2 ? { claimsAndScopeOverrideDetails: null } : { claimsOverrideDetails: null },
  });
}

async function sign(
  services: Services,
  request: TokenRequest,
  claims: TokenClaims,
): Promise<AuthenticationResult> {
  const keys = services.keysOf(request.pool);
  const access = await signJwt(keys.access, claims.access);
  const nonce = request.nonce === undefined ? {} : { nonce: request.nonce };
  const hosted = request.source === 'TokenGeneration_HostedAuth';
  const hash = hosted ? { at_hash: accessTokenHash(access) } : {};
  return {
    AccessToken: access,
    ExpiresIn: request.client.accessTokenValidity,
    IdToken: await signJwt(keys.id, { ...claims.id, ...hash, ...nonce }),
    TokenType: 'Bearer',
  };
}

/** OpenID Connect Core section 3.1.3.6: the left half of the token's SHA-256. */
function accessTokenHash(token: string): string {
  return createHash('sha256').update(token).digest().subarray(0, 16).toString('base64url');
}

function signJwt(key: SigningKey, claims: Claims): Promise<string> {
  return new SignJWT(claims)
    .setProtectedHeader({ kid: key.kid, alg: 'RS256' })
    .sign(key.privateKey);
}

async function verifyAccessToken(services: Services, token: string): Promise<Claims> {
  try {
    const issuer = decodeJwt(token).iss;
    const pool = services.pools.all.find((candidate) => candidate.issuer === issuer);
    if (pool === undefined) throw notAuthorized('Invalid Access Token');
    const { payload } = await jwtVerify(token, services.keysOf(pool).access.publicKey, {
      issuer: pool.issuer,
      algorithms: ['RS256'],
      currentDate: new Date(services.clock.now()),
      requiredClaims: ['exp', 'sub', 'event_id'],
    });
    if (payload['token_use'] === 'access') return payload;
  } catch (error) {
    if (error instanceof errors.JWTExpired) throw notAuthorized('Access Token has expired');
  }
  throw notAuthorized('Invalid Access Token');
}
