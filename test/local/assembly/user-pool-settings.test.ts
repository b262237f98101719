import { CfnResource, Stack } from 'aws-cdk-lib';
import { describe, expect, test } from 'vitest';
import { appOf } from './synthesize-app.ts';

const unsupportedOf = (properties: Record<string, unknown>) =>
  appOf((root) => {
    const stack = new Stack(root, 'People');
    new CfnResource(stack, 'Pool', { type: 'AWS::Cognito::UserPool', properties });
  }).unsupported.map(({ type, logicalId }) => `${logicalId} ${type}`);

describe('settings of a user pool that nothing plays', () => {
  test.each([
    ['LambdaConfig.CustomEmailSender', { LambdaConfig: { CustomEmailSender: { LambdaArn: 'a' } } }],
    ['LambdaConfig.CustomSMSSender', { LambdaConfig: { CustomSMSSender: { LambdaArn: 'a' } } }],
    ['LambdaConfig.InboundFederation', { LambdaConfig: { InboundFederation: { LambdaArn: 'a' } } }],
    [
      'UserPoolAddOns.AdvancedSecurityMode',
      { UserPoolAddOns: { AdvancedSecurityMode: 'ENFORCED' } },
    ],
    [
      'PasswordPolicy.PasswordHistorySize',
      { Policies: { PasswordPolicy: { PasswordHistorySize: 5 } } },
    ],
    ['DeviceConfiguration', { DeviceConfiguration: { ChallengeRequiredOnNewDevice: true } }],
    ['EnabledMfas SMS_MFA', { MfaConfiguration: 'ON', EnabledMfas: ['SMS_MFA'] }],
    ['EnabledMfas EMAIL_OTP', { MfaConfiguration: 'OPTIONAL', EnabledMfas: ['EMAIL_OTP'] }],
    [
      'SignInPolicy.AllowedFirstAuthFactors',
      { Policies: { SignInPolicy: { AllowedFirstAuthFactors: ['PASSWORD', 'WEB_AUTHN'] } } },
    ],
  ])('start: names %s', (name, properties) => {
    expect(unsupportedOf(properties)).toEqual([`Pool AWS::Cognito::UserPool (${name})`]);
  });

  test('start: names nothing of a pool that is played whole', () => {
    expect(
      unsupportedOf({
        UserPoolAddOns: { AdvancedSecurityMode: 'OFF' },
        ...{ MfaConfiguration: 'OPTIONAL', EnabledMfas: ['SOFTWARE_TOKEN_MFA'] },
        Policies: {
          PasswordPolicy: { MinimumLength: 12 },
          SignInPolicy: { AllowedFirstAuthFactors: ['PASSWORD'] },
        },
      }),
    ).toEqual([]);
  });
});
