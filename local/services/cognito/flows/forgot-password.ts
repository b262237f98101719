import { findUser } from '../users/directory.ts';
import { codeMismatch, CognitoError, notAuthorized, unknownToClient } from '../protocol/errors.ts';
import { pretendedDelivery } from '../codes/contacts.ts';
import type { CodeDeliveryDetails, Contact } from '../codes/contacts.ts';
import { checkPassword } from '../credentials/passwords.ts';
import type { Services } from '../services.ts';
import { callPostConfirmation } from '../users/sign-up.ts';
import type { User } from '../store/users.ts';
import { recoveryContact, sendCode, useCode } from '../codes/verification.ts';
import { newPassword } from '../users/new-password.ts';
import { migrateUser } from './migration.ts';
import type { Caller } from './types.ts';

/**
 * Sends a code for a new password. With PreventUserExistenceErrors a user who is not there, is disabled or
 * has no verified address is answered as if a code had gone out.
 * @see https://docs.aws.amazon.com/cognito/latest/developerguide/cognito-user-pool-managing-errors.html
 * @throws CognitoError
 */
export async function forgotPassword(
  services: Services,
  caller: Caller,
  typed: string,
): Promise<CodeDeliveryDetails> {
  const { pool, client, clientMetadata } = caller;
  const known = findUser(services, pool, typed);
  const user = known ?? (await migrateUser(services, caller, typed, null));
  const found = recipient(caller, user);
  if (found instanceof CognitoError) {
    if (!client.preventUserExistenceErrors) throw found;
    return pretendedDelivery(typed);
  }
  if (found.user.status === 'FORCE_CHANGE_PASSWORD') {
    throw notAuthorized('User password cannot be reset in the current state.');
  }
  const request = { pool, client, user: found.user, contact: found.contact, clientMetadata };
  return sendCode(services, { ...request, purpose: 'password', reason: 'ForgotPassword' });
}

/**
 * Takes the code and the new password.
 * @throws CognitoError CodeMismatchException also for an unknown or disabled user of a client that hides who exists
 */
export async function confirmForgotPassword(
  services: Services,
  { pool, client, clientMetadata }: Caller,
  given: { readonly typed: string; readonly code: string; readonly newPassword: string },
): Promise<void> {
  // Before the code, so that a weak password does not use it up.
  checkPassword(pool.passwordPolicy, given.newPassword, 'change');
  const user = findUser(services, pool, given.typed);
  if (user?.enabled !== true) {
    if (client.preventUserExistenceErrors) throw codeMismatch();
    throw user === null ? unknownToClient() : notAuthorized('User is disabled.');
  }
  // Former passwords after the code: who has none is not to learn them.
  const changed = useCode(services, user, 'password', given.code, () =>
    newPassword(services, pool, user, given.newPassword).write({
      status: 'CONFIRMED',
      temporaryUntil: null,
    }),
  );
  services.attempts.succeeded(`${pool.id}|${user.username}`);
  const source = 'PostConfirmation_ConfirmForgotPassword';
  await callPostConfirmation(services, { pool, client, user: changed, source, clientMetadata });
}

function recipient(
  { pool }: Caller,
  user: User | null,
): { user: User; contact: Contact } | CognitoError {
  if (user === null) return unknownToClient();
  if (!user.enabled) return notAuthorized('User is disabled.');
  try {
    return { user, contact: recoveryContact(pool, user) };
  } catch (error) {
    if (error instanceof CognitoError) return error;
    throw error;
  }
}
