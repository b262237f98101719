import { checkSecretHash } from '../credentials/secret-hash.ts';
import type { CognitoError } from '../protocol/errors.ts';
import { notAuthorized } from '../protocol/errors.ts';
import type { Services } from '../services.ts';
import type { User } from '../store/users.ts';
import { requireActive } from '../tokens/tokens.ts';
import { findUser } from '../users/directory.ts';
import type { Challenge, Pending } from './challenges.ts';
import { requireParameter } from './sign-in.ts';
import type { Caller, Parameters } from './types.ts';

/** Who answers a challenge, and with what. */
export interface Answered {
  readonly services: Services;
  readonly caller: Caller;
  readonly responses: Parameters;
  readonly session: string;
}

type Of<K extends Pending['kind']> = Extract<Challenge, { readonly kind: K }>;

/**
 * The challenge behind a Session, if it is of this kind, this client and this user.
 * @returns a null user for one who does not exist and must not know
 * @throws CognitoError NotAuthorizedException
 */
export function requirePretended<K extends Pending['kind']>(
  { services, caller, responses, session }: Answered,
  kind: K,
): { readonly user: User | null; readonly pending: Of<K>; readonly typed: string } {
  const typed = requireParameter(responses, 'USERNAME');
  const pending = services.challenges.get(session);
  if (pending?.kind !== kind || pending.clientId !== caller.client.clientId) throw invalidSession();
  checkSecretHash(caller.client, [typed], responses['SECRET_HASH']);
  const user = findUser(services, caller.pool, typed);
  if ((user?.id ?? null) !== pending.userId) throw invalidSession();
  return {
    user: user === null ? null : requireActive(services, user),
    pending: pending as Of<K>,
    typed,
  };
}

/**
 * The same where only somebody who exists can have the Session.
 * @throws CognitoError NotAuthorizedException
 */
export function requirePending<K extends Pending['kind']>(
  answered: Answered,
  kind: K,
): { readonly user: User; readonly pending: Of<K> } {
  const { user, pending } = requirePretended(answered, kind);
  if (user === null) throw invalidSession();
  return { user, pending };
}

/** The Session is over, used up, or another's. */
export function invalidSession(): CognitoError {
  return notAuthorized('Invalid session for the user, session is expired.');
}
