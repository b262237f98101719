import type { UserPoolClient } from '../../../assembly/model.ts';
import { CognitoError } from '../protocol/errors.ts';
import type { Services } from '../services.ts';

/**
 * Ends the sign-in a refresh token belongs to, and all tokens that came of it. An unknown token is no error.
 * @see https://docs.aws.amazon.com/cognito/latest/developerguide/token-revocation.html
 * @throws CognitoError UnsupportedOperationException, UnsupportedTokenTypeException, UnauthorizedException
 */
export function revokeToken(services: Services, client: UserPoolClient, token: string): void {
  if (!client.enableTokenRevocation) {
    throw new CognitoError(
      'UnsupportedOperationException',
      `Token revocation is not enabled for client ${client.clientId}`,
    );
  }
  // Access and ID tokens are JWTs of three parts; refresh tokens have no dots.
  if (token.split('.').length === 3) {
    throw new CognitoError('UnsupportedTokenTypeException', 'Only refresh tokens can be revoked.');
  }
  const found = services.store.sessions.findRefreshToken(token);
  if (found === null) return;
  if (found.session.clientId !== client.clientId) {
    throw new CognitoError('UnauthorizedException', 'The token was issued to another client.');
  }
  services.store.sessions.revoke(found.session);
}
