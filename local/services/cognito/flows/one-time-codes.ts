import { deliveryDetails, pretendedDelivery } from '../codes/contacts.ts';
import type { CodeDeliveryDetails, Contact } from '../codes/contacts.ts';
import { sendCode } from '../codes/verification.ts';
import { CognitoError, invalidParameter, notAuthorized } from '../protocol/errors.ts';
import type { Services } from '../services.ts';
import type { User } from '../store/users.ts';
import { contactFor } from '../users/second-factors.ts';
import type { CodeChallenge, CodeUse } from './challenges.ts';
import { challenge, countFailure, factorLock, refuseLocked, sessionLifetime } from './sign-in.ts';
import type { AuthAnswer, Caller } from './types.ts';
import { userIdForSrp } from './user-id-for-srp.ts';

/** A code that is to be sent. */
export interface CodeAsked {
  readonly name: CodeChallenge;
  readonly as: CodeUse;
  /** What the answer is worded by for an unknown user. */
  readonly typed: string;
  /** @default the user's own */
  readonly contact?: Contact;
}

/** Codes that are the whole proof are longer than those that follow a password. */
const DIGITS: Readonly<Record<CodeUse, number>> = { first: 8, second: 6, setup: 6 };

/**
 * Sends a code that is good as long as the Session is; for an unknown user it only looks so.
 * @see https://docs.aws.amazon.com/cognito/latest/developerguide/amazon-cognito-user-pools-authentication-flow-methods.html
 * @throws CognitoError InvalidParameterException without an address or number, LimitExceededException
 */
export async function askForCode(
  services: Services,
  caller: Caller,
  user: User | null,
  asked: CodeAsked,
): Promise<AuthAnswer> {
  const { name, as, typed } = asked;
  const delivery =
    user === null ? pretendedDelivery(typed) : await send(services, caller, user, asked);
  return {
    ChallengeName: name,
    Session: challenge(services, caller, user, { kind: name, as }),
    ChallengeParameters: {
      CODE_DELIVERY_DELIVERY_MEDIUM: delivery.DeliveryMedium,
      CODE_DELIVERY_DESTINATION: delivery.Destination,
      ...(as === 'first'
        ? {}
        : { USER_ID_FOR_SRP: userIdForSrp(services, caller.pool, user, typed) }),
    },
  };
}

async function send(
  services: Services,
  { pool, client, clientMetadata }: Caller,
  user: User,
  asked: CodeAsked,
): Promise<CodeDeliveryDetails> {
  const contact = asked.contact ?? contactFor(user, asked.name);
  if (contact === null) {
    throw invalidParameter(`The user has nowhere to send a code of ${asked.name} to.`);
  }
  await sendCode(services, {
    pool,
    client,
    user,
    contact,
    clientMetadata,
    purpose: `sign-in:${asked.name}`,
    reason: 'Authentication',
    lifetime: sessionLifetime(client),
    digits: DIGITS[asked.as],
  });
  return deliveryDetails(contact);
}

/**
 * Uses a code up. Of an unknown user none is right, and guesses are counted and refused as a known one's are: else
 * they would tell who exists.
 * @returns the address or number that it went to
 * @throws CognitoError CodeMismatchException, NotAuthorizedException after too many wrong ones
 */
export function requireCode(
  services: Services,
  caller: Caller,
  user: User | null,
  given: { readonly name: CodeChallenge; readonly code: string; readonly typed: string },
): string | null {
  const { store, clock } = services;
  const lock = factorLock(user?.sub ?? userIdForSrp(services, caller.pool, null, given.typed));
  refuseLocked(services, caller, lock);
  const check = user && store.codes.check(user, `sign-in:${given.name}`, given.code, clock.now());
  if (check?.result === 'ok') return check.value;
  countFailure(services, caller, lock);
  if (check === null || check.result === 'mismatch') throw mismatch();
  throw notAuthorized('Invalid session for the user, session is expired.');
}

const mismatch = (): CognitoError =>
  new CognitoError('CodeMismatchException', 'Invalid code or auth state for the user.');
