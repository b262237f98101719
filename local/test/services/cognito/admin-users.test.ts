import {
  AdminConfirmSignUpCommand,
  AdminCreateUserCommand,
  AdminDeleteUserAttributesCommand,
  AdminDeleteUserCommand,
  AdminDisableUserCommand,
  AdminEnableUserCommand,
  AdminResetUserPasswordCommand,
  AdminSetUserPasswordCommand,
  AdminUpdateUserAttributesCommand,
  ConfirmForgotPasswordCommand,
} from '@aws-sdk/client-cognito-identity-provider';
import type { AdminCreateUserCommandInput } from '@aws-sdk/client-cognito-identity-provider';
import { describe, expect, it } from 'vitest';

import { cognitoOfFile, poolsOfAttributesAndAliases, readUser } from './fixtures.ts';
import { addUser, passwordSignIn } from './sign-in.ts';
import { CLIENT_ID, PASSWORD, POOL_ID } from '../../../testing/start-cognito.ts';

const cognito = cognitoOfFile({ pools: poolsOfAttributesAndAliases() });

const UserPoolId = POOL_ID;

const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;

function create(Username: string, more: Partial<AdminCreateUserCommandInput> = {}) {
  return cognito.sdk.send(new AdminCreateUserCommand({ UserPoolId, Username, ...more }));
}

const get = (Username: string, pool?: string) => readUser(cognito, Username, pool);

describe('attributes', () => {
  const update = (Username: string, attributes: Record<string, string>) =>
    cognito.sdk.send(
      new AdminUpdateUserAttributesCommand({
        UserPoolId,
        Username,
        UserAttributes: Object.entries(attributes).map(([Name, Value]) => ({ Name, Value })),
      }),
    );

  it('AdminUpdateUserAttributes: a new address signs in, the old one does not', async () => {
    await addUser(cognito, 'old@example.com');
    await update('old@example.com', { email: 'fresh@example.com', email_verified: 'true' });
    expect((await get('fresh@example.com')).attributes['email_verified']).toBe('true');
    await expect(passwordSignIn(cognito, 'fresh@example.com')).resolves.toBeDefined();
    await expect(passwordSignIn(cognito, 'old@example.com')).rejects.toMatchObject({
      name: 'NotAuthorizedException',
    });
  });

  it('AdminUpdateUserAttributes: a new address is unverified unless the call says otherwise', async () => {
    await addUser(cognito, 'v@example.com');
    await update('v@example.com', { email: 'w@example.com' });
    expect((await get('w@example.com')).attributes['email_verified']).toBe('false');
  });

  it('AdminUpdateUserAttributes: refuses another user’s address and changes nothing', async () => {
    await addUser(cognito, 'one@example.com');
    await addUser(cognito, 'two@example.com');
    await expect(
      update('two@example.com', { name: 'Two', email: 'One@example.com' }),
    ).rejects.toMatchObject({
      name: 'AliasExistsException',
      message: 'An account with the email already exists.',
    });
    expect((await get('two@example.com')).attributes).not.toHaveProperty('name');
  });

  it('AdminUpdateUserAttributes: refuses to change what is immutable', async () => {
    await create('born@example.com', {
      MessageAction: 'SUPPRESS' as const,
      UserAttributes: [{ Name: 'custom:born', Value: '1990' }],
    });
    await expect(update('born@example.com', { 'custom:born': '1991' })).rejects.toMatchObject({
      name: 'InvalidParameterException',
      message: expect.stringContaining('user.custom:born: Attribute cannot be updated.') as string,
    });
  });

  it('AdminDeleteUserAttributes: removes optional ones, refuses required ones', async () => {
    await addUser(cognito, 'del@example.com');
    await update('del@example.com', { name: 'Del' });
    const remove = (UserAttributeNames: string[]) =>
      cognito.sdk.send(
        new AdminDeleteUserAttributesCommand({
          UserPoolId,
          Username: 'del@example.com',
          UserAttributeNames,
        }),
      );
    await remove(['name']);
    expect((await get('del@example.com')).attributes).not.toHaveProperty('name');
    await expect(remove(['email'])).rejects.toMatchObject({ name: 'InvalidParameterException' });
  });
});

describe('states', () => {
  it('AdminDisableUser: refuses sign-in until AdminEnableUser', async () => {
    const Username = 'off@example.com';
    await addUser(cognito, Username);
    await cognito.sdk.send(new AdminDisableUserCommand({ UserPoolId, Username }));
    expect((await get(Username)).Enabled).toBe(false);
    await expect(passwordSignIn(cognito, Username)).rejects.toMatchObject({
      name: 'NotAuthorizedException',
      message: 'User is disabled.',
    });
    await expect(passwordSignIn(cognito, Username, 'Wrong-pass-1')).rejects.toMatchObject({
      message: 'Incorrect username or password.',
    });
    await cognito.sdk.send(new AdminEnableUserCommand({ UserPoolId, Username }));
    await expect(passwordSignIn(cognito, Username)).resolves.toBeDefined();
  });

  it('AdminDeleteUser: the user is gone and the address is free', async () => {
    const Username = 'gone@example.com';
    await addUser(cognito, Username);
    await cognito.sdk.send(new AdminDeleteUserCommand({ UserPoolId, Username }));
    await expect(get(Username)).rejects.toMatchObject({ name: 'UserNotFoundException' });
    await expect(addUser(cognito, Username)).resolves.toMatch(uuid);
  });

  it('AdminResetUserPassword: the old password is refused until the code sets a new one', async () => {
    const Username = 'reset@example.com';
    await addUser(cognito, Username);
    await cognito.sdk.send(new AdminResetUserPasswordCommand({ UserPoolId, Username }));
    expect((await get(Username)).UserStatus).toBe('RESET_REQUIRED');
    await expect(passwordSignIn(cognito, Username)).rejects.toMatchObject({
      name: 'PasswordResetRequiredException',
    });
    const [message] = await cognito.mailbox(Username);
    await cognito.sdk.send(
      new ConfirmForgotPasswordCommand({
        ClientId: CLIENT_ID,
        Username,
        Password: 'Another-horse-9',
        ConfirmationCode: message?.code,
      }),
    );
    await expect(passwordSignIn(cognito, Username, 'Another-horse-9')).resolves.toBeDefined();
  });

  it('AdminResetUserPassword: refuses users without a verified address and invited ones', async () => {
    await create('inv@example.com', { MessageAction: 'SUPPRESS' });
    const reset = (Username: string) =>
      cognito.sdk.send(new AdminResetUserPasswordCommand({ UserPoolId, Username }));
    await expect(reset('inv@example.com')).rejects.toMatchObject({
      name: 'NotAuthorizedException',
      message: 'User password cannot be reset in the current state.',
    });
    await cognito.sdk.send(
      new AdminSetUserPasswordCommand({
        UserPoolId,
        Username: 'inv@example.com',
        Password: PASSWORD,
        Permanent: true,
      }),
    );
    await expect(reset('inv@example.com')).rejects.toMatchObject({
      name: 'InvalidParameterException',
    });
  });

  it('AdminConfirmSignUp: refuses a user who is not unconfirmed', async () => {
    await addUser(cognito, 'conf@example.com');
    await expect(
      cognito.sdk.send(new AdminConfirmSignUpCommand({ UserPoolId, Username: 'conf@example.com' })),
    ).rejects.toMatchObject({
      name: 'NotAuthorizedException',
      message: 'User cannot be confirmed. Current status is CONFIRMED',
    });
  });
});
