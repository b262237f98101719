import { beforeEach, describe, expect, it } from 'vitest';

import type { Clients } from './in-chromium.ts';
import { newPassword, rememberingPool, strictPool, stockClientsOfFile } from './stock-clients.ts';
import { PASSWORD } from '../../../testing/start-cognito.ts';

const { pool, newName, newUser, invited, nextTotp, places } = stockClientsOfFile();
let clients: Clients;

describe.each(places)('aws-amplify 6 in %s', (_name, open) => {
  beforeEach(async () => {
    clients = await open();
  });

  const amplify: Clients['amplify'] = (...call) => clients.amplify(...call);
  const signedIn = { isSignedIn: true, nextStep: { signInStep: 'DONE' } };

  it('signUp, resendSignUpCode, confirmSignUp, autoSignIn', async () => {
    const username = newName();
    const options = { autoSignIn: true, userAttributes: { email: username } };
    expect(await amplify('signUp', { username, password: PASSWORD, options })).toMatchObject({
      nextStep: { signUpStep: 'CONFIRM_SIGN_UP' },
    });
    await amplify('resendSignUpCode', { username });
    const confirmationCode = await pool.code(username);
    const confirmed = await amplify('confirmSignUp', { username, confirmationCode });
    expect(confirmed).toMatchObject({ nextStep: { signUpStep: 'COMPLETE_AUTO_SIGN_IN' } });
    expect(await amplify('autoSignIn')).toMatchObject(signedIn);
    expect(await amplify('fetchUserAttributes')).toMatchObject({ email_verified: 'true' });
    await amplify('signOut');
  });

  it('signIn by SRP, fetchAuthSession, updatePassword, signOut', async () => {
    const username = await newUser();
    await expect(amplify('signIn', { username, password: 'Wrong-horse-9' })).rejects.toMatchObject({
      name: 'NotAuthorizedException',
      message: 'Incorrect username or password.',
    });
    expect(await amplify('signIn', { username, password: PASSWORD })).toMatchObject(signedIn);
    const tokenId = async (forceRefresh: boolean) => {
      const session = await amplify('fetchAuthSession', { forceRefresh });
      return (session as { tokens: { accessToken: { payload: { jti: string } } } }).tokens
        .accessToken.payload.jti;
    };
    const first = await tokenId(false);
    expect(await tokenId(true)).not.toBe(first);
    await amplify('updatePassword', { oldPassword: PASSWORD, newPassword });
    await amplify('signOut', { global: true });
    await expect(amplify('getCurrentUser')).rejects.toMatchObject({
      name: 'UserUnAuthenticatedException',
    });
    const options = { authFlowType: 'USER_PASSWORD_AUTH' };
    expect(await amplify('signIn', { username, password: newPassword, options })).toMatchObject(
      signedIn,
    );
    await amplify('signOut');
  });

  it('resetPassword, confirmResetPassword', async () => {
    const username = await newUser();
    expect(await amplify('resetPassword', { username })).toMatchObject({
      nextStep: { resetPasswordStep: 'CONFIRM_RESET_PASSWORD_WITH_CODE' },
    });
    const reset = { username, newPassword, confirmationCode: await pool.code(username) };
    await amplify('confirmResetPassword', reset);
    await expect(amplify('confirmResetPassword', reset)).rejects.toMatchObject({
      name: 'ExpiredCodeException',
    });
    expect(await amplify('signIn', { username, password: newPassword })).toMatchObject(signedIn);
    await amplify('signOut');
  });

  it('confirmSignIn of an invited user', async () => {
    const username = await invited();
    expect(await amplify('signIn', { username, password: PASSWORD })).toMatchObject({
      nextStep: { signInStep: 'CONFIRM_SIGN_IN_WITH_NEW_PASSWORD_REQUIRED' },
    });
    await expect(amplify('confirmSignIn', { challengeResponse: 'weak' })).rejects.toMatchObject({
      name: 'InvalidPasswordException',
    });
    const chosen = await amplify('confirmSignIn', { challengeResponse: newPassword });
    expect(chosen).toMatchObject(signedIn);
    await amplify('signOut');
  });

  it('setUpTOTP, verifyTOTPSetup, updateMFAPreference, confirmSignIn with a code', async () => {
    const username = await newUser();
    await amplify('signIn', { username, password: PASSWORD });
    const { sharedSecret } = (await amplify('setUpTOTP')) as { sharedSecret: string };
    await amplify('verifyTOTPSetup', { code: nextTotp(sharedSecret) });
    await amplify('updateMFAPreference', { totp: 'PREFERRED' });
    expect(await amplify('fetchMFAPreference')).toEqual({
      enabled: ['TOTP'],
      preferred: 'TOTP',
    });
    await amplify('signOut');
    expect(await amplify('signIn', { username, password: PASSWORD })).toMatchObject({
      nextStep: { signInStep: 'CONFIRM_SIGN_IN_WITH_TOTP_CODE' },
    });
    const challengeResponse = nextTotp(sharedSecret);
    expect(await amplify('confirmSignIn', { challengeResponse })).toMatchObject(signedIn);
    await amplify('signOut');
  });

  it('confirmSignIn sets TOTP up where the pool demands it', async () => {
    await clients.configure({ ...pool.settings, userPoolId: strictPool, clientId: 'strict' });
    const username = await invited(strictPool);
    await amplify('signIn', { username, password: PASSWORD });
    const setUp = await amplify('confirmSignIn', { challengeResponse: newPassword });
    expect(setUp).toMatchObject({
      nextStep: { signInStep: 'CONTINUE_SIGN_IN_WITH_TOTP_SETUP' },
    });
    const { sharedSecret } = (setUp as { nextStep: { totpSetupDetails: { sharedSecret: string } } })
      .nextStep.totpSetupDetails;
    const challengeResponse = nextTotp(sharedSecret);
    expect(await amplify('confirmSignIn', { challengeResponse })).toMatchObject(signedIn);
    await amplify('signOut');
  });

  it('rememberDevice, fetchDevices, signIn without the code, fetchAuthSession, forgetDevice', async () => {
    const remembering = { userPoolId: rememberingPool, clientId: 'remembering' };
    await clients.configure({ ...pool.settings, ...remembering });
    const username = await newUser(rememberingPool);
    await amplify('signIn', { username, password: PASSWORD });
    const { sharedSecret } = (await amplify('setUpTOTP')) as { sharedSecret: string };
    await amplify('verifyTOTPSetup', { code: nextTotp(sharedSecret) });
    await amplify('updateMFAPreference', { totp: 'PREFERRED' });
    expect(await amplify('fetchDevices')).toEqual([]);
    await amplify('rememberDevice');
    const [device] = (await amplify('fetchDevices')) as readonly { id: string }[];
    expect(device).toMatchObject({ attributes: { device_status: 'valid' } });
    await amplify('signOut');
    expect(await amplify('signIn', { username, password: PASSWORD })).toMatchObject(signedIn);
    const refreshed = await amplify('fetchAuthSession', { forceRefresh: true });
    const claims = { device_key: device?.id };
    expect(refreshed).toMatchObject({ tokens: { accessToken: { payload: claims } } });
    await amplify('forgetDevice');
    await amplify('signOut');
    expect(await amplify('signIn', { username, password: PASSWORD })).toMatchObject({
      nextStep: { signInStep: 'CONFIRM_SIGN_IN_WITH_TOTP_CODE' },
    });
  });

  it.each(['CUSTOM_WITHOUT_SRP', 'CUSTOM_WITH_SRP'])('signIn: %s', async (authFlowType) => {
    const username = await newUser();
    const given = authFlowType === 'CUSTOM_WITH_SRP' ? { password: PASSWORD } : {};
    const start = () => amplify('signIn', { username, ...given, options: { authFlowType } });
    expect(await start()).toMatchObject({
      nextStep: {
        signInStep: 'CONFIRM_SIGN_IN_WITH_CUSTOM_CHALLENGE',
        additionalInfo: { question: '6 x 7' },
      },
    });
    await expect(amplify('confirmSignIn', { challengeResponse: '41' })).rejects.toMatchObject({
      name: 'NotAuthorizedException',
    });
    await start();
    expect(await amplify('confirmSignIn', { challengeResponse: '42' })).toMatchObject(signedIn);
    await amplify('signOut');
  });

  it('updateUserAttributes, confirmUserAttribute, deleteUserAttributes, deleteUser', async () => {
    const username = await newUser();
    const email = newName();
    await amplify('signIn', { username, password: PASSWORD });
    expect(
      await amplify('updateUserAttributes', { userAttributes: { email, locale: 'de' } }),
    ).toMatchObject({
      email: {
        isUpdated: false,
        nextStep: { updateAttributeStep: 'CONFIRM_ATTRIBUTE_WITH_CODE' },
      },
      locale: { isUpdated: true },
    });
    await amplify('sendUserAttributeVerificationCode', { userAttributeKey: 'email' });
    const confirmationCode = await pool.code(email);
    await amplify('confirmUserAttribute', { userAttributeKey: 'email', confirmationCode });
    await amplify('deleteUserAttributes', { userAttributeKeys: ['locale'] });
    const attributes = await amplify('fetchUserAttributes');
    expect(attributes).toMatchObject({ email, email_verified: 'true' });
    expect(attributes).not.toHaveProperty('locale');
    await amplify('deleteUser');
    await expect(amplify('signIn', { username: email, password: PASSWORD })).rejects.toMatchObject({
      name: 'NotAuthorizedException',
    });
  });
});
