import { origin } from './ids.ts';
import type { Parts, Resource } from './types.ts';

type Values = Readonly<Record<string, unknown>>;

/** Settings of a user pool that nothing plays here: what their absence means, and whether a pool has them. */
const SETTINGS: Readonly<
  Record<string, { consequence: string; isSet: (pool: Values) => boolean }>
> = {
  'LambdaConfig.CustomEmailSender': {
    consequence: 'The function is not called: messages are at /mailbox.',
    isSet: (pool) => values(pool['LambdaConfig'])['CustomEmailSender'] !== undefined,
  },
  'LambdaConfig.CustomSMSSender': {
    consequence: 'The function is not called: messages are at /mailbox.',
    isSet: (pool) => values(pool['LambdaConfig'])['CustomSMSSender'] !== undefined,
  },
  'LambdaConfig.InboundFederation': {
    consequence: 'The function is not called: nobody signs in through another provider.',
    isSet: (pool) => values(pool['LambdaConfig'])['InboundFederation'] !== undefined,
  },
  'UserPoolAddOns.AdvancedSecurityMode': {
    consequence: 'Threat protection is off: sign-ins are not scored and passwords not looked up.',
    isSet: (pool) =>
      ['AUDIT', 'ENFORCED'].includes(
        String(values(pool['UserPoolAddOns'])['AdvancedSecurityMode']),
      ),
  },
  'PasswordPolicy.PasswordHistorySize': {
    consequence: 'Passwords used before are accepted again.',
    isSet: (pool) =>
      Number(values(values(pool['Policies'])['PasswordPolicy'])['PasswordHistorySize'] ?? 0) > 0,
  },
  DeviceConfiguration: {
    consequence: 'Devices are not remembered.',
    isSet: (pool) => pool['DeviceConfiguration'] !== undefined,
  },
  'EnabledMfas SMS_MFA': {
    consequence: 'Nobody is asked for a code by SMS.',
    isSet: (pool) => usesMfa(pool, 'SMS_MFA'),
  },
  'EnabledMfas EMAIL_OTP': {
    consequence: 'Nobody is asked for a code by e-mail.',
    isSet: (pool) => usesMfa(pool, 'EMAIL_OTP'),
  },
  'SignInPolicy.AllowedFirstAuthFactors': {
    consequence: 'Only passwords sign in: no one-time passwords, no passkeys.',
    isSet: (pool) =>
      texts(values(values(pool['Policies'])['SignInPolicy'])['AllowedFirstAuthFactors']).some(
        (factor) => factor !== 'PASSWORD',
      ),
  },
};

/** Names at start each setting of the pool that is not played. */
export function namesUnplayedSettings(resource: Resource, parts: Parts): void {
  const pool = resource.all();
  for (const [name, { consequence, isSet }] of Object.entries(SETTINGS)) {
    if (!isSet(pool)) continue;
    parts.unsupported.push({
      ...origin(resource),
      ...{ type: `${resource.type} (${name})`, consequence },
    });
  }
}

function usesMfa(pool: Values, factor: string): boolean {
  const isOn = ['ON', 'OPTIONAL'].includes(String(pool['MfaConfiguration']));
  return isOn && texts(pool['EnabledMfas']).includes(factor);
}

function values(value: unknown): Values {
  return typeof value === 'object' && value !== null ? (value as Values) : {};
}

function texts(value: unknown): readonly string[] {
  return Array.isArray(value) ? value.map(String) : [];
}
