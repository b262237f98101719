import { findUser } from '../users/directory.ts';
import { CognitoError, invalidParameter, userNotFound, wrongPassword } from '../protocol/errors.ts';
import { checkSecretHash } from '../credentials/secret-hash.ts';
import type { Challenge, CustomRound } from './challenges.ts';
import type { Services } from '../services.ts';
import {
  fakeVerifier,
  parseClientValue,
  startSrp,
  toHex,
  verifyProof,
} from '../credentials/srp.ts';
import type { User } from '../store/users.ts';
import {
  challenge,
  countFailure,
  preAuthentication,
  proved,
  refuseLocked,
  requireParameter,
} from './sign-in.ts';
import { withDevice, withDeviceIfKnown } from './known-device.ts';
import { readTimestamp, requireRecent, writeTimestamp } from './srp-timestamp.ts';
import { tellOfImport } from './imported-password.ts';
import type { AuthAnswer, Caller, Parameters } from './types.ts';
import { userIdForSrp } from './user-id-for-srp.ts';

/** USER_SRP_AUTH: answers with the salt and the server's value, for unknown users with made-up ones. */
export async function startUserSrp(
  services: Services,
  caller: Caller,
  parameters: Parameters,
): Promise<AuthAnswer> {
  const typed = requireParameter(parameters, 'USERNAME');
  requireParameter(parameters, 'SRP_A');
  checkSecretHash(caller.client, [typed], parameters['SECRET_HASH']);
  const user = findUser(services, caller.pool, typed);
  tellOfImport(services, user);
  await preAuthentication(services, caller, user, typed);
  return srpChallenge(services, caller, user, typed, parameters, null);
}

/** The PASSWORD_VERIFIER challenge, alone or as a round of CUSTOM_AUTH. */
export function srpChallenge(
  services: Services,
  caller: Caller,
  user: User | null,
  typed: string,
  parameters: Parameters,
  custom: readonly CustomRound[] | null,
): AuthAnswer {
  const { pool, client } = caller;
  const known = withDeviceIfKnown(services, caller, user, parameters);
  const A = parseClientValue(requireParameter(parameters, 'SRP_A'));
  if (A === null) throw invalidParameter('SRP_A is not a valid value.');
  if (user === null && !client.preventUserExistenceErrors) throw userNotFound();
  const userId = userIdForSrp(services, pool, user, typed);
  refuseLocked(services, caller, userId);
  const verifier = user?.password ?? fakeVerifier(services.keysOf(pool).secret, pool.name, userId);
  const state = startSrp(verifier, A);
  const pending = {
    kind: 'PASSWORD_VERIFIER',
    userIdForSrp: userId,
    verifier,
    state,
    custom,
  } as const;
  return {
    ChallengeName: 'PASSWORD_VERIFIER',
    ChallengeParameters: {
      SALT: verifier.salt,
      SECRET_BLOCK: challenge(services, known, user, pending),
      SRP_B: toHex(state.B),
      USERNAME: userId,
      USER_ID_FOR_SRP: userId,
    },
  };
}

/** Who proved to know the password. */
interface Proven {
  readonly user: User;
  readonly custom: readonly CustomRound[] | null;
  /** The caller with the device that signs in, if it is a known one. */
  readonly known: Caller;
}

/**
 * Checks the proof of a PASSWORD_VERIFIER answer and uses its challenge up.
 * @throws CognitoError NotAuthorizedException when the proof is wrong, late, or another client's or user's;
 *   ResourceNotFoundException when all is right but the device
 */
export function requireProof(services: Services, caller: Caller, responses: Parameters): Proven {
  const block = requireParameter(responses, 'PASSWORD_CLAIM_SECRET_BLOCK');
  try {
    const proven = readProof(services, caller, responses, block);
    services.challenges.drop(block);
    return proven;
  } catch (error) {
    // Clients whose device is gone send the same proof again, without the device.
    const isDevice = error instanceof CognitoError && error.type === 'ResourceNotFoundException';
    if (!isDevice) services.challenges.drop(block);
    throw error;
  }
}

function readProof(
  services: Services,
  caller: Caller,
  responses: Parameters,
  block: string,
): Proven {
  const signature = requireParameter(responses, 'PASSWORD_CLAIM_SIGNATURE');
  const signedAt = readTimestamp(requireParameter(responses, 'TIMESTAMP'));
  const username = requireParameter(responses, 'USERNAME');
  const pending = services.challenges.get(block);
  if (pending?.kind !== 'PASSWORD_VERIFIER' || !isOwn(caller, pending)) throw wrongPassword();
  const user = pending.userId === null ? null : services.store.users.byId(pending.userId);
  checkSecretHash(caller.client, [username], responses['SECRET_HASH']);
  const named = findUser(services, caller.pool, username);
  if (named !== null && named.id !== user?.id) throw wrongPassword();
  refuseLocked(services, caller, pending.userIdForSrp);
  const { userIdForSrp: userId, verifier, state } = pending;
  const secretBlock = Buffer.from(block, 'base64');
  const timestamp = writeTimestamp(signedAt);
  const proof = { poolName: caller.pool.name, userId, secretBlock, timestamp, signature };
  // A password set since the challenge began voids it.
  const current = user?.password?.verifier === verifier.verifier;
  if (!verifyProof(verifier, state, proof) || user === null || !current || named === null) {
    countFailure(services, caller, userId);
    throw wrongPassword();
  }
  requireRecent(services, signedAt);
  const known = withDevice(services, caller, user, responses);
  return { user: proved(services, caller, user), custom: pending.custom, known };
}

function isOwn(caller: Caller, pending: Challenge): boolean {
  return pending.poolId === caller.pool.id && pending.clientId === caller.client.clientId;
}
