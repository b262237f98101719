import { CognitoError } from './cognito-api.ts';
import type { AuthAnswer, AuthenticationResult, CallCognito } from './cognito-api.ts';

/** What endpoints that lack GetTokensFromRefreshToken answer. */
const UNKNOWN_ACTION = /^(?:UnknownOperationException|InvalidAction|HTTP 404)$/;

/** What Cognito says of a refresh token that is worth nothing (any more). */
const OVER: ReadonlySet<string> = new Set(['NotAuthorizedException', 'RefreshTokenReuseException']);

/** Whether the session that was to be renewed is over: another try cannot help. */
export function isSessionOver(error: unknown): boolean {
  return error instanceof CognitoError && OVER.has(error.type);
}

/**
 * Gets new tokens, and another refresh token where the app client rotates them.
 * @throws CognitoError with Cognito's type; InvalidResponse for an answer without tokens
 */
export async function requestTokens(
  call: CallCognito,
  clientId: string,
  refreshToken: string,
): Promise<AuthenticationResult> {
  const answer = await call<AuthAnswer>('GetTokensFromRefreshToken', {
    RefreshToken: refreshToken,
    ClientId: clientId,
  }).catch((error: unknown) => {
    if (!(error instanceof CognitoError) || !UNKNOWN_ACTION.test(error.type)) throw error;
    return call<AuthAnswer>('InitiateAuth', {
      AuthFlow: 'REFRESH_TOKEN_AUTH',
      ClientId: clientId,
      AuthParameters: { REFRESH_TOKEN: refreshToken },
    });
  });
  if (answer.AuthenticationResult !== undefined) return answer.AuthenticationResult;
  throw new CognitoError('InvalidResponse', 'Cognito answered a refresh without tokens');
}
