import { findUser } from '../users/directory.ts';
import {
  invalidParameter,
  notAuthorized,
  userNotFound,
  wrongPassword,
} from '../protocol/errors.ts';
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
import { tellOfImport } from './imported-password.ts';
import type { AuthAnswer, Caller, Parameters } from './types.ts';

// How far the client's clock may be from ours. Sessions end after 3 minutes by default.
const TIMESTAMP_WINDOW = 5 * 60_000; // 5 minutes

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
  const A = parseClientValue(requireParameter(parameters, 'SRP_A'));
  if (A === null) throw invalidParameter('SRP_A is not a valid value.');
  if (user === null && !client.preventUserExistenceErrors) throw userNotFound();
  const userId = user?.username ?? typed;
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
      SECRET_BLOCK: challenge(services, caller, user, pending),
      SRP_B: toHex(state.B),
      USERNAME: userId,
      USER_ID_FOR_SRP: userId,
    },
  };
}

/**
 * Checks the proof of a PASSWORD_VERIFIER answer and uses its challenge up.
 * @throws CognitoError NotAuthorizedException when the proof is wrong, late, or another client's or user's
 */
export function requireProof(
  services: Services,
  caller: Caller,
  responses: Parameters,
): {
  user: User;
  custom: readonly CustomRound[] | null;
} {
  const block = requireParameter(responses, 'PASSWORD_CLAIM_SECRET_BLOCK');
  const signature = requireParameter(responses, 'PASSWORD_CLAIM_SIGNATURE');
  const signedAt = readTimestamp(requireParameter(responses, 'TIMESTAMP'));
  const username = requireParameter(responses, 'USERNAME');
  const pending = services.challenges.get(block);
  services.challenges.drop(block);
  if (pending?.kind !== 'PASSWORD_VERIFIER' || !isOwn(caller, pending)) throw wrongPassword();
  const user = pending.userId === null ? null : services.store.users.byId(pending.userId);
  checkSecretHash(caller.client, [username], responses['SECRET_HASH']);
  const named = findUser(services, caller.pool, username);
  if (named !== null && named.id !== user?.id) throw wrongPassword();
  refuseLocked(services, caller, pending.userIdForSrp);
  const { userIdForSrp: userId, verifier, state } = pending;
  const secretBlock = Buffer.from(block, 'base64');
  // Cognito hashes the date that it read, written its own way, and not the client's text.
  const timestamp = render(signedAt);
  const proof = { poolName: caller.pool.name, userId, secretBlock, timestamp, signature };
  // A password set since the challenge began voids it.
  const current = user?.password?.verifier === verifier.verifier;
  if (!verifyProof(verifier, state, proof) || user === null || !current || named === null) {
    countFailure(services, caller, userId);
    throw wrongPassword();
  }
  requireRecent(services, signedAt);
  return { user: proved(services, caller, user), custom: pending.custom };
}

function isOwn(caller: Caller, pending: Challenge): boolean {
  return pending.poolId === caller.pool.id && pending.clientId === caller.client.clientId;
}

const DAYS = ['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat'];
const MONTHS = 'Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec'.split(' ');

/** "Mon Nov 3 09:08:07 UTC 2026"; a day of two digits and another weekday can be read as well. */
function readTimestamp(timestamp: string): Date {
  const form =
    /^(?:Sun|Mon|Tue|Wed|Thu|Fri|Sat) ([A-Z][a-z]{2}) (\d{1,2}) (\d{2}):(\d{2}):(\d{2}) UTC (\d{4})$/;
  const [, monthName = '', ...numbers] = form.exec(timestamp) ?? [];
  const month = MONTHS.indexOf(monthName);
  if (month < 0) {
    throw invalidParameter('TIMESTAMP format should be EEE MMM d HH:mm:ss z yyyy in english.');
  }
  const [day = 0, hours, minutes, seconds, year = 0] = numbers.map(Number);
  return new Date(Date.UTC(year, month, day, hours, minutes, seconds));
}

/** `EEE MMM d HH:mm:ss z yyyy`: English names, the day not padded. */
function render(date: Date): string {
  const [time = ''] = date.toISOString().slice(11).split('.');
  const day = `${DAYS[date.getUTCDay()] ?? ''} ${MONTHS[date.getUTCMonth()] ?? ''} ${date.getUTCDate()}`;
  return `${day} ${time} UTC ${date.getUTCFullYear()}`;
}

function requireRecent({ clock, log }: Services, signedAt: Date): void {
  const distance = signedAt.getTime() - clock.now();
  if (Math.abs(distance) <= TIMESTAMP_WINDOW) return;
  const minutes = Math.round(distance / 60_000);
  log.warn(
    'cognito',
    `sign-in refused for its clock alone: TIMESTAMP is ${Math.abs(minutes)} minutes ${minutes < 0 ? 'behind' : 'ahead of'} this machine's clock`,
  );
  throw notAuthorized('Incorrect username or password.');
}
