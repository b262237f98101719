import type { AuthenticationResult } from '../tokens/tokens.ts';

/** Answer of `/oauth2/token`: RFC 6749 section 5.1. */
export interface TokenAnswer {
  readonly id_token?: string;
  readonly access_token: string;
  readonly refresh_token?: string;
  readonly expires_in: number;
  readonly token_type: 'Bearer';
}

/**
 * AuthenticationResult in OAuth's words.
 * @param withId whether an ID token comes along
 */
export function tokenAnswer(result: AuthenticationResult, withId: boolean): TokenAnswer {
  return {
    ...(withId ? { id_token: result.IdToken } : {}),
    access_token: result.AccessToken,
    ...(result.RefreshToken === undefined ? {} : { refresh_token: result.RefreshToken }),
    expires_in: result.ExpiresIn,
    token_type: 'Bearer',
  };
}

/** Whether the scopes of a sign-in on the pages ask for an ID token. */
export function asksForId(scope: string): boolean {
  return scope.split(' ').includes('openid');
}
