import type { UserPoolClient } from '../../../assembly/model.ts';
import {
  CognitoError,
  invalidParameter,
  notAuthorized,
  userNotFound,
  wrongPassword,
} from '../protocol/errors.ts';
import { integerOf } from '../users/properties.ts';
import { fakeVerifier, passwordMatches } from '../credentials/srp.ts';
import type { Pending } from './challenges.ts';
import { deviceGroupKey, newDeviceKey } from './known-device.ts';
import { authMethods } from './proofs.ts';
import type { Services } from '../services.ts';
import type { User } from '../store/users.ts';
import { requireActive, startSession } from '../tokens/tokens.ts';
import { eventAttributes } from '../pool/triggers.ts';
import type { AuthAnswer, Caller, Parameters } from './types.ts';
import { userIdForSrp } from './user-id-for-srp.ts';

/** @throws CognitoError InvalidParameterException */
export function requireParameter(parameters: Parameters, name: string): string {
  const value = parameters[name];
  if (value === undefined || value === '') {
    throw invalidParameter(`Missing required parameter ${name}`);
  }
  return value;
}

/** What an unknown user is answered: AWS's PreventUserExistenceErrors. */
export function unknownUser(caller: Caller): CognitoError {
  return caller.client.preventUserExistenceErrors ? wrongPassword() : userNotFound();
}

/** Makes a challenge that only this client and user can answer. */
export function challenge(
  services: Services,
  caller: Caller,
  user: User | null,
  pending: Pending,
): string {
  const owner = {
    poolId: caller.pool.id,
    clientId: caller.client.clientId,
    userId: user?.id ?? null,
    proofs: caller.proofs ?? [],
    device: caller.device,
  };
  return services.challenges.put({ ...pending, ...owner }, sessionLifetime(caller.client));
}

/** How long a Session leads on, in milliseconds. */
export function sessionLifetime({ properties }: UserPoolClient): number {
  return integerOf(properties['AuthSessionValidity'], 3) * 60_000;
}

/**
 * Runs the PreAuthentication trigger.
 * @throws CognitoError when it refuses
 */
export async function preAuthentication(
  services: Services,
  caller: Caller,
  user: User | null,
  typed: string,
): Promise<void> {
  const { pool, client, validationData = {} } = caller;
  if (user === null && !client.preventUserExistenceErrors) return;
  await services.triggers.call({
    pool,
    trigger: 'PreAuthentication',
    source: 'PreAuthentication_Authentication',
    userName: user?.username ?? typed,
    clientId: client.clientId,
    request: {
      userAttributes: user === null ? {} : eventAttributes(pool, user),
      validationData: Object.keys(validationData).length > 0 ? validationData : null,
      ...(client.preventUserExistenceErrors ? { userNotFound: user === null } : {}),
    },
    response: {},
  });
}

/**
 * Checks a password sent in clear; costs the same for an unknown user.
 * @throws CognitoError NotAuthorizedException, UserNotFoundException
 */
export function requirePassword(
  services: Services,
  caller: Caller,
  user: User | null,
  typed: string,
  password: string,
): User {
  const { pool } = caller;
  const userId = userIdForSrp(services, pool, user, typed);
  refuseLocked(services, caller, userId);
  const stored = user?.password ?? fakeVerifier(services.keysOf(pool).secret, pool.name, userId);
  const good = passwordMatches(stored, pool.name, userId, password);
  if (good && user?.password != null) return proved(services, caller, user);
  services.attempts.failed(attemptKey(caller, userId));
  throw user === null ? unknownUser(caller) : wrongPassword();
}

/** Whether too many wrong tries are recent. */
export const isLocked = (services: Services, caller: Caller, userId: string): boolean =>
  services.attempts.locked(attemptKey(caller, userId));

/** @throws CognitoError NotAuthorizedException while too many wrong tries are recent */
export function refuseLocked(services: Services, caller: Caller, userId: string): void {
  if (isLocked(services, caller, userId)) throw notAuthorized('Password attempts exceeded');
}

/** What wrong codes of somebody are counted by, whichever factor they are of. */
export const factorLock = (who: string): string => `mfa|${who}`;

/** Counts a failed proof. */
export function countFailure(services: Services, caller: Caller, userId: string): void {
  services.attempts.failed(attemptKey(caller, userId));
}

/**
 * The password was right: refuses users who may still not sign in.
 * @throws CognitoError NotAuthorizedException, UserNotConfirmedException, PasswordResetRequiredException
 */
export function proved(services: Services, caller: Caller, user: User): User {
  services.attempts.succeeded(attemptKey(caller, user.username));
  requireActive(services, user);
  if (user.status === 'UNCONFIRMED') {
    throw new CognitoError('UserNotConfirmedException', 'User is not confirmed.');
  }
  if (user.status === 'RESET_REQUIRED') {
    throw new CognitoError(
      'PasswordResetRequiredException',
      'Password reset required for the user',
    );
  }
  if (user.status === 'FORCE_CHANGE_PASSWORD' && isOver(services, user)) {
    throw notAuthorized('Temporary password has expired and must be reset by an administrator.');
  }
  return user;
}

/**
 * Runs PostAuthentication and issues the tokens, unless the device has still to prove itself or the caller takes
 * the user as it is.
 */
export async function finish(
  services: Services,
  caller: Caller,
  user: User,
  source: string,
): Promise<AuthAnswer> {
  const { pool, client, clientMetadata, device } = caller;
  if (device?.isProven === false) return askForDevice(services, caller, user, source);
  const newDevice = newDeviceOf(services, caller);
  await services.triggers.call({
    pool,
    trigger: 'PostAuthentication',
    source: 'PostAuthentication_Authentication',
    userName: user.username,
    clientId: client.clientId,
    request: {
      userAttributes: eventAttributes(pool, user),
      newDeviceUsed: newDevice !== null,
      ...(Object.keys(clientMetadata).length > 0 ? { clientMetadata } : {}),
    },
    response: {},
  });
  // The trigger may have changed the user.
  const current = requireActive(services, user);
  const amr = authMethods(pool, caller);
  if (caller.onSignedIn !== undefined) {
    caller.onSignedIn(current, amr);
    return { ChallengeParameters: {} };
  }
  const deviceKey = device?.key ?? newDevice?.DeviceKey ?? null;
  const request = { pool, client, clientMetadata, user: current, source, amr, deviceKey };
  const { result } = await startSession(services, request);
  const NewDeviceMetadata = newDevice === null ? {} : { NewDeviceMetadata: newDevice };
  return { ChallengeParameters: {}, AuthenticationResult: { ...result, ...NewDeviceMetadata } };
}

function askForDevice(services: Services, caller: Caller, user: User, source: string): AuthAnswer {
  return {
    ChallengeName: 'DEVICE_SRP_AUTH',
    Session: challenge(services, caller, user, { kind: 'DEVICE_SRP_AUTH', source }),
    ChallengeParameters: {},
  };
}

/** What a device that the pool does not know may be confirmed with. */
function newDeviceOf(services: Services, { pool, device, onSignedIn }: Caller) {
  if (pool.devices === null || device !== undefined || onSignedIn !== undefined) return null;
  return { DeviceKey: newDeviceKey(pool), DeviceGroupKey: deviceGroupKey(services, pool) };
}

function isOver(services: Services, user: User): boolean {
  return user.temporaryUntil !== null && user.temporaryUntil <= services.clock.now();
}

function attemptKey(caller: Caller, userId: string): string {
  return `${caller.pool.id}|${userId}`;
}
