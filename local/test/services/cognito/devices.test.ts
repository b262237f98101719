import {
  AdminGetDeviceCommand,
  AdminUpdateDeviceStatusCommand,
  AdminUserGlobalSignOutCommand,
  DescribeUserPoolCommand,
  ForgetDeviceCommand,
  GetTokensFromRefreshTokenCommand,
  InitiateAuthCommand,
  RespondToAuthChallengeCommand,
  SetUserMFAPreferenceCommand,
} from '@aws-sdk/client-cognito-identity-provider';
import type { AuthenticationResultType } from '@aws-sdk/client-cognito-identity-provider';
import { decodeJwt } from 'jose';
import { describe, expect, it } from 'vitest';
import { setUpTotp } from '../../../testing/cognito-with-totp.ts';

import { client, CLIENT_ID, POOL_ID, userPool } from '../../../testing/start-cognito.ts';
import type { CognitoFixture } from '../../../testing/start-cognito.ts';
import { totp } from '../../../testing/totp.ts';
import { confirmDevice, gone, proveDevice, startWithPassword } from './devices.ts';
import type { KeptDevice } from './devices.ts';
import { cognitoOfFile, newUser } from './fixtures.ts';
import { srpSignIn } from './sign-in.ts';

const mfa = { MfaConfiguration: 'OPTIONAL', EnabledMfas: ['SOFTWARE_TOKEN_MFA', 'EMAIL_OTP'] };
const remembering = (DeviceConfiguration: Record<string, boolean>) =>
  cognitoOfFile({ pools: [userPool({ ...mfa, DeviceConfiguration }, [client()])] });

/** Somebody with an authenticator app, signed in on a new device. */
async function withTotp(cognito: CognitoFixture) {
  const { email } = await newUser(cognito);
  const { AuthenticationResult: first } = await startWithPassword(cognito, email);
  const { AccessToken } = first ?? {};
  const SecretCode = await setUpTotp(cognito, AccessToken);
  const signIn = async (device?: KeptDevice) => {
    const more: Record<string, string> = device === undefined ? {} : { DEVICE_KEY: device.key };
    const asked = await startWithPassword(cognito, email, more);
    if (asked.ChallengeName !== 'SOFTWARE_TOKEN_MFA') return asked;
    cognito.clock.advance(30_000);
    return cognito.sdk.send(
      new RespondToAuthChallengeCommand({
        ClientId: CLIENT_ID,
        ChallengeName: 'SOFTWARE_TOKEN_MFA',
        Session: asked.Session,
        ChallengeResponses: {
          USERNAME: email,
          SOFTWARE_TOKEN_MFA_CODE: totp(SecretCode, cognito.clock.now()),
        },
      }),
    );
  };
  const { AuthenticationResult: result } = await signIn();
  return { email, result, signIn };
}

const keyIn = (result: AuthenticationResultType | undefined) =>
  decodeJwt(result?.AccessToken ?? '')['device_key'];

describe('devices that are always remembered, in place of a second factor', () => {
  const cognito = remembering({
    ChallengeRequiredOnNewDevice: true,
    DeviceOnlyRememberedOnUserPrompt: false,
  });

  it('NewDeviceMetadata: of each sign-in that names no device; the tokens are bound to its key', async () => {
    const { email } = await newUser(cognito);
    const [first, second] = await Promise.all([
      startWithPassword(cognito, email),
      srpSignIn(cognito, email),
    ]);
    const keys = [first, second].map(({ AuthenticationResult: result }) => {
      expect(result?.NewDeviceMetadata?.DeviceKey).toMatch(/^us-east-1_[0-9a-f-]{36}$/);
      expect(result?.NewDeviceMetadata?.DeviceGroupKey).toMatch(/^-\w{8}$/);
      expect(keyIn(result)).toBe(result?.NewDeviceMetadata?.DeviceKey);
      return keyIn(result);
    });
    expect(keys[0]).not.toBe(keys[1]);
  });

  it('DEVICE_SRP_AUTH: a remembered device takes the place of the code; a new one does not', async () => {
    const { email, result, signIn } = await withTotp(cognito);
    const { device, isUpToPerson } = await confirmDevice(cognito, result, 'Laptop');
    expect(isUpToPerson).toBe(false);
    const asked = await signIn(device);
    expect(asked).toMatchObject({ ChallengeName: 'DEVICE_SRP_AUTH', ChallengeParameters: {} });
    const { AuthenticationResult } = await proveDevice(cognito, asked, email, device);
    expect(AuthenticationResult?.NewDeviceMetadata).toBeUndefined();
    expect(keyIn(AuthenticationResult)).toBe(device.key);
    expect((await startWithPassword(cognito, email)).ChallengeName).toBe('SOFTWARE_TOKEN_MFA');
  });

  it('DEVICE_PASSWORD_VERIFIER: refuses another secret, and each challenge a second time', async () => {
    const { email, result, signIn } = await withTotp(cognito);
    const { device } = await confirmDevice(cognito, result);
    const asked = await signIn(device);
    const forged = { ...device, secret: `${device.secret}x` };
    await expect(proveDevice(cognito, asked, email, forged)).rejects.toMatchObject({
      name: 'NotAuthorizedException',
      message: 'Incorrect username or password.',
    });
    await expect(proveDevice(cognito, asked, email, device)).rejects.toMatchObject({
      name: 'NotAuthorizedException',
    });
  });

  it('DEVICE_SRP_AUTH: refuses another device than that of the sign-in', async () => {
    const { email, result, signIn } = await withTotp(cognito);
    const { device } = await confirmDevice(cognito, result);
    const { device: second } = await confirmDevice(cognito, (await signIn()).AuthenticationResult);
    const asked = await signIn(device);
    await expect(proveDevice(cognito, asked, email, second)).rejects.toMatchObject({
      name: 'NotAuthorizedException',
    });
  });

  it('EMAIL_OTP: is asked for on remembered devices, too', async () => {
    const { email } = await newUser(cognito);
    const { AuthenticationResult: result } = await startWithPassword(cognito, email);
    const { device } = await confirmDevice(cognito, result);
    const { AccessToken } = result ?? {};
    const EmailMfaSettings = { Enabled: true, PreferredMfa: true };
    await cognito.sdk.send(new SetUserMFAPreferenceCommand({ AccessToken, EmailMfaSettings }));
    const asked = await startWithPassword(cognito, email, { DEVICE_KEY: device.key });
    expect(asked.ChallengeName).toBe('EMAIL_OTP');
  });

  it('DEVICE_SRP_AUTH: refuses the device of somebody else', async () => {
    const { email, result, signIn } = await withTotp(cognito);
    const other = await withTotp(cognito);
    const { device } = await confirmDevice(cognito, result);
    const { device: theirs } = await confirmDevice(cognito, other.result);
    await expect(signIn(theirs)).rejects.toMatchObject(gone);
    await expect(proveDevice(cognito, await signIn(device), email, theirs)).rejects.toMatchObject(
      gone,
    );
  });

  it('DEVICE_PASSWORD_VERIFIER: refuses to stand in for the code once it is not remembered', async () => {
    const { email, result, signIn } = await withTotp(cognito);
    const { device } = await confirmDevice(cognito, result);
    const asked = await signIn(device);
    await cognito.sdk.send(
      new AdminUpdateDeviceStatusCommand({
        UserPoolId: POOL_ID,
        Username: email,
        DeviceKey: device.key,
        DeviceRememberedStatus: 'not_remembered',
      }),
    );
    await expect(proveDevice(cognito, asked, email, device)).rejects.toMatchObject({
      name: 'NotAuthorizedException',
    });
    // From then on the code comes first, and the device proves itself behind it.
    const more = { DEVICE_KEY: device.key };
    expect((await startWithPassword(cognito, email, more)).ChallengeName).toBe(
      'SOFTWARE_TOKEN_MFA',
    );
    expect(await signIn(device)).toMatchObject({ ChallengeName: 'DEVICE_SRP_AUTH' });
  });

  it('PASSWORD_VERIFIER: says that a device is gone to whoever knows the password, and takes the proof again', async () => {
    const { email } = await newUser(cognito);
    const withKey = { DEVICE_KEY: 'us-east-1_00000000-0000-4000-8000-000000000000' };
    await expect(startWithPassword(cognito, email, withKey)).rejects.toMatchObject(gone);
    const wrong = startWithPassword(cognito, email, { ...withKey, PASSWORD: 'Wrong-horse-9' });
    await expect(wrong).rejects.toMatchObject({ name: 'NotAuthorizedException' });
    const signed = await srpSignIn(cognito, email, undefined, undefined, withKey).catch(
      (error: unknown) => error,
    );
    expect(signed).toMatchObject({ AuthenticationResult: { TokenType: 'Bearer' } });
  });

  it('REFRESH_TOKEN_AUTH, GetTokensFromRefreshToken: need the key of a device that is confirmed and not forgotten', async () => {
    const { email } = await newUser(cognito);
    const { AuthenticationResult: result } = await startWithPassword(cognito, email);
    const { AccessToken, RefreshToken = '' } = result ?? {};
    const DeviceKey = result?.NewDeviceMetadata?.DeviceKey;
    const refresh = (key?: string) =>
      cognito.sdk.send(
        new GetTokensFromRefreshTokenCommand({ ClientId: CLIENT_ID, RefreshToken, DeviceKey: key }),
      );
    const refused = { name: 'NotAuthorizedException', message: 'Invalid Refresh Token' };
    await expect(refresh(DeviceKey)).rejects.toMatchObject(refused);
    await confirmDevice(cognito, result);
    await expect(refresh()).rejects.toMatchObject(refused);
    const { AuthenticationResult: renewed } = await refresh(DeviceKey);
    expect(keyIn(renewed)).toBe(DeviceKey);
    const AuthParameters = { REFRESH_TOKEN: RefreshToken, DEVICE_KEY: DeviceKey ?? '' };
    const old = { ClientId: CLIENT_ID, AuthFlow: 'REFRESH_TOKEN_AUTH', AuthParameters } as const;
    expect(
      (await cognito.sdk.send(new InitiateAuthCommand(old))).AuthenticationResult?.IdToken,
    ).toBeDefined();
    await cognito.sdk.send(new ForgetDeviceCommand({ AccessToken, DeviceKey }));
    await expect(refresh(DeviceKey)).rejects.toMatchObject(refused);
    expect(cognito.logged.join()).toContain('refresh refused for its device');
  });

  it('devices: survive a restart and a global sign-out, with the claim of the session', async () => {
    const { email, result, signIn } = await withTotp(cognito);
    const { device } = await confirmDevice(cognito, result);
    await cognito.sdk.send(
      new AdminUserGlobalSignOutCommand({ UserPoolId: POOL_ID, Username: email }),
    );
    await cognito.restart();
    const proven = await proveDevice(cognito, await signIn(device), email, device);
    expect(keyIn(proven.AuthenticationResult)).toBe(device.key);
    const UserPoolId = POOL_ID;
    const { UserPool } = await cognito.sdk.send(new DescribeUserPoolCommand({ UserPoolId }));
    expect(UserPool?.DeviceConfiguration?.ChallengeRequiredOnNewDevice).toBe(true);
  });
});

describe('devices that are remembered beside the second factor', () => {
  const cognito = remembering({ ChallengeRequiredOnNewDevice: false });

  it('DEVICE_SRP_AUTH: follows the code where devices do not stand in for it', async () => {
    const { email, result, signIn } = await withTotp(cognito);
    const { device } = await confirmDevice(cognito, result);
    const more = { DEVICE_KEY: device.key };
    const asked = await startWithPassword(cognito, email, more);
    expect(asked.ChallengeName).toBe('SOFTWARE_TOKEN_MFA');
    const begun = cognito.clock.now();
    const next = await signIn(device);
    expect(next.ChallengeName).toBe('DEVICE_SRP_AUTH');
    const { AuthenticationResult } = await proveDevice(cognito, next, email, device);
    expect(keyIn(AuthenticationResult)).toBe(device.key);
    const admin = { UserPoolId: POOL_ID, Username: email, DeviceKey: device.key };
    const { Device } = await cognito.sdk.send(new AdminGetDeviceCommand(admin));
    expect(Device?.DeviceLastAuthenticatedDate?.getTime()).toBeGreaterThan(begun);
  });
});
