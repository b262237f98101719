import type {
  AdminGetUserAuthFactorsResponse,
  AdminSetUserMFAPreferenceCommandInput,
} from '@aws-sdk/client-cognito-identity-provider';
import type { AuthFactor, UserFactors } from '../../generated/schema-types.ts';
import { GONE, nullOn } from './null-on.ts';
import type { CallPool } from './pool-calls.ts';

type Known = Readonly<Partial<Record<string, AuthFactor>>>;

/** ConfiguredUserAuthFactors, but for what only follows another one. */
const FIRST: Known = {
  PASSWORD: 'PASSWORD',
  WEB_AUTHN: 'PASSKEY',
  EMAIL_OTP: 'EMAIL_CODE',
  SMS_OTP: 'SMS_CODE',
};

/** UserMFASettingList and PreferredMfaSetting. */
const SECOND: Known = {
  SOFTWARE_TOKEN_MFA: 'TOTP',
  SMS_MFA: 'SMS_CODE',
  EMAIL_OTP: 'EMAIL_CODE',
};

/** The setting that each second factor is turned on and off by. */
const SETTINGS: Readonly<Record<string, keyof AdminSetUserMFAPreferenceCommandInput>> = {
  SOFTWARE_TOKEN_MFA: 'SoftwareTokenMfaSettings',
  SMS_MFA: 'SMSMfaSettings',
  EMAIL_OTP: 'EmailMfaSettings',
};

/** Second factors of a user. */
export interface SecondFactors {
  /** By which those are turned off that are on. */
  readonly settings: readonly string[];
  /** Whether there is an authenticator app, be it on or not. */
  readonly hasToken: boolean;
}

const OFF = { Enabled: false, PreferredMfa: false };

/** What can be done about the factors of users of a pool. */
export function factors(call: CallPool, UserPoolId: string) {
  const read = (Username: string) =>
    call('AdminGetUserAuthFactors', { UserPoolId, Username }).catch(nullOn(GONE));
  return {
    /** Null when the pool has no such user. */
    async factors(Username: string): Promise<UserFactors | null> {
      const answer = await read(Username);
      return answer && toFactors(answer);
    },

    /** What `resetFactors` could take away; null: nothing, or the pool has no such user. */
    async secondFactors(Username: string): Promise<SecondFactors | null> {
      const answer = await read(Username);
      if (!answer) return null;
      const found = { settings: settingsOf(answer), hasToken: hasToken(answer) };
      return found.hasToken || found.settings.length > 0 ? found : null;
    },

    /** Turns second factors off and forgets the authenticator app. What is not there is left alone. */
    async resetFactors(Username: string, { settings, hasToken: has }: SecondFactors) {
      if (settings.length > 0) {
        const off = Object.fromEntries(settings.map((name) => [name, OFF] as const));
        await call('AdminSetUserMFAPreference', { UserPoolId, Username, ...off });
      }
      if (has) await call('AdminDeleteSoftwareToken', { UserPoolId, Username });
    },
  };
}

function toFactors(answer: AdminGetUserAuthFactorsResponse): UserFactors {
  const { ConfiguredUserAuthFactors = [], UserMFASettingList = [], PreferredMfaSetting } = answer;
  return {
    first: ConfiguredUserAuthFactors.flatMap((name) => FIRST[name] ?? []),
    second: UserMFASettingList.flatMap((name) => SECOND[name] ?? []),
    preferred: SECOND[PreferredMfaSetting ?? ''] ?? null,
  };
}

/** Also one that was set up and never turned on. */
const hasToken = ({
  ConfiguredUserAuthFactors = [],
  UserMFASettingList = [],
}: AdminGetUserAuthFactorsResponse) =>
  ConfiguredUserAuthFactors.includes('SOFTWARE_TOKEN') ||
  UserMFASettingList.includes('SOFTWARE_TOKEN_MFA');

const settingsOf = ({ UserMFASettingList = [] }: AdminGetUserAuthFactorsResponse) =>
  UserMFASettingList.flatMap((name) => SETTINGS[name] ?? []);
