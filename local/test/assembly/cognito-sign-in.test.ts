import { CfnResource, Stack } from 'aws-cdk-lib';
import * as cognito from 'aws-cdk-lib/aws-cognito';
import { describe, expect, test } from 'vitest';

import { createPools } from '../../services/cognito/pool/pool.ts';
import { appOf } from './synthesize-app.ts';

/** The one pool of a stack, as sign-ins go by it. */
const poolOf = (make: (stack: Stack) => unknown) =>
  createPools(appOf((root) => make(new Stack(root, 'People'))).userPools).all[0];

describe('how people sign in to a pool of the CDK', () => {
  test('deviceTracking, signInPolicy, passkeys, mfa: are read', () => {
    const pool = poolOf(
      (stack) =>
        new cognito.UserPool(stack, 'Pool', {
          featurePlan: cognito.FeaturePlan.ESSENTIALS,
          email: cognito.UserPoolEmail.withSES({
            sesRegion: 'us-east-1',
            fromEmail: 'no-reply@example.com',
          }),
          signInPolicy: {
            allowedFirstAuthFactors: { password: true, emailOtp: true, passkey: true },
          },
          passkeyRelyingPartyId: 'example.com',
          passkeyUserVerification: cognito.PasskeyUserVerification.REQUIRED,
          mfa: cognito.Mfa.OPTIONAL,
          mfaSecondFactor: { sms: false, otp: true, email: true },
          deviceTracking: {
            challengeRequiredOnNewDevice: true,
            deviceOnlyRememberedOnUserPrompt: false,
          },
        }),
    );
    expect(pool).toMatchObject({
      firstFactors: ['PASSWORD', 'EMAIL_OTP', 'WEB_AUTHN'],
      passkeys: { relyingParty: 'example.com', userVerification: 'required', isMultiFactor: false },
      mfa: 'OPTIONAL',
      enabledMfas: ['SOFTWARE_TOKEN_MFA', 'EMAIL_OTP'],
      devices: { replacesSecondFactor: true, asksPeople: false },
    });
  });

  test('UserPool: what it says nothing of is off', () => {
    expect(poolOf((stack) => new cognito.UserPool(stack, 'Pool'))).toMatchObject({
      firstFactors: ['PASSWORD'],
      passkeys: { relyingParty: null, userVerification: 'preferred' },
      mfa: 'OFF',
      devices: null,
    });
  });

  test.each([
    [{ ChallengeRequiredOnNewDevice: false }, { replacesSecondFactor: false, asksPeople: false }],
    [
      { DeviceOnlyRememberedOnUserPrompt: 'true' },
      { replacesSecondFactor: false, asksPeople: true },
    ],
    [{}, null],
  ])('DeviceConfiguration: %j', (DeviceConfiguration, devices) => {
    const type = 'AWS::Cognito::UserPool';
    const properties = { DeviceConfiguration };
    expect(
      poolOf((stack) => new CfnResource(stack, 'Pool', { type, properties }))?.devices,
    ).toEqual(devices);
  });
});
