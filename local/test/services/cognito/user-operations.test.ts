import {
  AdminGetUserCommand,
  AdminUpdateUserAttributesCommand,
  ChangePasswordCommand,
  DeleteUserAttributesCommand,
  DeleteUserCommand,
  GetUserAttributeVerificationCodeCommand,
  GetUserCommand,
  InitiateAuthCommand,
  UpdateUserAttributesCommand,
  VerifyUserAttributeCommand,
} from '@aws-sdk/client-cognito-identity-provider';
import { beforeEach, describe, expect, it } from 'vitest';

import { cognitoOfFile, newUser, poolsOfOwnAttributes } from './fixtures.ts';
import { addUser, passwordSignIn } from './sign-in.ts';
import { PASSWORD, POOL_ID } from '../../../testing/start-cognito.ts';

const cognito = cognitoOfFile({ pools: poolsOfOwnAttributes() });

let email = '';

let sub = '';

let tokens: Awaited<ReturnType<typeof passwordSignIn>>;

beforeEach(async () => {
  ({ email, sub } = await newUser(cognito));
  tokens = await passwordSignIn(cognito, email);
});

const getUser = (AccessToken: string) => cognito.sdk.send(new GetUserCommand({ AccessToken }));

async function attributes(): Promise<Record<string, string | undefined>> {
  const { UserAttributes } = await cognito.sdk.send(
    new AdminGetUserCommand({ UserPoolId: POOL_ID, Username: sub }),
  );
  return Object.fromEntries((UserAttributes ?? []).map(({ Name, Value }) => [Name ?? '', Value]));
}

describe('self service', () => {
  it('ChangePassword: needs the old password and keeps to the policy', async () => {
    const change = (PreviousPassword: string, ProposedPassword: string) =>
      cognito.sdk.send(
        new ChangePasswordCommand({
          AccessToken: tokens.AccessToken,
          PreviousPassword,
          ProposedPassword,
        }),
      );
    await expect(change('Wrong-horse-9', 'Newer-horse-9')).rejects.toMatchObject({
      name: 'NotAuthorizedException',
      message: 'Incorrect username or password.',
    });
    await expect(change(PASSWORD, 'weakling')).rejects.toMatchObject({
      name: 'InvalidPasswordException',
    });
    await change(PASSWORD, 'Newer-horse-9');
    await expect(passwordSignIn(cognito, email)).rejects.toMatchObject({
      name: 'NotAuthorizedException',
    });
    await expect(passwordSignIn(cognito, email, 'Newer-horse-9')).resolves.toBeDefined();
  });

  const update = (Name: string, Value: string, AccessToken = tokens.AccessToken) =>
    cognito.sdk.send(
      new UpdateUserAttributesCommand({ AccessToken, UserAttributes: [{ Name, Value }] }),
    );

  it('UpdateUserAttributes: a new address is unverified until its code comes back', async () => {
    const fresh = `fresh-${email}`;
    const { CodeDeliveryDetailsList } = await update('email', fresh);
    expect(CodeDeliveryDetailsList).toEqual([
      { AttributeName: 'email', DeliveryMedium: 'EMAIL', Destination: 'f***@e***' },
    ]);
    expect(await attributes()).toMatchObject({ email: fresh, email_verified: 'false' });
    const [message] = await cognito.mailbox(fresh);
    const verify = (Code: string | undefined) =>
      cognito.sdk.send(
        new VerifyUserAttributeCommand({
          AccessToken: tokens.AccessToken,
          AttributeName: 'email',
          Code,
        }),
      );
    const bad = message?.code === '000000' ? '000001' : '000000';
    await expect(verify(bad)).rejects.toMatchObject({ name: 'CodeMismatchException' });
    await verify(message?.code);
    expect(await attributes()).toMatchObject({ email_verified: 'true' });
    await expect(verify(message?.code)).rejects.toMatchObject({ name: 'ExpiredCodeException' });
  });

  it('VerifyUserAttribute: a code for one address does not verify the next', async () => {
    await update('email', `first-${email}`);
    const [first] = await cognito.mailbox(`first-${email}`);
    await update('email', `second-${email}`);
    await expect(
      cognito.sdk.send(
        new VerifyUserAttributeCommand({
          AccessToken: tokens.AccessToken,
          AttributeName: 'email',
          Code: first?.code,
        }),
      ),
    ).rejects.toMatchObject({ name: 'CodeMismatchException' });
    expect(await attributes()).toMatchObject({ email_verified: 'false' });
  });

  it('VerifyUserAttribute: a code is void once an admin has changed the address', async () => {
    const AccessToken = tokens.AccessToken;
    await cognito.sdk.send(
      new GetUserAttributeVerificationCodeCommand({ AccessToken, AttributeName: 'email' }),
    );
    const [message] = await cognito.mailbox(email);
    const Value = `corrected-${email}`;
    await cognito.sdk.send(
      new AdminUpdateUserAttributesCommand({
        UserPoolId: POOL_ID,
        Username: sub,
        UserAttributes: [{ Name: 'email', Value }],
      }),
    );
    const command = { AccessToken, AttributeName: 'email', Code: message?.code };
    await expect(cognito.sdk.send(new VerifyUserAttributeCommand(command))).rejects.toMatchObject({
      name: 'ExpiredCodeException',
    });
    expect(await attributes()).toMatchObject({ email: Value, email_verified: 'false' });
  });

  it('UpdateUserAttributes: refuses another user’s address, the sub and the verified flag', async () => {
    await addUser(cognito, `taken-${email}`);
    await expect(update('email', `taken-${email}`)).rejects.toMatchObject({
      name: 'AliasExistsException',
    });
    await expect(update('sub', 'x')).rejects.toMatchObject({ name: 'InvalidParameterException' });
    await expect(update('email_verified', 'true')).rejects.toMatchObject({
      name: 'NotAuthorizedException',
    });
  });

  it('GetUserAttributeVerificationCode: sends a code, at most five in a while', async () => {
    const ask = (AttributeName: string) =>
      cognito.sdk.send(
        new GetUserAttributeVerificationCodeCommand({
          AccessToken: tokens.AccessToken,
          AttributeName,
        }),
      );
    const { CodeDeliveryDetails } = await ask('email');
    expect(CodeDeliveryDetails).toMatchObject({ AttributeName: 'email', Destination: 'u***@e***' });
    await expect(ask('phone_number')).rejects.toMatchObject({ name: 'InvalidParameterException' });
    for (let count = 0; count < 4; count += 1) await ask('email');
    await expect(ask('email')).rejects.toMatchObject({ name: 'LimitExceededException' });
  });

  it('VerifyUserAttribute: five wrong codes end the code', async () => {
    await cognito.sdk.send(
      new GetUserAttributeVerificationCodeCommand({
        AccessToken: tokens.AccessToken,
        AttributeName: 'email',
      }),
    );
    const [message] = await cognito.mailbox(email);
    const verify = (Code: string | undefined) =>
      cognito.sdk.send(
        new VerifyUserAttributeCommand({
          AccessToken: tokens.AccessToken,
          AttributeName: 'email',
          Code,
        }),
      );
    const bad = message?.code === '111111' ? '222222' : '111111';
    for (let count = 0; count < 5; count += 1) {
      await expect(verify(bad)).rejects.toMatchObject({ name: 'CodeMismatchException' });
    }
    await expect(verify(message?.code)).rejects.toMatchObject({ name: 'LimitExceededException' });
  });

  it('DeleteUserAttributes and DeleteUser: the user removes what is the user’s', async () => {
    await update('name', 'Ann');
    await cognito.sdk.send(
      new DeleteUserAttributesCommand({
        AccessToken: tokens.AccessToken,
        UserAttributeNames: ['name'],
      }),
    );
    expect(await attributes()).not.toHaveProperty('name');
    await cognito.sdk.send(new DeleteUserCommand({ AccessToken: tokens.AccessToken }));
    await expect(getUser(tokens.AccessToken)).rejects.toMatchObject({
      name: 'UserNotFoundException',
    });
  });
});

describe('verification before update', () => {
  it('UpdateUserAttributes: the old address stays until the new one is proven', async () => {
    const pool = 'us-east-1_Careful';
    const { AdminCreateUserCommand, AdminSetUserPasswordCommand } =
      await import('@aws-sdk/client-cognito-identity-provider');
    const Username = 'careful@example.com';
    await cognito.sdk.send(
      new AdminCreateUserCommand({ UserPoolId: pool, Username, MessageAction: 'SUPPRESS' }),
    );
    await cognito.sdk.send(
      new AdminSetUserPasswordCommand({
        UserPoolId: pool,
        Username,
        Password: PASSWORD,
        Permanent: true,
      }),
    );
    const { AuthenticationResult } = await cognito.sdk.send(
      new InitiateAuthCommand({
        ClientId: 'careful',
        AuthFlow: 'USER_PASSWORD_AUTH',
        AuthParameters: { USERNAME: Username, PASSWORD: PASSWORD },
      }),
    );
    const AccessToken = AuthenticationResult?.AccessToken;
    const Value = 'moved@example.com';
    await cognito.sdk.send(
      new UpdateUserAttributesCommand({ AccessToken, UserAttributes: [{ Name: 'email', Value }] }),
    );
    const mail = async () =>
      (await getUser(AccessToken ?? '')).UserAttributes?.find(({ Name }) => Name === 'email')
        ?.Value;
    expect(await mail()).toBe(Username);
    const [message] = await cognito.mailbox(Value);
    await cognito.sdk.send(
      new VerifyUserAttributeCommand({ AccessToken, AttributeName: 'email', Code: message?.code }),
    );
    expect(await mail()).toBe(Value);
  });
});
