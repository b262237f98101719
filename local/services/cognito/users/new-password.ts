import { passwordMatches } from '../credentials/srp.ts';
import type { SrpVerifier } from '../credentials/srp.ts';
import { verifierOf } from '../credentials/passwords.ts';
import type { Pool } from '../pool/pool.ts';
import { CognitoError } from '../protocol/errors.ts';
import type { Services } from '../services.ts';
import type { User, UserChanges } from '../store/users.ts';

/** A password that is about to be a user's. */
export interface NewPassword {
  /** Writes it, with what else changes; the one that the user had becomes a former one. */
  write(changes: Omit<UserChanges, 'password'>): User;
}

/**
 * Holds a new password to the user's former ones.
 * @see https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_PasswordPolicyType.html
 * @throws CognitoError PasswordHistoryPolicyViolationException
 */
export function newPassword(
  services: Services,
  pool: Pool,
  user: User,
  password: string,
): NewPassword {
  const { users, formerPasswords, importedPasswords } = services.store;
  const { historySize } = pool.passwordPolicy;
  const former = historySize === 0 ? [] : lastOf(services, user, historySize);
  const isOne = (one: SrpVerifier) => passwordMatches(one, pool.name, user.username, password);
  if (former.some(isOne)) throw usedBefore();
  const verifier = verifierOf(pool, user.username, password);
  return {
    write: (changes) =>
      services.store.transaction(() => {
        if (historySize > 0 && user.password) {
          formerPasswords.add(user, user.password, historySize);
        }
        importedPasswords.remove(user);
        return users.update(user, { ...changes, password: verifier }, services.clock.now());
      }),
  };
}

/** With the one that the user has. */
const lastOf = ({ store }: Services, user: User, size: number): readonly SrpVerifier[] =>
  [...(user.password ? [user.password] : []), ...store.formerPasswords.of(user)].slice(0, size);

const usedBefore = () =>
  new CognitoError(
    'PasswordHistoryPolicyViolationException',
    'Password does not conform to policy: Password has been used before',
  );
