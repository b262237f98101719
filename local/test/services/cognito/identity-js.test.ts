import {
  AdminForgetDeviceCommand,
  AdminListDevicesCommand,
} from '@aws-sdk/client-cognito-identity-provider';
import { beforeEach, describe, expect, it } from 'vitest';

import type { Clients } from './in-chromium.ts';
import { newPassword, rememberingPool, stockClientsOfFile } from './stock-clients.ts';
import { PASSWORD } from '../../../testing/start-cognito.ts';

const { pool, newName, newUser, invited, nextTotp, places } = stockClientsOfFile();
let clients: Clients;

describe.each(places)('amazon-cognito-identity-js in %s', (_name, open) => {
  beforeEach(async () => {
    clients = await open();
  });

  const call = (username: string, method: string, ...given: unknown[]) =>
    clients.identityJs(pool.settings, username, method, given);

  it('signUp, resendConfirmationCode, confirmRegistration, authenticateUser', async () => {
    const username = newName();
    expect(await call(username, 'signUp', PASSWORD)).toBe(false);
    await call(username, 'resendConfirmationCode');
    expect(await call(username, 'confirmRegistration', await pool.code(username), true)).toBe(
      'SUCCESS',
    );
    expect(await call(username, 'authenticateUser', PASSWORD)).toBe('success');
    await expect(call(username, 'authenticateUser', 'Wrong-horse-9')).rejects.toMatchObject({
      name: 'NotAuthorizedException',
    });
  });

  it('completeNewPasswordChallenge', async () => {
    const username = await invited();
    expect(await call(username, 'authenticateUser', PASSWORD)).toMatchObject({
      step: 'newPasswordRequired',
    });
    expect(await call(username, 'completeNewPasswordChallenge', newPassword, {})).toBe('success');
  });

  it('associateSoftwareToken, verifySoftwareToken, setUserMfaPreference, sendMFACode', async () => {
    const username = await newUser();
    await call(username, 'authenticateUser', PASSWORD);
    const { about: secret } = (await call(username, 'associateSoftwareToken')) as {
      about: string;
    };
    await call(username, 'verifySoftwareToken', nextTotp(secret), 'My phone');
    const preferred = { Enabled: true, PreferredMfa: true };
    await call(username, 'setUserMfaPreference', null, preferred);
    expect(await call(username, 'authenticateUser', PASSWORD)).toMatchObject({
      step: 'totpRequired',
    });
    const code = nextTotp(secret);
    expect(await call(username, 'sendMFACode', code, 'SOFTWARE_TOKEN_MFA')).toBe('success');
  });

  it('authenticateUser on a device that is remembered, and again once it was forgotten', async () => {
    const settings = { ...pool.settings, userPoolId: rememberingPool, clientId: 'remembering' };
    const username = await newUser(rememberingPool);
    const here = (method: string, ...given: unknown[]) =>
      clients.identityJs(settings, username, method, given);
    const signIn = () => here('authenticateUser', PASSWORD);
    const names = { UserPoolId: rememberingPool, Username: username };
    const devices = async () =>
      (await pool.sdk.send(new AdminListDevicesCommand(names))).Devices ?? [];
    expect(await signIn()).toBe('success');
    expect(await here('setDeviceStatusRemembered')).toBe('success');
    expect(await signIn()).toBe('success');
    const [device, ...others] = await devices();
    expect(others).toEqual([]);
    const forgotten = { ...names, DeviceKey: device?.DeviceKey };
    await pool.sdk.send(new AdminForgetDeviceCommand(forgotten));
    expect(await signIn()).toBe('success');
    expect((await devices())[0]?.DeviceKey).not.toBe(device?.DeviceKey);
  });

  it('initiateAuth, sendCustomChallengeAnswer', async () => {
    const username = await newUser();
    expect(await call(username, 'initiateAuth')).toMatchObject({
      step: 'customChallenge',
      about: { question: '6 x 7' },
    });
    expect(await call(username, 'sendCustomChallengeAnswer', '42')).toBe('success');
  });

  it('forgotPassword, confirmPassword', async () => {
    const username = await newUser();
    expect(await call(username, 'forgotPassword')).toMatchObject({
      step: 'inputVerificationCode',
    });
    await call(username, 'confirmPassword', await pool.code(username), newPassword);
    expect(await call(username, 'authenticateUser', newPassword)).toBe('success');
  });

  it('refreshSession, changePassword, updateAttributes, getUserAttributes, globalSignOut', async () => {
    const username = await newUser();
    await call(username, 'authenticateUser', PASSWORD);
    await call(username, 'refreshSession');
    expect(await call(username, 'changePassword', PASSWORD, newPassword)).toBe('SUCCESS');
    await call(username, 'updateAttributes', [{ Name: 'locale', Value: 'de' }]);
    expect(await call(username, 'getUserAttributes')).toContainEqual({
      Name: 'locale',
      Value: 'de',
    });
    expect(await call(username, 'globalSignOut')).toBe('success');
    await expect(call(username, 'getUserAttributes')).rejects.toMatchObject({
      message: 'Access Token has been revoked',
    });
  });

  it('deleteUser', async () => {
    const username = await newUser();
    await call(username, 'authenticateUser', PASSWORD);
    expect(await call(username, 'deleteUser')).toBe('SUCCESS');
    await expect(call(username, 'authenticateUser', PASSWORD)).rejects.toMatchObject({
      name: 'NotAuthorizedException',
    });
  });
});
