import {
  AdminConfirmSignUpCommand,
  AdminCreateUserCommand,
  AdminDisableUserCommand,
  AdminGetUserCommand,
  ConfirmForgotPasswordCommand,
  ConfirmSignUpCommand,
  ForgotPasswordCommand,
  ResendConfirmationCodeCommand,
  SignUpCommand,
} from '@aws-sdk/client-cognito-identity-provider';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { addUser, passwordSignIn } from './sign-in.ts';
import {
  client,
  CLIENT_ID,
  PASSWORD,
  POOL_ID,
  startCognito,
  userPool,
} from '../../../testing/start-cognito.ts';
import type { CognitoFixture } from '../../../testing/start-cognito.ts';

let cognito: CognitoFixture;
beforeAll(async () => {
  cognito = await startCognito({
    pools: [
      userPool({}, [client(), client({ clientId: 'telling', preventUserExistenceErrors: false })]),
      userPool(
        { AdminCreateUserConfig: { AllowAdminCreateUserOnly: true } },
        [client({ clientId: 'closed' })],
        {
          userPoolId: 'us-east-1_Closed',
          issuer: 'https://cognito-idp.us-east-1.amazonaws.com/us-east-1_Closed',
        },
      ),
      userPool(
        { Schema: [{ Name: 'given_name', AttributeDataType: 'String', Required: true }] },
        [client({ clientId: 'asking' })],
        {
          userPoolId: 'us-east-1_Asking',
          issuer: 'https://cognito-idp.us-east-1.amazonaws.com/us-east-1_Asking',
        },
      ),
    ],
  });
});
afterAll(() => cognito.stop());

const signUp = (Username: string, Password = PASSWORD, ClientId = CLIENT_ID) =>
  cognito.sdk.send(new SignUpCommand({ ClientId, Username, Password }));
const confirm = (Username: string, ConfirmationCode: string | undefined, ClientId = CLIENT_ID) =>
  cognito.sdk.send(new ConfirmSignUpCommand({ ClientId, Username, ConfirmationCode }));
const codeOf = async (address: string) => (await cognito.mailbox(address))[0]?.code;

describe('SignUp', () => {
  it('SignUp: the user signs in once the code came back, with a verified address', async () => {
    const Username = 'ann@example.com';
    const answer = await signUp(Username);
    expect(answer).toMatchObject({
      UserConfirmed: false,
      CodeDeliveryDetails: {
        AttributeName: 'email',
        DeliveryMedium: 'EMAIL',
        Destination: 'a***@e***',
      },
    });
    await expect(passwordSignIn(cognito, Username)).rejects.toMatchObject({
      name: 'UserNotConfirmedException',
      message: 'User is not confirmed.',
    });
    const code = await codeOf(Username);
    await expect(confirm(Username, code === '000000' ? '000001' : '000000')).rejects.toMatchObject({
      name: 'CodeMismatchException',
      message: 'Invalid verification code provided, please try again.',
    });
    await confirm(Username, code);
    await expect(passwordSignIn(cognito, Username)).resolves.toBeDefined();
    const { UserAttributes } = await cognito.sdk.send(
      new AdminGetUserCommand({ UserPoolId: POOL_ID, Username }),
    );
    expect(UserAttributes).toContainEqual({ Name: 'email_verified', Value: 'true' });
    await expect(confirm(Username, code)).rejects.toMatchObject({
      name: 'NotAuthorizedException',
      message: 'User cannot be confirmed. Current status is CONFIRMED',
    });
  });

  it('SignUp: refuses a taken address, a weak password and a name of the wrong form', async () => {
    await signUp('bob@example.com');
    await expect(signUp('Bob@example.com')).rejects.toMatchObject({
      name: 'UsernameExistsException',
    });
    await expect(signUp('carl@example.com', 'weakling')).rejects.toMatchObject({
      name: 'InvalidPasswordException',
    });
    await expect(signUp('carl')).rejects.toMatchObject({ name: 'InvalidParameterException' });
  });

  it('SignUp: refuses to do without a password where no codes sign in', async () => {
    const command = new SignUpCommand({ ClientId: CLIENT_ID, Username: 'bare@example.com' });
    await expect(cognito.sdk.send(command)).rejects.toMatchObject({
      name: 'InvalidParameterException',
      message: expect.stringContaining("Value at 'password' failed") as string,
    });
  });

  it('SignUp: refuses where only admins make users, and without a required attribute', async () => {
    await expect(signUp('dora@example.com', PASSWORD, 'closed')).rejects.toMatchObject({
      name: 'NotAuthorizedException',
      message: 'SignUp is not permitted for this user pool',
    });
    await expect(signUp('dora@example.com', PASSWORD, 'asking')).rejects.toMatchObject({
      name: 'InvalidParameterException',
      message: 'Attributes did not conform to the schema: given_name: The attribute is required',
    });
  });

  it('SignUp: the client may not declare the address verified', async () => {
    const UserAttributes = [{ Name: 'email_verified', Value: 'true' }];
    const command = new SignUpCommand({
      ClientId: CLIENT_ID,
      Username: 'eve@example.com',
      Password: PASSWORD,
      UserAttributes,
    });
    await expect(cognito.sdk.send(command)).rejects.toMatchObject({
      name: 'NotAuthorizedException',
    });
  });

  it('ConfirmSignUp: a code ends after a day, a new one can be had', async () => {
    const Username = 'slow@example.com';
    await signUp(Username);
    const first = await codeOf(Username);
    cognito.clock.advance(86_400_000 + 1000);
    await expect(confirm(Username, first)).rejects.toMatchObject({
      name: 'ExpiredCodeException',
      message: 'Invalid code provided, please request a code again.',
    });
    await cognito.sdk.send(new ResendConfirmationCodeCommand({ ClientId: CLIENT_ID, Username }));
    await confirm(Username, await codeOf(Username));
  });

  it('AdminConfirmSignUp: confirms without a code; the address stays unverified', async () => {
    const Username = 'byadmin@example.com';
    await signUp(Username);
    await cognito.sdk.send(new AdminConfirmSignUpCommand({ UserPoolId: POOL_ID, Username }));
    await expect(passwordSignIn(cognito, Username)).resolves.toBeDefined();
  });

  it('ResendConfirmationCode: tells nothing about unknown users unless the client tells', async () => {
    const resend = (Username: string, ClientId = CLIENT_ID) =>
      cognito.sdk.send(new ResendConfirmationCodeCommand({ ClientId, Username }));
    expect((await resend('nobody@example.com')).CodeDeliveryDetails?.Destination).toBe('n***@e***');
    expect(await cognito.mailbox('nobody@example.com')).toEqual([]);
    await expect(resend('nobody@example.com', 'telling')).rejects.toMatchObject({
      name: 'UserNotFoundException',
    });
    await addUser(cognito, 'sure@example.com');
    await expect(resend('sure@example.com')).rejects.toMatchObject({
      name: 'InvalidParameterException',
      message: 'User is already confirmed.',
    });
  });

  it('ConfirmSignUp: an unknown user looks like an old code unless the client tells', async () => {
    await expect(confirm('nobody@example.com', '123456')).rejects.toMatchObject({
      name: 'ExpiredCodeException',
    });
    await expect(confirm('nobody@example.com', '123456', 'telling')).rejects.toMatchObject({
      name: 'UserNotFoundException',
    });
  });
});

describe('ForgotPassword', () => {
  const forgot = (Username: string, ClientId = CLIENT_ID) =>
    cognito.sdk.send(new ForgotPasswordCommand({ ClientId, Username }));
  const set = (
    Username: string,
    ConfirmationCode: string | undefined,
    Password = 'Newer-horse-9',
    ClientId = CLIENT_ID,
  ) =>
    cognito.sdk.send(
      new ConfirmForgotPasswordCommand({ ClientId, Username, ConfirmationCode, Password }),
    );

  it('ConfirmForgotPassword: the code sets a new password, once', async () => {
    const Username = 'lost@example.com';
    await addUser(cognito, Username);
    expect((await forgot(Username)).CodeDeliveryDetails?.Destination).toBe('l***@e***');
    const code = await codeOf(Username);
    await expect(set(Username, code, 'weakling')).rejects.toMatchObject({
      name: 'InvalidPasswordException',
    });
    await set(Username, code);
    await expect(passwordSignIn(cognito, Username, 'Newer-horse-9')).resolves.toBeDefined();
    await expect(passwordSignIn(cognito, Username)).rejects.toMatchObject({
      name: 'NotAuthorizedException',
    });
    await expect(set(Username, code)).rejects.toMatchObject({ name: 'ExpiredCodeException' });
  });

  it('ConfirmForgotPassword: another user’s code does not do', async () => {
    await addUser(cognito, 'x@example.com');
    await addUser(cognito, 'y@example.com');
    await forgot('x@example.com');
    await forgot('y@example.com');
    const [mine, yours] = [await codeOf('x@example.com'), await codeOf('y@example.com')];
    if (mine === yours) return;
    await expect(set('x@example.com', yours)).rejects.toMatchObject({
      name: 'CodeMismatchException',
    });
  });

  it('ForgotPassword: the code ends after an hour', async () => {
    const Username = 'hour@example.com';
    await addUser(cognito, Username);
    await forgot(Username);
    const code = await codeOf(Username);
    cognito.clock.advance(3_600_000 + 1000);
    await expect(set(Username, code)).rejects.toMatchObject({ name: 'ExpiredCodeException' });
  });

  it('ForgotPassword: unknown, disabled and unverified users get the same answer and no code', async () => {
    await addUser(cognito, 'disabled@example.com');
    await cognito.sdk.send(
      new AdminDisableUserCommand({ UserPoolId: POOL_ID, Username: 'disabled@example.com' }),
    );
    await signUp('dim@example.com');
    const before = (await cognito.mailbox()).length;
    const names = ['dunno@example.com', 'disabled@example.com', 'dim@example.com'];
    for (const name of names) {
      expect((await forgot(name)).CodeDeliveryDetails).toEqual({
        AttributeName: 'email',
        DeliveryMedium: 'EMAIL',
        Destination: 'd***@e***',
      });
    }
    expect(await cognito.mailbox()).toHaveLength(before);
    await expect(forgot(names[0] ?? '', 'telling')).rejects.toMatchObject({
      name: 'UserNotFoundException',
    });
    await expect(forgot(names[1] ?? '', 'telling')).rejects.toMatchObject({
      name: 'NotAuthorizedException',
    });
    await expect(forgot(names[2] ?? '', 'telling')).rejects.toMatchObject({
      name: 'InvalidParameterException',
      message:
        'Cannot reset password for the user as there is no registered/verified email or phone_number',
    });
    await expect(set('dunno@example.com', '123456')).rejects.toMatchObject({
      name: 'CodeMismatchException',
    });
  });

  it('ForgotPassword: refuses an invited user, who has a temporary password', async () => {
    const Username = 'invited@example.com';
    await cognito.sdk.send(
      new AdminCreateUserCommand({
        UserPoolId: POOL_ID,
        Username,
        MessageAction: 'SUPPRESS',
        UserAttributes: [{ Name: 'email_verified', Value: 'true' }],
      }),
    );
    await expect(forgot(Username)).rejects.toMatchObject({
      name: 'NotAuthorizedException',
      message: 'User password cannot be reset in the current state.',
    });
  });

  it('ForgotPassword: at most five codes in a while', async () => {
    const Username = 'many@example.com';
    await addUser(cognito, Username);
    for (let count = 0; count < 5; count += 1) await forgot(Username);
    await expect(forgot(Username)).rejects.toMatchObject({
      name: 'LimitExceededException',
      message: 'Attempt limit exceeded, please try after some time.',
    });
  });
});
