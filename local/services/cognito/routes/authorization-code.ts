import { createHash } from 'node:crypto';

import { redeemCode, settleCode } from '../hosted/authorization-codes.ts';
import type { Services } from '../services.ts';
import type { Grant } from '../hosted/types.ts';
import { sameText } from '../credentials/secret-hash.ts';
import { requireActive, startSession } from '../tokens/tokens.ts';
import { OAuthError } from './oauth.ts';
import type { ClientRequest } from './oauth.ts';
import { asksForId, tokenAnswer } from './token-answer.ts';

/**
 * The grant `authorization_code`: a code is good once, for its client, its redirect URI and its code verifier.
 * When it comes again, the tokens it gave end.
 * @throws OAuthError invalid_request, invalid_grant
 */
export async function authorizationCode(
  services: Services,
  { form, pool, client }: ClientRequest,
): Promise<object> {
  const code = form.get('code');
  if (code === null) throw new OAuthError('invalid_request', 'code is missing');
  const issued = redeemCode(services, code);
  if (issued === null || !fits(issued.grant, client.clientId, form)) throw badCode();
  const { grant } = issued;
  const user = services.store.users.byId(grant.userId);
  if (user?.status !== 'CONFIRMED') throw badCode();
  const { session, result } = await startSession(services, {
    pool,
    client,
    user: requireActive(services, user),
    clientMetadata: {},
    source: 'TokenGeneration_HostedAuth',
    scope: grant.scope,
    authTime: grant.authTime,
    amr: grant.amr,
    nonce: grant.nonce ?? undefined,
  });
  if (!settleCode(services, issued, session)) throw badCode();
  return tokenAnswer(result, asksForId(grant.scope));
}

function fits(grant: Grant, clientId: string, form: URLSearchParams): boolean {
  return (
    grant.clientId === clientId &&
    grant.redirectUri === form.get('redirect_uri') &&
    verifierMatches(grant, form.get('code_verifier'))
  );
}

function badCode(): OAuthError {
  return new OAuthError(
    'invalid_grant',
    'The code is unknown, used, expired, or was made for another request',
  );
}

/** RFC 7636 section 4.6; a verifier without a challenge means that somebody took the challenge away. */
function verifierMatches({ codeChallenge }: Grant, verifier: string | null): boolean {
  if (codeChallenge === null) return verifier === null;
  if (verifier === null || !/^[\w.~-]{43,128}$/.test(verifier)) return false;
  return sameText(createHash('sha256').update(verifier).digest('base64url'), codeChallenge);
}
