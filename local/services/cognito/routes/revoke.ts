import type { HttpRoute } from '../../../shared/http-route.ts';
import { CognitoError } from '../protocol/errors.ts';
import { revokeToken } from '../flows/revoke.ts';
import type { Services } from '../services.ts';
import { answerOAuth, OAuthError, readClientRequest } from './oauth.ts';
import { HOSTED_PAGES } from './http.ts';

/** The API's errors in the words of this endpoint. */
const errors: Readonly<Record<string, string>> = {
  UnsupportedOperationException: 'invalid_request',
  UnsupportedTokenTypeException: 'unsupported_token_type',
  UnauthorizedException: 'unauthorized_client',
};

const PATH = '/oauth2/revoke';

/**
 * `/oauth2/revoke`: ends the sign-in of a refresh token.
 * @see https://docs.aws.amazon.com/cognito/latest/developerguide/revocation-endpoint.html
 */
export function revokeRoute(services: Services): HttpRoute {
  return {
    name: 'cognito revocation endpoint',
    anyOrigin: (url) => url.pathname === PATH,
    awsServices: HOSTED_PAGES,
    matches: (request, url) => request.method === 'POST' && url.pathname === PATH,
    handle: (request, response) =>
      answerOAuth(services, response, async () => {
        try {
          const { form, client } = await readClientRequest(services, request);
          const token = form.get('token');
          if (token === null || token === '') {
            throw new OAuthError('invalid_request', 'token is missing');
          }
          revokeToken(services, client, token);
          return null;
        } catch (error) {
          throw inOwnWords(error);
        }
      }),
  };
}

function inOwnWords(error: unknown): unknown {
  if (error instanceof OAuthError && error.code === 'invalid_client') {
    return new OAuthError(error.code, error.message, 401);
  }
  const code = error instanceof CognitoError ? errors[error.type] : undefined;
  return code === undefined || !(error instanceof Error)
    ? error
    : new OAuthError(code, error.message);
}
