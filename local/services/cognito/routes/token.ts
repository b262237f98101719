import type { HttpRoute } from '../../../shared/http-route.ts';
import { refresh } from '../flows/refresh.ts';
import type { Services } from '../services.ts';
import { signMachineToken, USER_SCOPE } from '../tokens/tokens.ts';
import { authorizationCode } from './authorization-code.ts';
import { answerOAuth, OAuthError, readClientRequest } from './oauth.ts';
import type { ClientRequest } from './oauth.ts';
import { asksForId, tokenAnswer } from './token-answer.ts';
import { HOSTED_PAGES } from './http.ts';

type Grant = (services: Services, request: ClientRequest) => Promise<object>;

/** The grant types of `/oauth2/token`. */
export const grants: Readonly<Record<string, Grant>> = {
  authorization_code: authorizationCode,
  client_credentials: clientCredentials,
  refresh_token: refreshToken,
};

const PATH = '/oauth2/token';

/**
 * `/oauth2/token`.
 * @see https://docs.aws.amazon.com/cognito/latest/developerguide/token-endpoint.html
 */
export function tokenRoute(services: Services): HttpRoute {
  return {
    name: 'cognito token endpoint',
    anyOrigin: (url) => url.pathname === PATH,
    awsServices: HOSTED_PAGES,
    matches: (request, url) => request.method === 'POST' && url.pathname === PATH,
    handle: (request, response) =>
      answerOAuth(services, response, async () => {
        const call = await readClientRequest(services, request);
        const type = call.form.get('grant_type');
        if (type === null) throw new OAuthError('invalid_request', 'grant_type is missing');
        const grant = Object.hasOwn(grants, type) ? grants[type] : undefined;
        if (grant === undefined) {
          throw new OAuthError('unsupported_grant_type', `${type} is not supported`);
        }
        return grant(services, call);
      }),
  };
}

/** A token for the client itself, with all its custom scopes or a part of them. */
async function clientCredentials(
  services: Services,
  { form, pool, client }: ClientRequest,
): Promise<object> {
  if (client.clientSecret === null || !client.allowedOAuthFlows.includes('client_credentials')) {
    throw new OAuthError('unauthorized_client', 'The client may not use client_credentials');
  }
  const allowed = client.allowedOAuthScopes.filter((scope) => scope.includes('/'));
  const asked = (form.get('scope') ?? '').split(' ').filter((scope) => scope !== '');
  const refused = asked.filter((scope) => !allowed.includes(scope));
  if (refused.length > 0 || allowed.length === 0) {
    throw new OAuthError('invalid_scope', 'A requested scope is not allowed for the client');
  }
  const scope = (asked.length > 0 ? [...new Set(asked)] : allowed).join(' ');
  return {
    access_token: await signMachineToken(services, pool, client, scope),
    expires_in: client.accessTokenValidity,
    token_type: 'Bearer',
  };
}

async function refreshToken(
  services: Services,
  { form, pool, client }: ClientRequest,
): Promise<object> {
  const token = form.get('refresh_token');
  if (token === null) throw new OAuthError('invalid_request', 'refresh_token is missing');
  const caller = { pool, client, clientMetadata: {}, admin: false };
  const found = services.store.sessions.findRefreshToken(token);
  const result = await refresh(services, caller, token);
  const scope = found?.session.scope ?? '';
  // A sign-in by the API has this one scope and an ID token all the same.
  return tokenAnswer(result, scope === USER_SCOPE || asksForId(scope));
}
