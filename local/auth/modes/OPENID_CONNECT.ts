import {
  createLocalJWKSet,
  importJWK,
  type JSONWebKeySet,
  type JWK,
  type JWTHeaderParameters,
  type JWTVerifyGetKey,
} from 'jose';
import type { AuthProviderOf } from '../../assembly/model.ts';
import { publicPart, reasonOf } from '../../shared/failed-call.ts';
import { getJson } from '../../shared/get-json.ts';
import { shownInLog } from '../../shared/shown-in-log.ts';
import { createKeySet } from '../key-set.ts';
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
  { clock, log, gatewayUrl }: Pick<AuthOptions, 'clock' | 'log' | 'gatewayUrl'>,
): TokenMode {
  const isClientId = provider.clientId === null ? () => true : wholeMatch(provider.clientId);
  const verify = createTokenVerifier({
    keys: discoveredKeys(provider.issuer, gatewayUrl),
    algorithms: ALGORITHMS,
    issuer: comparesIssuer ? provider.issuer : null,
    accepts: (claims) => fits(claims, isClientId, provider.authTtl !== null),
    clock,
    refused: (reason) =>
      log.warn('auth', `token of ${shownUrl(provider.issuer)} refused: ${reason}`),
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
function discoveredKeys(issuer: string, gatewayUrl: string | undefined): JWTVerifyGetKey {
  let keys: Promise<JWTVerifyGetKey> | null = null;
  return async (header, token) => {
    keys ??= discover(issuer, gatewayUrl);
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

async function discover(issuer: string, gatewayUrl: string | undefined): Promise<JWTVerifyGetKey> {
  const uri = await keysUrlOf(issuer, gatewayUrl);
  const read = () => getJson(uri, gatewayUrl);
  // A key that the provider has only now is fetched at once.
  const publicKeys = createKeySet(async () => createLocalJWKSet(await publicOnly(read, uri)));
  return (header, token) =>
    header.alg.startsWith('HS') ? secretKey(read, header) : publicKeys(header, token);
}

/** @throws DiscoveryError that names the document */
async function keysUrlOf(issuer: string, gatewayUrl: string | undefined): Promise<URL> {
  const text = `${issuer.replace(/\/$/, '')}/.well-known/openid-configuration`;
  const url = URL.parse(text);
  if (!url) throw new DiscoveryError(`${shownInLog(text)} is no URL`);
  const document = await getJson(url, gatewayUrl).catch((error: unknown) => {
    throw new DiscoveryError(reasonOf(error));
  });
  const { jwks_uri: uri } = (document ?? {}) as { readonly jwks_uri?: unknown };
  const found = typeof uri === 'string' ? URL.parse(uri) : null;
  if (found) return found;
  throw new DiscoveryError(`${publicPart(url)} gives no jwks_uri`);
}

const shownUrl = (text: string): string => {
  const url = URL.parse(text);
  return url ? publicPart(url) : shownInLog(text);
};

interface Keys {
  readonly keys?: readonly JWK[];
}

const isList = (value: unknown): value is readonly JWK[] => Array.isArray(value);

async function publicOnly(read: () => Promise<unknown>, url: URL): Promise<JSONWebKeySet> {
  const { keys } = ((await read()) ?? {}) as Keys;
  if (!isList(keys)) throw new Error(`${publicPart(url)} is no set of keys`);
  return { keys: keys.filter(({ kty }) => kty !== 'oct') };
}

/** jose looks for public keys only; only a key of type `oct` may check an `HS` signature. */
async function secretKey(
  read: () => Promise<unknown>,
  { kid, alg }: JWTHeaderParameters,
): Promise<Uint8Array> {
  const { keys } = (await read()) as Keys;
  const found = keys?.find((key) => key.kty === 'oct' && key.kid === kid);
  if (!found) throw new Error(`the key set has no key of type oct with the id ${kid ?? 'none'}`);
  const key = await importJWK(found, alg);
  if (key instanceof Uint8Array) return key;
  throw new Error('the key of type oct has no bytes');
}
