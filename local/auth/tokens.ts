import {
  decodeJwt,
  decodeProtectedHeader,
  errors,
  type JWTPayload,
  type JWTVerifyGetKey,
  jwtVerify,
} from 'jose';
import { LRUCache } from 'lru-cache';
import type { Clock } from '../shared/clock.ts';
import { shownInLog } from '../shared/shown-in-log.ts';
import { EXPIRED, NOT_AUTHORIZED } from './refusals.ts';
import type { Refusal } from './types.ts';

const REMEMBERED_TOKENS = 1_000;

/** Claims of a token whose signature holds. */
export type Claims = JWTPayload & { readonly sub: string; readonly exp: number };

/** The token of an Authorization header, bare or after `Bearer`. */
export const bareToken = (authorization: string): string =>
  authorization.replace(/^Bearer\s+/i, '').trim();

/** Claims without any check, or null when the text is no JSON web token. */
export function unverifiedClaims(token: string): JWTPayload | null {
  try {
    decodeProtectedHeader(token);
    return decodeJwt(token);
  } catch {
    return null;
  }
}

/** Like unverifiedClaims, with a memory: clients send the same token with each request. */
export function createClaimsReader(): (token: string) => JWTPayload | null {
  const read = new LRUCache<string, { readonly claims: JWTPayload | null }>({
    max: REMEMBERED_TOKENS,
  });
  return (token) => {
    const known = read.get(token);
    if (known) return known.claims;
    const claims = unverifiedClaims(token);
    read.set(token, { claims });
    return claims;
  };
}

/** A token found good. */
export interface Verified {
  readonly claims: Claims;
}

interface VerifierOptions {
  readonly keys: JWTVerifyGetKey;
  readonly algorithms: readonly string[];
  /** Null: any. */
  readonly issuer: string | null;
  /** What else must hold of the claims; asked once for each token. */
  accepts(claims: Claims): boolean;
  readonly clock: Clock;
  /** Told why, never with the token. */
  refused(reason: string): void;
}

/**
 * Checks signature, issuer and times of tokens. A token found good is remembered until it expires:
 * checking a signature costs more than a small query.
 */
export function createTokenVerifier(
  options: VerifierOptions,
): (token: string) => Promise<Verified | Refusal> {
  const good = new LRUCache<string, Verified>({ max: REMEMBERED_TOKENS });
  return async (token) => {
    const known = good.get(token);
    if (known) return known.claims.exp * 1_000 > options.clock.now() ? known : EXPIRED;
    const outcome = await verify(token, options);
    if ('claims' in outcome) good.set(token, outcome);
    return outcome;
  };
}

async function verify(token: string, options: VerifierOptions): Promise<Verified | Refusal> {
  try {
    const { payload } = await jwtVerify(token, options.keys, {
      algorithms: [...options.algorithms],
      ...(options.issuer !== null && { issuer: options.issuer }),
      requiredClaims: ['exp', 'sub'],
      currentDate: new Date(options.clock.now()),
    });
    const claims = payload as Claims;
    if (options.accepts(claims)) return { claims };
    options.refused('its claims do not fit the configuration');
    return NOT_AUTHORIZED;
  } catch (error) {
    if (error instanceof errors.JWTExpired) return EXPIRED;
    options.refused(error instanceof Error ? shownInLog(error.message) : 'unknown error');
    return NOT_AUTHORIZED;
  }
}
