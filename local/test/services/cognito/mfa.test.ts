import {
  AdminGetUserCommand,
  AdminSetUserMFAPreferenceCommand,
  AssociateSoftwareTokenCommand,
  InitiateAuthCommand,
  RespondToAuthChallengeCommand,
  SetUserMFAPreferenceCommand,
  VerifySoftwareTokenCommand,
} from '@aws-sdk/client-cognito-identity-provider';
import { afterEach, describe, expect, it } from 'vitest';

import { addUser, passwordSignIn } from './sign-in.ts';
import {
  CLIENT_ID,
  PASSWORD,
  POOL_ID,
  startCognito,
  userPool,
} from '../../../testing/start-cognito.ts';
import type { CognitoFixture } from '../../../testing/start-cognito.ts';
import { totp } from '../../../testing/totp.ts';
import { wrongTotpCode } from './wrong-totp-code.ts';

let cognito: CognitoFixture;
afterEach(() => cognito.stop());

const Username = 'ann@example.com';
const code = (secret: string | undefined) => totp(secret ?? '', cognito.clock.now());
const signIn = () =>
  cognito.sdk.send(
    new InitiateAuthCommand({
      ClientId: CLIENT_ID,
      AuthFlow: 'USER_PASSWORD_AUTH',
      AuthParameters: { USERNAME: Username, PASSWORD: PASSWORD },
    }),
  );
const respond = (
  ChallengeName: 'SOFTWARE_TOKEN_MFA' | 'MFA_SETUP',
  Session: string | undefined,
  more = {},
) =>
  cognito.sdk.send(
    new RespondToAuthChallengeCommand({
      ClientId: CLIENT_ID,
      ChallengeName,
      Session,
      ChallengeResponses: { USERNAME: Username, ...more },
    }),
  );

async function start(MfaConfiguration: string) {
  cognito = await startCognito({
    pools: [userPool({ MfaConfiguration, EnabledMfas: ['SOFTWARE_TOKEN_MFA'] })],
  });
  await addUser(cognito, Username);
}

describe('optional MFA', () => {
  async function enable() {
    await start('OPTIONAL');
    const { AccessToken } = await passwordSignIn(cognito, Username);
    const { SecretCode } = await cognito.sdk.send(
      new AssociateSoftwareTokenCommand({ AccessToken }),
    );
    const verify = (UserCode: string) =>
      cognito.sdk.send(new VerifySoftwareTokenCommand({ AccessToken, UserCode }));
    const bad = wrongTotpCode(SecretCode ?? '', cognito.clock.now());
    await expect(verify(bad)).rejects.toMatchObject({ name: 'EnableSoftwareTokenMFAException' });
    expect((await verify(code(SecretCode))).Status).toBe('SUCCESS');
    expect((await signIn()).AuthenticationResult).toBeDefined();
    await cognito.sdk.send(
      new SetUserMFAPreferenceCommand({
        AccessToken,
        SoftwareTokenMfaSettings: { Enabled: true, PreferredMfa: true },
      }),
    );
    return { AccessToken, secret: SecretCode };
  }

  it('SOFTWARE_TOKEN_MFA: once on, the password alone gives no tokens', async () => {
    const { secret } = await enable();
    const challenge = await signIn();
    expect(challenge).toMatchObject({ ChallengeName: 'SOFTWARE_TOKEN_MFA' });
    expect(challenge.AuthenticationResult).toBeUndefined();
    const bad = wrongTotpCode(secret ?? '', cognito.clock.now());
    await expect(
      respond('SOFTWARE_TOKEN_MFA', challenge.Session, { SOFTWARE_TOKEN_MFA_CODE: bad }),
    ).rejects.toMatchObject({
      name: 'CodeMismatchException',
      message: 'Invalid code received for user',
    });
    await expect(
      respond('SOFTWARE_TOKEN_MFA', challenge.Session, { SOFTWARE_TOKEN_MFA_CODE: code(secret) }),
    ).rejects.toMatchObject({
      name: 'ExpiredCodeException',
      message: 'Your software token has already been used once.',
    });
    cognito.clock.advance(30_000);
    await expect(respond('MFA_SETUP', challenge.Session)).rejects.toMatchObject({
      name: 'NotAuthorizedException',
    });
    const good = { SOFTWARE_TOKEN_MFA_CODE: code(secret) };
    const answer = await respond('SOFTWARE_TOKEN_MFA', challenge.Session, good);
    expect(answer.AuthenticationResult?.IdToken).toBeDefined();
    await expect(respond('SOFTWARE_TOKEN_MFA', challenge.Session, good)).rejects.toMatchObject({
      name: 'NotAuthorizedException',
    });
    const user = await cognito.sdk.send(new AdminGetUserCommand({ UserPoolId: POOL_ID, Username }));
    expect(user).toMatchObject({
      UserMFASettingList: ['SOFTWARE_TOKEN_MFA'],
      PreferredMfaSetting: 'SOFTWARE_TOKEN_MFA',
    });
  });

  it('SOFTWARE_TOKEN_MFA: guesses are locked out', async () => {
    const { secret } = await enable();
    const { Session } = await signIn();
    cognito.clock.advance(30_000);
    const right = code(secret);
    const bad = wrongTotpCode(secret ?? '', cognito.clock.now());
    for (let count = 0; count < 5; count += 1) {
      await expect(
        respond('SOFTWARE_TOKEN_MFA', Session, { SOFTWARE_TOKEN_MFA_CODE: bad }),
      ).rejects.toMatchObject({ name: 'CodeMismatchException' });
    }
    await expect(
      respond('SOFTWARE_TOKEN_MFA', Session, { SOFTWARE_TOKEN_MFA_CODE: right }),
    ).rejects.toMatchObject({
      name: 'NotAuthorizedException',
      message: 'Password attempts exceeded',
    });
  });

  it('AdminSetUserMFAPreference: turns it off; no text messages without a number', async () => {
    const { AccessToken } = await enable();
    await cognito.sdk.send(
      new AdminSetUserMFAPreferenceCommand({
        UserPoolId: POOL_ID,
        Username,
        SoftwareTokenMfaSettings: { Enabled: false },
      }),
    );
    expect((await signIn()).AuthenticationResult).toBeDefined();
    await expect(
      cognito.sdk.send(
        new SetUserMFAPreferenceCommand({ AccessToken, SMSMfaSettings: { Enabled: true } }),
      ),
    ).rejects.toMatchObject({
      name: 'InvalidParameterException',
      message: 'User does not have delivery config set to turn on SMS_MFA',
    });
  });

  it('SetUserMFAPreference: refuses a factor that was never verified', async () => {
    await start('OPTIONAL');
    const { AccessToken } = await passwordSignIn(cognito, Username);
    await expect(
      cognito.sdk.send(
        new SetUserMFAPreferenceCommand({
          AccessToken,
          SoftwareTokenMfaSettings: { Enabled: true },
        }),
      ),
    ).rejects.toMatchObject({ name: 'InvalidParameterException' });
  });
});

describe('obligatory MFA', () => {
  it('MFA_SETUP: no tokens before a factor is set up in the session', async () => {
    await start('ON');
    const challenge = await signIn();
    expect(challenge.ChallengeName).toBe('MFA_SETUP');
    await expect(respond('MFA_SETUP', challenge.Session)).rejects.toMatchObject({
      name: 'InvalidParameterException',
    });
    const associated = await cognito.sdk.send(
      new AssociateSoftwareTokenCommand({ Session: challenge.Session }),
    );
    const verified = await cognito.sdk.send(
      new VerifySoftwareTokenCommand({
        Session: associated.Session,
        UserCode: code(associated.SecretCode),
      }),
    );
    const answer = await respond('MFA_SETUP', verified.Session);
    expect(answer.AuthenticationResult?.AccessToken).toBeDefined();
    expect((await signIn()).ChallengeName).toBe('SOFTWARE_TOKEN_MFA');
  });
});
