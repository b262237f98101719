import type { HttpRoute } from '../../../shared/http-route.ts';
import type { Pool } from '../pool/pool.ts';
import type { Services } from '../services.ts';
import { sendJson } from '../../../shared/send.ts';
import { USER_POOLS } from './http.ts';

const SUFFIXES = ['jwks.json', 'openid-configuration'] as const;

/** `/<pool id>/.well-known/jwks.json` and `/<pool id>/.well-known/openid-configuration`. */
export function wellKnownRoutes(services: Services): readonly HttpRoute[] {
  return services.pools.all.flatMap((pool) =>
    SUFFIXES.map(
      (suffix) =>
        ({
          name: `cognito ${suffix} of ${pool.id}`,
          anyOrigin: (url) => url.pathname === pathOf(pool, suffix),
          awsServices: USER_POOLS,
          matches: (request, url) =>
            (request.method === 'GET' || request.method === 'HEAD') &&
            url.pathname === pathOf(pool, suffix),
          handle(_request, response) {
            const body =
              suffix === 'jwks.json' ? jwks(services, pool) : configuration(services, pool);
            sendJson(response, 200, body, { 'cache-control': 'public, max-age=60' });
          },
        }) satisfies HttpRoute,
    ),
  );
}

const pathOf = ({ id }: Pool, suffix: (typeof SUFFIXES)[number]): string =>
  `/${id}/.well-known/${suffix}`;

/** Two keys: AWS signs ID and access tokens with different ones. */
function jwks(services: Services, pool: Pool): object {
  const keys = services.keysOf(pool);
  return { keys: [keys.id.jwk, keys.access.jwk] };
}

function configuration(services: Services, pool: Pool): object {
  const { baseUrl } = services;
  return {
    authorization_endpoint: `${baseUrl}/oauth2/authorize`,
    end_session_endpoint: `${baseUrl}/logout`,
    id_token_signing_alg_values_supported: ['RS256'],
    issuer: pool.issuer,
    jwks_uri: `${baseUrl}/${pool.id}/.well-known/jwks.json`,
    response_types_supported: ['code', 'token'],
    revocation_endpoint: `${baseUrl}/oauth2/revoke`,
    scopes_supported: ['openid', 'email', 'phone', 'profile'],
    subject_types_supported: ['public'],
    token_endpoint: `${baseUrl}/oauth2/token`,
    token_endpoint_auth_methods_supported: ['client_secret_basic', 'client_secret_post'],
    userinfo_endpoint: `${baseUrl}/oauth2/userInfo`,
  };
}
