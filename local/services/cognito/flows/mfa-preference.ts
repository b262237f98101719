import type { Pool } from '../pool/pool.ts';
import { invalidParameter } from '../protocol/errors.ts';
import { boolean, object, optional } from '../protocol/shape.ts';
import type { Services } from '../services.ts';
import type { MfaSettings, SecondFactor, User } from '../store/users.ts';
import { contactFor, preferredFactor } from '../users/second-factors.ts';

const settings = optional(
  object({ Enabled: optional(boolean()), PreferredMfa: optional(boolean()) }),
);

/** Input check of what SetUserMFAPreference is given. */
export const mfaPreferences = {
  SMSMfaSettings: settings,
  SoftwareTokenMfaSettings: settings,
  EmailMfaSettings: settings,
  WebAuthnMfaSettings: optional(object({ Enabled: optional(boolean()) })),
};

interface Preference {
  readonly Enabled?: boolean | undefined;
  readonly PreferredMfa?: boolean | undefined;
}

type Preferences = Readonly<Record<keyof typeof FACTORS, Preference | undefined>> & {
  readonly WebAuthnMfaSettings: Pick<Preference, 'Enabled'> | undefined;
};

/** The factor that each member of the input is about, and where it is kept. */
const FACTORS = {
  SMSMfaSettings: { factor: 'SMS_MFA', flag: 'smsEnabled' },
  SoftwareTokenMfaSettings: { factor: 'SOFTWARE_TOKEN_MFA', flag: 'totpEnabled' },
  EmailMfaSettings: { factor: 'EMAIL_OTP', flag: 'emailEnabled' },
} as const satisfies Readonly<Record<string, { factor: SecondFactor; flag: keyof MfaSettings }>>;

/**
 * Turns second factors on or off. Those that are not named stay as they are.
 * @throws CognitoError InvalidParameterException for factors that are not there
 */
export function setMfaPreference(
  services: Services,
  { pool, user }: { readonly pool: Pool; readonly user: User },
  request: Preferences,
): void {
  const names = Object.keys(FACTORS) as (keyof typeof FACTORS)[];
  const given = names.flatMap((name) => {
    const preference = request[name];
    return preference === undefined ? [] : [{ ...FACTORS[name], preference }];
  });
  const preferred = given.filter(({ preference }) => preference.PreferredMfa === true);
  if (preferred.length > 1) throw invalidParameter('Only one factor can be set as preferred.');
  let mfa: MfaSettings = user.mfa;
  for (const { factor, flag, preference } of given) {
    const isEnabled = preference.Enabled === true;
    requireFactor(user, factor, preference);
    mfa = { ...mfa, [flag]: isEnabled };
    if (preference.PreferredMfa === true) mfa = { ...mfa, preferred: factor };
    else if (preferredFactor({ ...user, mfa }) === factor) mfa = { ...mfa, preferred: false };
  }
  mfa = { ...mfa, ...passkeysTwice(pool, mfa, request) };
  services.store.users.update(user, { mfa }, services.clock.now());
}

/**
 * Whether passkeys count as both factors of the user. What it is refused with is unverified.
 * @see https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_WebAuthnMfaSettingsType.html
 */
function passkeysTwice(
  pool: Pool,
  mfa: MfaSettings,
  { WebAuthnMfaSettings: passkeys }: Preferences,
): Pick<MfaSettings, 'passkeyEnabled'> {
  if (passkeys === undefined) return {};
  if (passkeys.Enabled !== true) return { passkeyEnabled: false };
  if (!pool.passkeys.isMultiFactor) {
    throw invalidParameter('Passkeys are not multi-factor in this user pool');
  }
  if (mfa.totpEnabled !== true && mfa.smsEnabled !== true && mfa.emailEnabled !== true) {
    throw invalidParameter('User has no other MFA method that is enabled');
  }
  return { passkeyEnabled: true };
}

function requireFactor(
  user: User,
  factor: SecondFactor,
  { Enabled, PreferredMfa }: Preference,
): void {
  if (Enabled !== true) {
    if (PreferredMfa !== true) return;
    throw invalidParameter('A factor that is not enabled cannot be preferred');
  }
  if (factor === 'SOFTWARE_TOKEN_MFA') {
    if (user.mfa.totpVerified === true) return;
    throw invalidParameter('User has not verified software token mfa');
  }
  if (contactFor(user, factor) !== null) return;
  throw invalidParameter(`User does not have delivery config set to turn on ${factor}`);
}
