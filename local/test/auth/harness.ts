import { exportJWK, generateKeyPair, SignJWT } from 'jose';
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { AuthProvider } from '../../assembly/model.ts';
import {
  createAuthenticator,
  type Authenticator,
  type AuthOptions,
  type AuthRequest,
} from '../../auth/index.ts';
import type { ModeApi } from '../../auth/types.ts';
import { createCredentialStore } from '../../aws/credentials.ts';
import { silentLog } from '../../shared/log.ts';
import { cleanups } from '../../testing/cleanups.ts';

export const POOL = 'us-east-1_LocalPool';
export const ISSUER = `https://cognito-idp.us-east-1.amazonaws.com/${POOL}`;
/** 2026-11-23T20:00:00Z */
export const NOW = 1_795_464_000_000;

export const cognito = (change: Record<string, unknown> = {}): AuthProvider => ({
  type: 'AMAZON_COGNITO_USER_POOLS',
  userPoolId: POOL,
  defaultAction: 'ALLOW',
  appIdClientRegex: null,
  ...change,
});

/** A clock that stands until a test moves it. */
export function stoppedClock(): AuthOptions['clock'] & { time: number; timers: (() => void)[] } {
  const clock = {
    time: NOW,
    timers: [] as (() => void)[],
    now: () => clock.time,
    after(_ms: number, callback: () => void) {
      clock.timers.push(callback);
      return () => undefined;
    },
  };
  return clock;
}

/** An authenticator for an API with the given modes. */
export function authenticator(
  providers: readonly AuthProvider[],
  options: Partial<AuthOptions> & Partial<Pick<ModeApi, 'apiKeys'>> = {},
): Authenticator {
  const [defaultAuth = { type: 'API_KEY' as const }, ...additionalAuth] = providers;
  const { apiKeys = [], ...rest } = options;
  const api = {
    apiId: 'localapi',
    arn: 'arn:aws:appsync:us-east-1:000000000000:apis/localapi',
    path: '/graphql',
    defaultAuth,
    additionalAuth,
    apiKeys,
  };
  return createAuthenticator(api, {
    cognitoUrl: 'http://127.0.0.1:1',
    credentials: createCredentialStore('000000000000'),
    lambda: { invoke: () => Promise.reject(new Error('no function is expected to run')) },
    clock: stoppedClock(),
    log: silentLog,
    ...rest,
  });
}

/** A request with these headers and nothing else of note. */
export const requestWith = (
  headers: AuthRequest['headers'],
  change: Partial<AuthRequest> = {},
): AuthRequest => ({
  channel: 'http',
  method: 'POST',
  path: '/graphql',
  headers,
  sourceIp: ['10.1.2.3', '127.0.0.1'],
  body: '{"query":"{ me { id } }"}',
  operation: { query: '{ me { id } }' },
  ...change,
});

/** A server that publishes one signing key, as a user pool and as an OpenID Connect provider. */
export async function issuerServer(): Promise<{
  readonly url: string;
  readonly requests: string[];
  sign(claims: Record<string, unknown>, header?: { alg: string; kid?: string }): Promise<string>;
}> {
  const { privateKey, publicKey } = await generateKeyPair('RS256', { extractable: true });
  const keys = { keys: [{ ...(await exportJWK(publicKey)), kid: 'k1', alg: 'RS256', use: 'sig' }] };
  const requests: string[] = [];
  const server = createServer((request, response) => {
    requests.push(request.url ?? '');
    const discovery = { issuer: 'x', jwks_uri: `http://${request.headers.host ?? ''}/keys` };
    const isDiscovery = request.url?.endsWith('/openid-configuration') === true;
    response.setHeader('content-type', 'application/json');
    response.end(JSON.stringify(isDiscovery ? discovery : keys));
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  cleanups.push(() => {
    server.closeAllConnections();
    return new Promise((resolve) => server.close(resolve));
  });
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    requests,
    sign: (claims, header = { alg: 'RS256', kid: 'k1' }) =>
      new SignJWT(claims).setProtectedHeader(header).sign(privateKey),
  };
}

/** Claims of a good access token. */
export const accessClaims = (change: Record<string, unknown> = {}): Record<string, unknown> => ({
  sub: 'b0c1',
  iss: ISSUER,
  token_use: 'access',
  client_id: 'webclient',
  username: 'ann',
  scope: 'aws.cognito.signin.user.admin',
  'cognito:groups': ['ADMIN'],
  iat: NOW / 1_000 - 10,
  exp: NOW / 1_000 + 3_600,
  ...change,
});

/** The refusal with this message. */
export const refusal = (message: string): unknown => ({
  status: 401,
  errorType: 'UnauthorizedException',
  message,
});
