import { CognitoError } from '../protocol/errors.ts';
import { asksForId, tokenAnswer } from '../routes/token-answer.ts';
import type { Services } from '../services.ts';
import type { User } from '../store/users.ts';
import { startSession } from '../tokens/tokens.ts';
import { issueCode } from './authorization-codes.ts';
import { AuthorizeRefusal, redirectTo } from './authorize-request.ts';
import type { AuthorizeRequest, BrowserSession } from './types.ts';

/**
 * Where the browser of somebody who is signed in goes: to the client with a code, or, in the implicit flow,
 * with tokens behind `#`.
 * @see https://docs.aws.amazon.com/cognito/latest/developerguide/authorization-endpoint.html
 * @throws AuthorizeRefusal when the PreTokenGeneration trigger of the implicit flow fails
 */
export async function answerAuthorize(
  services: Services,
  asked: AuthorizeRequest,
  { session, user }: { readonly session: BrowserSession; readonly user: User },
): Promise<string> {
  const { client, redirectUri, codeChallenge, scope, nonce, state } = asked;
  if (asked.responseType === 'token') return withTokens(services, asked, session, user);
  const { userId, authTime, amr } = session;
  const grant = { clientId: client.clientId, redirectUri, codeChallenge, scope, nonce };
  const code = issueCode(services, { ...grant, userId, authTime, amr });
  return redirectTo(redirectUri, { code, state });
}

async function withTokens(
  services: Services,
  { pool, client, redirectUri, scope, nonce, state }: AuthorizeRequest,
  { authTime, amr }: BrowserSession,
  user: User,
): Promise<string> {
  try {
    const { result } = await startSession(services, {
      pool,
      client,
      user,
      scope,
      authTime,
      amr,
      clientMetadata: {},
      refreshable: false,
      source: 'TokenGeneration_HostedAuth',
      nonce: nonce ?? undefined,
    });
    const fragment = new URLSearchParams();
    for (const [name, value] of Object.entries({
      ...tokenAnswer(result, asksForId(scope)),
      state,
    })) {
      if (value !== null) fragment.set(name, String(value));
    }
    return `${redirectUri}#${fragment.toString()}`;
  } catch (error) {
    if (!(error instanceof CognitoError)) throw error;
    const told = { error: 'invalid_request', error_description: error.message, state };
    throw new AuthorizeRefusal('invalid_request', error.message, redirectTo(redirectUri, told));
  }
}
