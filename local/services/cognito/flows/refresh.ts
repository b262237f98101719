import type { UserPoolClient } from '../../../assembly/model.ts';
import { CognitoError, notAuthorized } from '../protocol/errors.ts';
import { integerOf, recordOf } from '../users/properties.ts';
import { checkSecretHash } from '../credentials/secret-hash.ts';
import type { Services } from '../services.ts';
import type { Session } from '../store/sessions.ts';
import type { User } from '../store/users.ts';
import { newRefreshToken, renewSession } from '../tokens/tokens.ts';
import type { AuthenticationResult } from '../tokens/tokens.ts';
import { requireParameter } from './sign-in.ts';
import type { AuthAnswer, Caller, Parameters } from './types.ts';

/** REFRESH_TOKEN_AUTH and REFRESH_TOKEN. */
export async function startRefresh(
  services: Services,
  caller: Caller,
  parameters: Parameters,
): Promise<AuthAnswer> {
  const token = requireParameter(parameters, 'REFRESH_TOKEN');
  if (rotation(caller.client) !== null) {
    throw notAuthorized('Refresh token rotation is enabled: use GetTokensFromRefreshToken.');
  }
  const { user } = findSession(services, caller, token);
  const names = [user.username, ...user.attributes.values()];
  checkSecretHash(caller.client, names, parameters['SECRET_HASH']);
  return {
    ChallengeParameters: {},
    AuthenticationResult: await refresh(services, caller, token, parameters['DEVICE_KEY']),
  };
}

/**
 * New tokens for a refresh token; with rotation also a new refresh token.
 * @param deviceKey of the device that asks, where the pool tracks them
 * @throws CognitoError NotAuthorizedException
 */
export async function refresh(
  services: Services,
  caller: Caller,
  token: string,
  deviceKey?: string,
): Promise<AuthenticationResult> {
  const { session, user } = findSession(services, caller, token);
  requireDevice(services, caller, session, user, deviceKey);
  const { pool, client, clientMetadata } = caller;
  const source = 'TokenGeneration_RefreshTokens';
  const request = { pool, client, user, source, clientMetadata };
  const result = await renewSession(services, request, session);
  // The trigger may have taken its time: what ended meanwhile stays ended.
  findSession(services, caller, token);
  const grace = rotation(client);
  if (grace === null) return result;
  const replacement = newRefreshToken();
  const until = services.clock.now() + grace * 1000;
  services.store.sessions.rotate(token, replacement, session, until);
  return { ...result, RefreshToken: replacement };
}

/**
 * Tokens are bound to the device of their sign-in, which has to be a confirmed one.
 * @see https://aws.amazon.com/blogs/mobile/tracking-and-remembering-devices-using-amazon-cognito-your-user-pools/
 */
function requireDevice(
  { store, log }: Services,
  { pool }: Caller,
  session: Session,
  user: User,
  key: string | undefined,
): void {
  if (pool.devices === null || session.deviceKey === null) return;
  if (key === session.deviceKey && store.devices.get(user, key) !== null) return;
  log.warn(
    'cognito',
    'refresh refused for its device: the pool tracks devices, so that the call needs the DEVICE_KEY of the sign-in, confirmed by ConfirmDevice and not forgotten',
  );
  throw notAuthorized('Invalid Refresh Token');
}

/** Seconds a replaced token stays usable, or null for a client that does not rotate. */
export function rotation(client: UserPoolClient): number | null {
  const settings = recordOf(client.properties['RefreshTokenRotation']);
  if (settings['Feature'] !== 'ENABLED') return null;
  return integerOf(settings['RetryGracePeriodSeconds'], 0);
}

function findSession(
  services: Services,
  caller: Caller,
  token: string,
): { session: Session; user: User } {
  const found = services.store.sessions.findRefreshToken(token);
  if (found?.session.clientId !== caller.client.clientId) {
    throw notAuthorized('Invalid Refresh Token');
  }
  const { session, usableUntil } = found;
  const now = services.clock.now();
  const replaced = usableUntil !== null && usableUntil <= now;
  if (session.revoked) throw notAuthorized('Refresh Token has been revoked');
  if (replaced) {
    throw new CognitoError('RefreshTokenReuseException', 'Refresh token has been replaced');
  }
  if (session.expiresAt <= now) throw notAuthorized('Refresh Token has expired');
  const user = services.store.users.byId(session.userId);
  if (user === null) throw notAuthorized('Invalid Refresh Token');
  if (!user.enabled) throw notAuthorized('User is disabled.');
  return { session, user };
}
