import type { UserPoolClient } from '../../../assembly/model.ts';
import type { Pool } from '../pool/pool.ts';
import { listOf } from '../users/properties.ts';
import type { Services } from '../services.ts';
import { USER_SCOPE } from '../tokens/tokens.ts';
import type { AuthorizeRequest } from './types.ts';

/** A request that gets no code. Without a `location` nobody is redirected: the page itself says it. */
export class AuthorizeRefusal extends Error {
  override readonly name = 'AuthorizeRefusal';
  readonly code: string;
  readonly location: string | null;

  constructor(code: string, message: string, location: string | null = null) {
    super(message);
    this.code = code;
    this.location = location;
  }
}

/**
 * Checks the parameters of `/oauth2/authorize` and `/login`: first the client and where it may be answered,
 * then everything that its redirect URI may be told.
 * @see https://docs.aws.amazon.com/cognito/latest/developerguide/authorization-endpoint.html
 * @throws AuthorizeRefusal
 */
export function readAuthorizeRequest(services: Services, query: URLSearchParams): AuthorizeRequest {
  const { pool, client } = requireHostedClient(services, query);
  const redirectUri = requireRedirectUri(client, query);
  const state = query.get('state');
  const refuse = (code: string, message: string) =>
    new AuthorizeRefusal(code, message, redirectTo(redirectUri, { error: code, state }));
  const responseType = requireResponseType(client, query, refuse);
  return {
    pool,
    client,
    responseType,
    redirectUri,
    state,
    scope: requireScope(client, query.get('scope'), refuse),
    codeChallenge: requireChallenge(query, refuse),
    nonce: query.get('nonce'),
    prompt: query.get('prompt'),
    loginHint: query.get('login_hint'),
  };
}

/**
 * The client of a hosted page.
 * @throws AuthorizeRefusal without a location
 */
export function requireHostedClient(
  services: Services,
  query: URLSearchParams,
): { pool: Pool; client: UserPoolClient } {
  const repeated = [...new Set(query.keys())].find((name) => query.getAll(name).length > 1);
  if (repeated !== undefined) {
    throw new AuthorizeRefusal('invalid_request', `${repeated} is given more than once.`);
  }
  const found = clientOf(services, query.get('client_id'));
  if (found.pool.source.domain === null) {
    throw new AuthorizeRefusal(
      'invalid_request',
      `The user pool ${found.pool.id} has no domain; these pages need an AWS::Cognito::UserPoolDomain.`,
    );
  }
  return found;
}

/** The registered URI with parameters added to those it has. */
export function redirectTo(
  uri: string,
  parameters: Readonly<Record<string, string | null>>,
): string {
  const given = Object.entries(parameters).filter(
    (entry): entry is [string, string] => entry[1] !== null,
  );
  const query = new URLSearchParams(given).toString();
  return `${uri}${uri.includes('?') ? '&' : '?'}${query}`;
}

type Refuse = (code: string, message: string) => AuthorizeRefusal;

function clientOf(
  services: Services,
  clientId: string | null,
): { pool: Pool; client: UserPoolClient } {
  try {
    return services.pools.client(clientId ?? '');
  } catch {
    throw new AuthorizeRefusal('invalid_client', 'The client does not exist.');
  }
}

/**
 * Where the client may be answered.
 * @throws AuthorizeRefusal without a location
 */
export function requireRedirectUri(client: UserPoolClient, query: URLSearchParams): string {
  const uri = query.get('redirect_uri');
  if (uri !== null && client.callbackUrls.includes(uri)) return uri;
  throw new AuthorizeRefusal(
    'redirect_mismatch',
    'redirect_uri is not one of the CallbackURLs of the client; they must be equal in every character.',
  );
}

function requireResponseType(
  client: UserPoolClient,
  query: URLSearchParams,
  refuse: Refuse,
): 'code' | 'token' {
  const type = query.get('response_type');
  if (type !== 'code' && type !== 'token') {
    throw refuse('invalid_request', 'response_type must be code or token.');
  }
  const providers = client.properties['SupportedIdentityProviders'];
  const offersPassword = providers === undefined || listOf(providers).includes('COGNITO');
  const flow = type === 'code' ? 'code' : 'implicit';
  if (!offersPassword || !client.allowedOAuthFlows.includes(flow)) {
    throw refuse('unauthorized_client', `The client may not use the flow ${flow}.`);
  }
  const provider = query.get('identity_provider') ?? query.get('idp_identifier');
  if (provider !== null && provider !== 'COGNITO') {
    throw refuse('invalid_request', 'Other identity providers are not played here.');
  }
  return type;
}

const NEED_OPENID = new Set(['email', 'phone', 'profile']);
const KNOWN_SCOPES = new Set(['openid', ...NEED_OPENID, USER_SCOPE]);

/** No scope asks for all that the client may have. */
function requireScope(client: UserPoolClient, given: string | null, refuse: Refuse): string {
  const asked = (given ?? '').split(' ').filter((scope) => scope !== '');
  const scopes = [...new Set(asked.length > 0 ? asked : client.allowedOAuthScopes)];
  const refused = scopes.some(
    (scope) =>
      !client.allowedOAuthScopes.includes(scope) ||
      !(KNOWN_SCOPES.has(scope) || scope.includes('/')) ||
      (NEED_OPENID.has(scope) && !scopes.includes('openid')),
  );
  if (refused || scopes.length === 0) {
    throw refuse('invalid_scope', 'A requested scope is not allowed for the client.');
  }
  return scopes.join(' ');
}

/** Proof Key for Code Exchange: AWS takes S256 only. */
function requireChallenge(query: URLSearchParams, refuse: Refuse): string | null {
  const challenge = query.get('code_challenge');
  const method = query.get('code_challenge_method');
  if (challenge === null && method === null) return null;
  if (method !== 'S256') throw refuse('invalid_request', 'code_challenge_method must be S256.');
  if (challenge === null || !/^[A-Za-z0-9_-]{43}$/.test(challenge)) {
    throw refuse('invalid_request', 'code_challenge must be 43 characters of base64url.');
  }
  return challenge;
}
