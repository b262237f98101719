import {
  createRemoteJWKSet,
  importJWK,
  type JWK,
  type JWTHeaderParameters,
  type JWTVerifyGetKey,
} from 'jose';
import type { AuthProviderOf } from '../../assembly/model.ts';
import { wholeMatch } from '../patterns.ts';
import { EXPIRED, headerOf } from '../refusals.ts';
import { bareToken, type Claims, createTokenVerifier } from '../tokens.ts';
import type { AuthOptions, TokenMode } from '../types.ts';

type Provider = AuthProviderOf<'OPENID_CONNECT'>;

const ALGORITHMS = ['RS', 'PS', 'HS', 'ES'].flatMap((family) =>
  ['256', '384', '512'].map((size) => family + size),
);

/**
 * Tokens of an OpenID Connect provider, found by its discovery document.
 * https://docs.aws.amazon.com/appsync/latest/devguide/security-authz.html#openid-connect-authorization
 * @param comparesIssuer false when this is the only mode of the API: AppSync then skips the check
 */
export function createOidcMode(
  provider: Provider,
  comparesIssuer: boolean,
  { clock, log }: Pick<AuthOptions, 'clock' | 'log'>,
): TokenMode {
  const isClientId = provider.clientId === null ? () => true : wholeMatch(provider.clientId);
  const verify = createTokenVerifier({
    keys: discoveredKeys(provider.issuer),
    algorithms: ALGORITHMS,
    issuer: comparesIssuer ? provider.issuer : null,
    accepts: (claims) => fits(claims, isClientId, provider.authTtl !== null),
    clock,
    refused: (reason) => log.warn('auth', `token of ${provider.issuer} refused: ${reason}`),
  });
  return {
    type: 'OPENID_CONNECT',
    issuer: provider.issuer,
    async authenticate(request) {
      const outcome = await verify(bareToken(headerOf(request, 'authorization') ?? ''));
      if (!('claims' in outcome)) return outcome;
      const { claims } = outcome;
      if (isTooOld(claims, provider, clock.now())) return EXPIRED;
      return {
        mode: 'OPENID_CONNECT',
        identity: { sub: claims.sub, issuer: claims.iss ?? provider.issuer, claims },
        deniedFields: [],
      };
    },
  };
}

/** `iat` is always required, `auth_time` when its age is limited. */
function fits(
  claims: Claims,
  isClientId: (text: unknown) => boolean,
  needsAuthTime: boolean,
): boolean {
  if (typeof claims.iat !== 'number') return false;
  if (needsAuthTime && typeof claims['auth_time'] !== 'number') return false;
  const audiences = Array.isArray(claims.aud) ? claims.aud : [claims.aud];
  return [...audiences, claims['azp']].some(isClientId);
}

function isTooOld(claims: Claims, { iatTtl, authTtl }: Provider, now: number): boolean {
  const isOlder = (seconds: unknown, ttl: number | null): boolean =>
    ttl !== null && ttl > 0 && now - Number(seconds) * 1_000 > ttl;
  return isOlder(claims.iat, iatTtl) || isOlder(claims['auth_time'], authTtl);
}

/** Reads the discovery document when the first token comes, and again only after a failure. */
function discoveredKeys(issuer: string): JWTVerifyGetKey {
  let keys: Promise<JWTVerifyGetKey> | null = null;
  return async (header, token) => {
    keys ??= discover(issuer);
    try {
      return await (
        await keys
      )(header, token);
    } catch (error) {
      if (error instanceof DiscoveryError) keys = null;
      throw error;
    }
  };
}

class DiscoveryError extends Error {}

async function discover(issuer: string): Promise<JWTVerifyGetKey> {
  const url = `${issuer.replace(/\/$/, '')}/.well-known/openid-configuration`;
  try {
    const response = await fetch(url, { signal: AbortSignal.timeout(5_000) });
    const document = (await response.json()) as { readonly jwks_uri?: unknown };
    const uri = new URL(String(document.jwks_uri));
    // A key that the provider has only now is fetched at once.
    const publicKeys = createRemoteJWKSet(uri, { cooldownDuration: 0 });
    return (header, token) =>
      header.alg.startsWith('HS') ? secretKey(uri, header) : publicKeys(header, token);
  } catch (cause) {
    throw new DiscoveryError(`${url} gives no jwks_uri`, { cause });
  }
}

/** jose looks for public keys only; only a key of type `oct` may check an `HS` signature. */
async function secretKey(uri: URL, { kid, alg }: JWTHeaderParameters): Promise<Uint8Array> {
  const response = await fetch(uri, { signal: AbortSignal.timeout(5_000) });
  const { keys } = (await response.json()) as { readonly keys?: readonly JWK[] };
  const found = keys?.find((key) => key.kty === 'oct' && key.kid === kid);
  if (!found) throw new Error(`the key set has no key of type oct with the id ${kid ?? 'none'}`);
  const key = await importJWK(found, alg);
  if (key instanceof Uint8Array) return key;
  throw new Error('the key of type oct has no bytes');
}
