import { createHash } from 'node:crypto';

import type { Services } from '../services.ts';
import type { Grant } from '../hosted/types.ts';
import { sameText } from '../secret-hash.ts';
import { requireActive, startSession } from '../tokens.ts';
import { OAuthError } from './oauth.ts';
import type { ClientRequest } from './oauth.ts';
import { tokenAnswer } from './token-answer.ts';

/**
 * The grant `authorization_code`: a code is good once, for its client, its redirect URI and its code verifier.
 * @throws OAuthError invalid_request, invalid_grant
 */
export async function authorizationCode(
  services: Services,
  { form, pool, client }: ClientRequest,
): Promise<object> {
  const code = form.get('code');
  if (code === null) throw new OAuthError('invalid_request', 'code is missing');
  const grant = services.hosted.grants.take(code);
  const good =
    grant?.clientId === client.clientId &&
    grant.redirectUri === form.get('redirect_uri') &&
    verifierMatches(grant, form.get('code_verifier'));
  const user = good ? services.store.users.byId(grant.userId) : null;
  if (!good || user === null || user.status !== 'CONFIRMED') {
    throw new OAuthError(
      'invalid_grant',
      'The code is unknown, used, expired, or was made for another request',
    );
  }
  const result = await startSession(services, {
    ...{ pool, client, user: requireActive(services, user), clientMetadata: {} },
    ...{ source: 'TokenGeneration_HostedAuth', scope: grant.scope, authTime: grant.authTime },
    nonce: grant.nonce ?? undefined,
  });
  return tokenAnswer(result, grant.scope);
}

/** RFC 7636 section 4.6; a verifier without a challenge means that somebody took the challenge away. */
function verifierMatches({ codeChallenge }: Grant, verifier: string | null): boolean {
  if (codeChallenge === null) return verifier === null;
  if (verifier === null || !/^[\w.~-]{43,128}$/.test(verifier)) return false;
  return sameText(createHash('sha256').update(verifier).digest('base64url'), codeChallenge);
}
