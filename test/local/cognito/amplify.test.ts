import { AdminCreateUserCommand } from '@aws-sdk/client-cognito-identity-provider';
import { Amplify } from 'aws-amplify';
import {
  confirmResetPassword,
  confirmSignIn,
  confirmSignUp,
  fetchAuthSession,
  fetchUserAttributes,
  getCurrentUser,
  resendSignUpCode,
  resetPassword,
  signIn,
  signOut,
  signUp,
  updatePassword,
} from 'aws-amplify/auth';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';

import { addUser } from './sign-in.ts';
import { clientId, password, poolId, startCognito } from './with-cognito.ts';
import type { CognitoFixture } from './with-cognito.ts';

let cognito: CognitoFixture;

beforeAll(async () => {
  cognito = await startCognito();
  Amplify.configure({
    Auth: {
      Cognito: { userPoolId: poolId, userPoolClientId: clientId, userPoolEndpoint: cognito.url },
    },
  });
});

afterAll(() => cognito.stop());

async function invite(Username: string): Promise<string> {
  await cognito.sdk.send(
    new AdminCreateUserCommand({ UserPoolId: poolId, Username, DesiredDeliveryMediums: ['EMAIL'] }),
  );
  return (await cognito.mailbox(Username))[0]?.code ?? '';
}

describe('aws-amplify 6', () => {
  afterEach(() => signOut());

  it('signIn: SRP by default, then session, user, attributes and a forced refresh', async () => {
    const sub = await addUser(cognito, 'amplify@example.com');
    const { isSignedIn } = await signIn({ username: 'amplify@example.com', password });
    expect(isSignedIn).toBe(true);
    expect(await getCurrentUser()).toMatchObject({ userId: sub });
    expect(await fetchUserAttributes()).toMatchObject({ sub, email: 'amplify@example.com' });
    const first = await fetchAuthSession();
    const second = await fetchAuthSession({ forceRefresh: true });
    expect(second.tokens?.accessToken.payload['jti']).not.toBe(
      first.tokens?.accessToken.payload['jti'],
    );
    await updatePassword({ oldPassword: password, newPassword: 'Newer-horse-9' });
    await signOut({ global: true });
    await expect(getCurrentUser()).rejects.toMatchObject({ name: 'UserUnAuthenticatedException' });
  });

  it('signIn: USER_PASSWORD_AUTH, and a wrong password', async () => {
    await addUser(cognito, 'plain@example.com');
    const options = { authFlowType: 'USER_PASSWORD_AUTH' } as const;
    await expect(
      signIn({ username: 'plain@example.com', password: 'Wrong-horse-9', options }),
    ).rejects.toMatchObject({
      name: 'NotAuthorizedException',
      message: 'Incorrect username or password.',
    });
    expect(await signIn({ username: 'plain@example.com', password, options })).toMatchObject({
      isSignedIn: true,
    });
  });

  it('signIn: an invited user confirms with a new password', async () => {
    const temporary = await invite('invited@example.com');
    const { nextStep } = await signIn({ username: 'invited@example.com', password: temporary });
    expect(nextStep.signInStep).toBe('CONFIRM_SIGN_IN_WITH_NEW_PASSWORD_REQUIRED');
    expect(await confirmSignIn({ challengeResponse: password })).toMatchObject({
      isSignedIn: true,
    });
  });

  it('signUp, resendSignUpCode, confirmSignUp, resetPassword, confirmResetPassword', async () => {
    const username = 'join@example.com';
    const { nextStep } = await signUp({ username, password });
    expect(nextStep.signUpStep).toBe('CONFIRM_SIGN_UP');
    await resendSignUpCode({ username });
    const code = async () => (await cognito.mailbox(username))[0]?.code ?? '';
    expect(await confirmSignUp({ username, confirmationCode: await code() })).toMatchObject({
      isSignUpComplete: true,
    });
    await resetPassword({ username });
    await confirmResetPassword({
      username,
      confirmationCode: await code(),
      newPassword: 'Newer-horse-9',
    });
    expect(await signIn({ username, password: 'Newer-horse-9' })).toMatchObject({
      isSignedIn: true,
    });
  });
});
