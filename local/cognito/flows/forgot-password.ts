import { CognitoError, notAuthorized, userNotFound } from '../errors.ts';
import { pretendedDelivery } from '../messages.ts';
import type { CodeDeliveryDetails, Contact } from '../messages.ts';
import { verifierOf } from '../passwords.ts';
import type { Services } from '../services.ts';
import { callPostConfirmation } from '../sign-up.ts';
import type { User } from '../store/users.ts';
import { recoveryContact, sendCode, useCode } from '../verification.ts';
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
  user: User | null,
  typed: string,
): Promise<CodeDeliveryDetails> {
  const { pool, client, clientMetadata } = caller;
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

/** Takes the code and the new password. */
export async function confirmForgotPassword(
  services: Services,
  caller: Caller,
  user: User,
  code: string,
  newPassword: string,
): Promise<void> {
  const { pool, client, clientMetadata } = caller;
  const password = verifierOf(pool, user.username, newPassword);
  const changes = { password, status: 'CONFIRMED', temporaryUntil: null } as const;
  const changed = useCode(services, user, 'password', code, () =>
    services.store.users.update(user, changes, services.clock.now()),
  );
  services.attempts.succeeded(`${pool.id}|${user.username}`);
  const source = 'PostConfirmation_ConfirmForgotPassword';
  await callPostConfirmation(services, { pool, client, user: changed, source, clientMetadata });
}

function recipient(
  { pool }: Caller,
  user: User | null,
): { user: User; contact: Contact } | CognitoError {
  if (user === null) return userNotFound();
  if (!user.enabled) return notAuthorized('User is disabled.');
  try {
    return { user, contact: recoveryContact(pool, user) };
  } catch (error) {
    if (error instanceof CognitoError) return error;
    throw error;
  }
}
