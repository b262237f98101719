import { userScope } from '../tokens.ts';
import type { AuthenticationResult } from '../tokens.ts';

/**
 * AuthenticationResult in OAuth's words.
 * @param scope of the session; only `openid` gives an ID token, or a sign-in by the API
 */
export function tokenAnswer(result: AuthenticationResult, scope: string): object {
  const withId = scope === userScope || scope.split(' ').includes('openid');
  return {
    ...(withId ? { id_token: result.IdToken } : {}),
    access_token: result.AccessToken,
    ...(result.RefreshToken === undefined ? {} : { refresh_token: result.RefreshToken }),
    expires_in: result.ExpiresIn,
    token_type: 'Bearer',
  };
}
