import type { AuthProviderOf } from '../../assembly/model.ts';
import type { Caller, CognitoIdentity } from '../../shared/identity.ts';
import { createKeySet, readKeys } from '../key-set.ts';
import { wholeMatch } from '../patterns.ts';
import { headerOf } from '../refusals.ts';
import { bareToken, type Claims, createTokenVerifier, type Verified } from '../tokens.ts';
import type { AuthOptions, TokenMode } from '../types.ts';

type Provider = AuthProviderOf<'AMAZON_COGNITO_USER_POOLS'>;

/**
 * ID and access tokens of one user pool.
 * https://docs.aws.amazon.com/cognito/latest/developerguide/amazon-cognito-user-pools-using-tokens-verifying-a-jwt.html
 */
export function createCognitoMode(
  provider: Provider,
  { cognitoUrl, clock, log }: Pick<AuthOptions, 'cognitoUrl' | 'clock' | 'log'>,
): TokenMode {
  const { userPoolId } = provider;
  const issuer = cognitoIssuer(provider);
  const isClientId =
    provider.appIdClientRegex === null ? () => true : wholeMatch(provider.appIdClientRegex);
  const verify = createTokenVerifier({
    // The issuer may be AWS's address; the keys are this machine's.
    keys: createKeySet(() => readKeys(`${cognitoUrl}/${userPoolId}/.well-known/jwks.json`)),
    algorithms: ['RS256'],
    issuer,
    accepts: (claims) => fits(claims, isClientId),
    clock,
    refused: (reason) => log.warn('auth', `token of user pool ${userPoolId} refused: ${reason}`),
  });
  const callers = new WeakMap<Verified, Caller & { readonly identity: CognitoIdentity }>();
  // The same object while the token stays: the runtime keeps the JSON of an identity it has seen.
  const callerOf = (verified: Verified, sourceIp: readonly string[]): Caller => {
    const known = callers.get(verified);
    if (known && isSameList(known.identity.sourceIp, sourceIp)) return known;
    const identity = identityOf(verified.claims, provider.defaultAction, sourceIp);
    const caller = { mode: 'AMAZON_COGNITO_USER_POOLS', identity, deniedFields: [] } as const;
    callers.set(verified, caller);
    return caller;
  };
  return {
    type: 'AMAZON_COGNITO_USER_POOLS',
    issuer,
    async authenticate(request) {
      const outcome = await verify(bareToken(headerOf(request, 'authorization') ?? ''));
      if (!('claims' in outcome)) return outcome;
      return callerOf(outcome, request.sourceIp);
    },
  };
}

/** `iss` of a pool's tokens; the pool's id begins with its region. */
export const cognitoIssuer = ({ userPoolId, issuer }: Pick<Provider, 'userPoolId' | 'issuer'>) =>
  issuer ?? `https://cognito-idp.${userPoolId.split('_')[0] ?? ''}.amazonaws.com/${userPoolId}`;

/** AppSync takes both kinds; the client id stands in `aud` of an ID token, `client_id` of an access token. */
function fits(claims: Claims, isClientId: (text: unknown) => boolean): boolean {
  if (claims['token_use'] === 'id') return isClientId(claims.aud);
  if (claims['token_use'] === 'access') return isClientId(claims['client_id']);
  return false;
}

function identityOf(
  claims: Claims,
  defaultAuthStrategy: 'ALLOW' | 'DENY',
  sourceIp: readonly string[],
): CognitoIdentity {
  const groups = claims['cognito:groups'];
  return {
    sub: claims.sub,
    issuer: claims.iss ?? '',
    // A client-credentials token names no user; its subject is the client.
    username: [claims['cognito:username'], claims['username']].find(isText) ?? claims.sub,
    claims,
    sourceIp,
    defaultAuthStrategy,
    groups: Array.isArray(groups) ? groups.map(String) : null,
  };
}

const isSameList = (a: readonly string[], b: readonly string[]): boolean =>
  a.length === b.length && a.every((entry, index) => entry === b[index]);

const isText = (value: unknown): value is string => typeof value === 'string';
