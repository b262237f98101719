import type { Pool } from '../pool/pool.ts';
import type { Store } from '../store/index.ts';
import type { User } from '../store/users.ts';
import { activeFactors, isVerified } from './second-factors.ts';

type FactorStore = Pick<Store, 'passkeys' | 'importedPasswords'>;

/**
 * What USER_AUTH offers a user to begin with. Who has a second factor begins with the password, which it
 * follows, or with a passkey that counts as both for this user.
 * @param user null for one who does not exist and must not know
 */
export function firstFactors(pool: Pool, user: User | null, store: FactorStore): readonly string[] {
  const offered = (factor: string, isThere: boolean): readonly string[] =>
    isThere && pool.firstFactors.includes(factor) ? [factor] : [];
  if (user === null) return [...passwords(pool), ...offered('EMAIL_OTP', pool.mfa !== 'ON')];
  const twice = pool.mfa === 'ON' || activeFactors(pool, user).length > 0;
  return [
    ...(hasPassword(user, store) ? passwords(pool) : []),
    ...offered('EMAIL_OTP', !twice && isVerified(user, 'EMAIL_OTP')),
    ...offered('SMS_OTP', !twice && isVerified(user, 'SMS_OTP')),
    ...offered(
      'WEB_AUTHN',
      (!twice || countsTwice(pool, user)) && store.passkeys.of(user).length > 0,
    ),
  ];
}

/** Two settings: of the pool, and of the user. */
const countsTwice = ({ passkeys }: Pool, { mfa }: User): boolean =>
  passkeys.isMultiFactor && mfa.passkeyEnabled === true;

/** Whether people may have no password: they sign in by the code of a mail or text. */
export const takesCodes = ({ firstFactors: allowed }: Pool): boolean =>
  allowed.includes('EMAIL_OTP') || allowed.includes('SMS_OTP');

const hasPassword = (user: User, { importedPasswords }: FactorStore): boolean =>
  user.password !== null || importedPasswords.of(user) !== null;

const passwords = ({ firstFactors: allowed }: Pool): readonly string[] =>
  allowed.includes('PASSWORD') ? ['PASSWORD_SRP', 'PASSWORD'] : [];

/** ConfiguredUserAuthFactors of the API: what a user has, as first factor or as second. */
export function configuredFactors(pool: Pool, user: User, store: FactorStore): readonly string[] {
  const first = firstFactors(pool, user, store).filter((name) => name !== 'PASSWORD_SRP');
  const totp = user.mfa.totpVerified === true && pool.mfa !== 'OFF';
  return [...first, ...(totp ? ['SOFTWARE_TOKEN'] : [])];
}
