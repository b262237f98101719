import type { Caller } from '../shared/identity.ts';
import { createModes, type Modes } from './modes/index.ts';
import { headerOf, NO_CREDENTIALS, NO_JWT } from './refusals.ts';
import { bareToken, createClaimsReader } from './tokens.ts';
import type { AuthOptions, AuthRequest, ModeApi, Refusal } from './types.ts';

/** Says who sent a request, or why it is refused. */
export interface Authenticator {
  authenticate(request: AuthRequest): Promise<Caller | Refusal>;
}

/** Makes the API's authorization modes and chooses among them by the form of the credentials. */
export function createAuthenticator(api: ModeApi, options: AuthOptions): Authenticator {
  const modes = createModes(api, options);
  const readClaims = createClaimsReader();
  return {
    async authenticate(request) {
      const mode = chooseMode(modes, request, readClaims);
      return 'authenticate' in mode ? await mode.authenticate(request) : mode;
    },
  };
}

type ReadClaims = ReturnType<typeof createClaimsReader>;

/** https://docs.aws.amazon.com/appsync/latest/devguide/security-authz.html */
function chooseMode(
  modes: Modes,
  request: AuthRequest,
  readClaims: ReadClaims,
): Modes['all'][number] | Refusal {
  if (modes.apiKey && headerOf(request, 'x-api-key') !== null) return modes.apiKey;
  const authorization = headerOf(request, 'authorization')?.trim() ?? '';
  if (authorization === '') return NO_CREDENTIALS;
  if (modes.iam && authorization.startsWith('AWS4-HMAC-SHA256')) return modes.iam;
  return chooseByToken(modes, readClaims, authorization);
}

/** A web token reaches the Lambda authorizer only where no mode takes web tokens. */
function chooseByToken(
  modes: Modes,
  readClaims: ReadClaims,
  authorization: string,
): Modes['all'][number] | Refusal {
  const [onlyTokenMode] = modes.tokens;
  if (onlyTokenMode === undefined) return modes.lambda ?? NO_CREDENTIALS;
  const claims = readClaims(bareToken(authorization));
  if (claims === null) return modes.lambda ?? NO_JWT;
  const ofIssuer = modes.tokens.find(({ issuer }) => issuer === claims.iss);
  if (ofIssuer) return ofIssuer;
  // As the only mode of an API, OpenID Connect takes any issuer whose key signed the token.
  return modes.all.length === 1 && onlyTokenMode.type === 'OPENID_CONNECT'
    ? onlyTokenMode
    : NO_CREDENTIALS;
}
