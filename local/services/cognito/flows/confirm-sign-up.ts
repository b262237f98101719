import { findUser } from '../users/directory.ts';
import {
  expiredCode,
  invalidParameter,
  notAuthorized,
  unknownToClient,
} from '../protocol/errors.ts';
import { pretendedDelivery } from '../codes/contacts.ts';
import type { CodeDeliveryDetails } from '../codes/contacts.ts';
import type { Services } from '../services.ts';
import { callPostConfirmation, confirmUser } from '../users/sign-up.ts';
import type { User } from '../store/users.ts';
import { sendCode, signUpContact, useCode } from '../codes/verification.ts';
import { challenge } from './sign-in.ts';
import type { Caller } from './types.ts';

/**
 * Takes the code of a sign-up. A PostConfirmation trigger that fails leaves the user confirmed.
 * @throws CognitoError ExpiredCodeException also for an unknown user of a client that hides who exists
 */
export async function confirmSignUp(
  services: Services,
  { pool, client, clientMetadata }: Caller,
  given: { readonly typed: string; readonly code: string; readonly forceAlias: boolean },
): Promise<User> {
  const user = findUser(services, pool, given.typed);
  if (user === null) throw client.preventUserExistenceErrors ? expiredCode() : unknownToClient();
  if (user.status !== 'UNCONFIRMED') {
    throw notAuthorized(`User cannot be confirmed. Current status is ${user.status}`);
  }
  const confirmed = useCode(services, user, 'sign-up', given.code, (address) => {
    const proven = ['email', 'phone_number'].filter((n) => user.attributes.get(n) === address);
    const changes = new Map(proven.map((name) => [`${name}_verified`, 'true']));
    return confirmUser(services, pool, user, changes, given.forceAlias);
  });
  const source = 'PostConfirmation_ConfirmSignUp';
  await callPostConfirmation(services, { pool, client, user: confirmed, source, clientMetadata });
  return confirmed;
}

/** The Session that signs in with USER_AUTH right after a sign-up, for clients that may. */
export function sessionAfterSignUp(
  services: Services,
  caller: Caller,
  user: User,
): { readonly Session?: string } {
  if (!caller.client.explicitAuthFlows.includes('ALLOW_USER_AUTH')) return {};
  return { Session: challenge(services, caller, user, { kind: 'CONFIRMED_SIGN_UP' }) };
}

/**
 * Sends the code of a sign-up again; pretends to for a user who is not there, or is disabled, if the client
 * hides who exists.
 * @throws CognitoError
 */
export async function resendSignUpCode(
  services: Services,
  { pool, client, clientMetadata }: Caller,
  typed: string,
): Promise<CodeDeliveryDetails> {
  const user = findUser(services, pool, typed);
  if (user?.enabled !== true) {
    if (client.preventUserExistenceErrors) return pretendedDelivery(typed);
    throw user === null ? unknownToClient() : notAuthorized('User is disabled.');
  }
  if (user.status !== 'UNCONFIRMED') throw invalidParameter('User is already confirmed.');
  const contact = signUpContact(pool, user);
  if (contact === null) throw invalidParameter('Auto verification not turned on.');
  const request = { pool, client, user, contact, clientMetadata };
  return sendCode(services, { ...request, purpose: 'sign-up', reason: 'ResendCode' });
}
