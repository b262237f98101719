import { contactOf } from '../codes/contacts.ts';
import type { Contact } from '../codes/contacts.ts';
import type { Pool } from '../pool/pool.ts';
import type { SecondFactor, User } from '../store/users.ts';

/** What a sign-in with a password asks for next, when the pool has MFA. */
export function activeFactors(pool: Pool, user: User): readonly SecondFactor[] {
  if (pool.mfa === 'OFF') return [];
  const { mfa } = user;
  const demanded = pool.mfa === 'ON';
  const totp = mfa.totpVerified === true && (demanded || mfa.totpEnabled === true);
  const isOn = (factor: 'SMS_MFA' | 'EMAIL_OTP', isChosen: boolean): boolean =>
    pool.enabledMfas.includes(factor) &&
    contactFor(user, factor) !== null &&
    (isChosen || (demanded && isVerified(user, factor)));
  return [
    ...(isOn('SMS_MFA', mfa.smsEnabled === true) ? (['SMS_MFA'] as const) : []),
    ...(totp ? (['SOFTWARE_TOKEN_MFA'] as const) : []),
    ...(isOn('EMAIL_OTP', mfa.emailEnabled === true) ? (['EMAIL_OTP'] as const) : []),
  ];
}

/** The one that is asked for when there are several. */
export function preferredFactor({ mfa }: User): SecondFactor | null {
  if (mfa.preferred === true) return 'SOFTWARE_TOKEN_MFA';
  return typeof mfa.preferred === 'string' ? mfa.preferred : null;
}

/** Those that were turned on, in API form. */
export function mfaOf(user: User): Record<string, unknown> {
  const { mfa } = user;
  const list = [
    ...(mfa.smsEnabled === true ? ['SMS_MFA'] : []),
    ...(mfa.totpEnabled === true ? ['SOFTWARE_TOKEN_MFA'] : []),
    ...(mfa.emailEnabled === true ? ['EMAIL_OTP'] : []),
  ];
  if (list.length === 0) return {};
  const preferred = preferredFactor(user);
  return {
    UserMFASettingList: list,
    ...(preferred === null ? {} : { PreferredMfaSetting: preferred }),
  };
}

/** Where the code of a factor goes. */
export function contactFor(user: User, factor: string): Contact | null {
  return contactOf(user, attributeOf(factor));
}

/** Whether the user proved to have the address or number that a factor's code goes to. */
export function isVerified(user: User, factor: string): boolean {
  return user.attributes.get(`${attributeOf(factor)}_verified`) === 'true';
}

function attributeOf(factor: string): Contact['attribute'] {
  return factor === 'EMAIL_OTP' ? 'email' : 'phone_number';
}
