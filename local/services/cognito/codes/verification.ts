import type { UserPoolClient } from '../../../assembly/model.ts';
import { attemptLimit, codeMismatch, expiredCode, invalidParameter } from '../protocol/errors.ts';
import { contactOf, deliveryDetails } from './contacts.ts';
import { sendMessage } from './messages.ts';
import type { CodeDeliveryDetails, Contact } from './contacts.ts';
import type { MessageReason } from './messages.ts';
import type { Pool } from '../pool/pool.ts';
import type { Services } from '../services.ts';
import type { CodePurpose } from '../store/codes.ts';
import type { User } from '../store/users.ts';

/** A code to be sent to somebody. */
export interface CodeRequest {
  readonly pool: Pool;
  readonly client: UserPoolClient | null;
  readonly user: User;
  readonly contact: Contact;
  readonly purpose: CodePurpose;
  readonly reason: MessageReason;
  readonly clientMetadata: Readonly<Record<string, string>>;
  /** Milliseconds. @default 1 hour for a new password, 24 hours else */
  readonly lifetime?: number;
  /** @default 6 */
  readonly digits?: number;
}

const DAY = 86_400_000; // 24 hours
const HOUR = 3_600_000; // 1 hour
const WINDOW = 15 * 60_000;
const CODES_A_WINDOW = 5;

/**
 * Makes a code and puts it into the mailbox.
 * @see https://docs.aws.amazon.com/cognito/latest/developerguide/limits.html
 * @throws CognitoError LimitExceededException after five codes in 15 minutes
 */
export async function sendCode(
  services: Services,
  request: CodeRequest,
): Promise<CodeDeliveryDetails> {
  const { pool, client, user, contact, purpose, reason, clientMetadata } = request;
  const key = `${String(user.id)}|${purpose}`;
  if (!services.codeRate.allow(key, CODES_A_WINDOW, WINDOW)) throw attemptLimit();
  const lifetime = request.lifetime ?? (purpose === 'password' ? HOUR : DAY);
  const code = services.store.codes.issue(
    user,
    purpose,
    lifetime,
    services.clock.now(),
    contact.to,
    request.digits,
  );
  const { medium, to } = contact;
  await sendMessage(services, { pool, client, user, reason, medium, to, code, clientMetadata });
  return deliveryDetails(contact);
}

/**
 * Uses a code up and does what it allows, both or neither.
 * @param then gets the address the code went to
 * @throws CognitoError CodeMismatchException, ExpiredCodeException, LimitExceededException
 */
export function useCode<T>(
  services: Services,
  user: User,
  purpose: CodePurpose,
  code: string,
  then: (address: string | null) => T,
): T {
  const { store, clock } = services;
  const outcome = store.transaction(() => {
    const checked = store.codes.check(user, purpose, code, clock.now());
    // A failed check is committed: it counts as an attempt.
    return checked.result === 'ok' ? { value: then(checked.value) } : checked.result;
  });
  if (typeof outcome === 'object') return outcome.value;
  if (outcome === 'expired') throw expiredCode();
  throw outcome === 'too-many' ? attemptLimit() : codeMismatch();
}

/** Where a sign-up's code goes: the first automatically verified attribute the user has. */
export function signUpContact(pool: Pool, user: User): Contact | null {
  for (const attribute of ['phone_number', 'email'] as const) {
    const contact = pool.autoVerified.includes(attribute) ? contactOf(user, attribute) : null;
    if (contact !== null) return contact;
  }
  return null;
}

/**
 * Where a password reset's code goes: the pool's recovery order, verified addresses only.
 * @throws CognitoError InvalidParameterException when there is none
 */
export function recoveryContact(pool: Pool, user: User): Contact {
  for (const mechanism of pool.recovery) {
    const attribute = mechanism === 'verified_email' ? 'email' : 'phone_number';
    const verified = user.attributes.get(`${attribute}_verified`) === 'true';
    const contact = verified && mechanism !== 'admin_only' ? contactOf(user, attribute) : null;
    if (contact !== null) return contact;
  }
  throw invalidParameter(
    'Cannot reset password for the user as there is no registered/verified email or phone_number',
  );
}
