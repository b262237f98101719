import {
  AdminDeleteSoftwareTokenCommand,
  AdminGetUserAuthFactorsCommand,
  AssociateSoftwareTokenCommand,
  GetUserAuthFactorsCommand,
  SetUserMFAPreferenceCommand,
  VerifySoftwareTokenCommand,
} from '@aws-sdk/client-cognito-identity-provider';
import { describe, expect, it } from 'vitest';

import { POOL_ID } from '../../../testing/start-cognito.ts';
import { totp } from '../../../testing/totp.ts';
import { newUser, readUser } from './fixtures.ts';
import { factorsOfFile, PHONE, strictPool } from './many-factors.ts';
import { passwordSignIn } from './sign-in.ts';

const { cognito, start, withPassword, respond, codeFor, setAttributes } = factorsOfFile();

describe('second factors', () => {
  const prefer = async (email: string, preference: object) => {
    const { AccessToken } = await passwordSignIn(cognito, email);
    await cognito.sdk.send(new SetUserMFAPreferenceCommand({ AccessToken, ...preference }));
    return AccessToken;
  };
  it('EMAIL_OTP: follows the password once it is on, and nothing but the password comes first', async () => {
    const { email: USERNAME } = await newUser(cognito);
    const AccessToken = await prefer(USERNAME, {
      EmailMfaSettings: { Enabled: true, PreferredMfa: true },
    });
    expect(await cognito.sdk.send(new GetUserAuthFactorsCommand({ AccessToken }))).toMatchObject({
      PreferredMfaSetting: 'EMAIL_OTP',
      UserMFASettingList: ['EMAIL_OTP'],
      ConfiguredUserAuthFactors: ['PASSWORD'],
    });
    expect((await start(USERNAME)).AvailableChallenges).toEqual(['PASSWORD_SRP', 'PASSWORD']);
    const asked = await withPassword(USERNAME);
    expect(asked).toMatchObject({
      ChallengeName: 'EMAIL_OTP',
      ChallengeParameters: { CODE_DELIVERY_DELIVERY_MEDIUM: 'EMAIL' },
    });
    expect(asked.AuthenticationResult).toBeUndefined();
    const EMAIL_OTP_CODE = await codeFor(USERNAME);
    expect(EMAIL_OTP_CODE).toMatch(/^\d{6}$/);
    const answer = await respond('EMAIL_OTP', asked.Session, { USERNAME, EMAIL_OTP_CODE });
    expect(answer.AuthenticationResult?.IdToken).toBeDefined();
  });

  it('SELECT_MFA_TYPE: asked for when several are on and none is preferred', async () => {
    const { email: USERNAME } = await newUser(cognito);
    await setAttributes(USERNAME, PHONE);
    await prefer(USERNAME, {
      EmailMfaSettings: { Enabled: true },
      SMSMfaSettings: { Enabled: true },
    });
    const asked = await withPassword(USERNAME);
    expect(asked.ChallengeName).toBe('SELECT_MFA_TYPE');
    expect(asked.ChallengeParameters?.['MFAS_CAN_CHOOSE']).toBe('["SMS_MFA","EMAIL_OTP"]');
    const sent = await respond('SELECT_MFA_TYPE', asked.Session, { USERNAME, ANSWER: 'SMS_MFA' });
    expect(sent.ChallengeName).toBe('SMS_MFA');
    const SMS_MFA_CODE = await codeFor('+41791234567');
    const answer = await respond('SMS_MFA', sent.Session, { USERNAME, SMS_MFA_CODE });
    expect(answer.AuthenticationResult?.IdToken).toBeDefined();
  });

  it('SetUserMFAPreference: no two are preferred, and none without an address', async () => {
    const { email } = await newUser(cognito);
    const { AccessToken } = await passwordSignIn(cognito, email);
    const set = (preference: object) =>
      cognito.sdk.send(new SetUserMFAPreferenceCommand({ AccessToken, ...preference }));
    await expect(set({ SMSMfaSettings: { Enabled: true } })).rejects.toMatchObject({
      name: 'InvalidParameterException',
      message: 'User does not have delivery config set to turn on SMS_MFA',
    });
    await setAttributes(email, PHONE);
    const both = { Enabled: true, PreferredMfa: true };
    await expect(set({ SMSMfaSettings: both, EmailMfaSettings: both })).rejects.toMatchObject({
      name: 'InvalidParameterException',
    });
  });

  it('AdminDeleteSoftwareToken: the app is forgotten, other factors stay', async () => {
    const { email: Username } = await newUser(cognito);
    const { AccessToken } = await passwordSignIn(cognito, Username);
    const { SecretCode = '' } = await cognito.sdk.send(
      new AssociateSoftwareTokenCommand({ AccessToken }),
    );
    const UserCode = totp(SecretCode, cognito.clock.now());
    await cognito.sdk.send(new VerifySoftwareTokenCommand({ AccessToken, UserCode }));
    await prefer(Username, {
      EmailMfaSettings: { Enabled: true },
      SoftwareTokenMfaSettings: { Enabled: true, PreferredMfa: true },
    });
    const factorsOf = () =>
      cognito.sdk.send(new AdminGetUserAuthFactorsCommand({ UserPoolId: POOL_ID, Username }));
    expect(await factorsOf()).toMatchObject({
      PreferredMfaSetting: 'SOFTWARE_TOKEN_MFA',
      ConfiguredUserAuthFactors: ['PASSWORD', 'SOFTWARE_TOKEN'],
    });
    await cognito.sdk.send(new AdminDeleteSoftwareTokenCommand({ UserPoolId: POOL_ID, Username }));
    const left = await factorsOf();
    expect(left.UserMFASettingList).toEqual(['EMAIL_OTP']);
    expect(left.PreferredMfaSetting).toBeUndefined();
    expect((await withPassword(Username)).ChallengeName).toBe('EMAIL_OTP');
  });

  it('MFA_SETUP: e-mail in a pool that demands a factor, proved by its code', async () => {
    const { email: USERNAME } = await newUser(cognito, strictPool);
    const client = 'strict';
    // A verified address is a factor already.
    expect((await withPassword(USERNAME, client)).ChallengeName).toBe('EMAIL_OTP');
    await setAttributes(USERNAME, { email_verified: 'false' }, strictPool);
    const setup = await withPassword(USERNAME, client);
    expect(setup.ChallengeParameters?.['MFAS_CAN_SETUP']).toBe(
      '["EMAIL_OTP","SOFTWARE_TOKEN_MFA"]',
    );
    const given = { USERNAME, EMAIL: USERNAME };
    const sent = await respond('MFA_SETUP', setup.Session, given, client);
    expect(sent.ChallengeName).toBe('EMAIL_OTP');
    const code = { USERNAME, EMAIL_OTP_CODE: await codeFor(USERNAME) };
    const answer = await respond('EMAIL_OTP', sent.Session, code, client);
    expect(answer.AuthenticationResult?.IdToken).toBeDefined();
    expect(await readUser(cognito, USERNAME, strictPool)).toMatchObject({
      UserMFASettingList: ['EMAIL_OTP'],
      attributes: { email_verified: 'true' },
    });
  });
});
