import {
  AdminCreateUserCommand,
  AdminSetUserPasswordCommand,
} from '@aws-sdk/client-cognito-identity-provider';
import type { AdminCreateUserCommandInput } from '@aws-sdk/client-cognito-identity-provider';
import { describe, expect, it } from 'vitest';

import { cognitoOfFile, poolsOfAttributesAndAliases, readUser } from './fixtures.ts';
import { addUser, passwordSignIn } from './sign-in.ts';
import { PASSWORD, POOL_ID } from '../../../testing/start-cognito.ts';

const cognito = cognitoOfFile({ pools: poolsOfAttributesAndAliases() });

const UserPoolId = POOL_ID;

const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;

function create(Username: string, more: Partial<AdminCreateUserCommandInput> = {}) {
  return cognito.sdk.send(new AdminCreateUserCommand({ UserPoolId, Username, ...more }));
}

const get = (Username: string, pool?: string) => readUser(cognito, Username, pool);

describe('AdminCreateUser', () => {
  it('AdminCreateUser: signing in by e-mail, the user name is the sub', async () => {
    const { User } = await create('Ann@example.com', { MessageAction: 'SUPPRESS' });
    expect(User).toMatchObject({ UserStatus: 'FORCE_CHANGE_PASSWORD', Enabled: true });
    expect(User?.Username).toMatch(uuid);
    expect(User?.UserCreateDate).toBeInstanceOf(Date);
    const user = await get('ann@example.com');
    expect(user.Username).toBe(User?.Username);
    expect(user.attributes).toEqual({
      sub: User?.Username,
      email: 'Ann@example.com',
      email_verified: 'false',
    });
    expect((await get(User?.Username ?? '')).attributes['email']).toBe('Ann@example.com');
  });

  it('AdminCreateUser: refuses an address that is taken, in any case of letters', async () => {
    await create('taken@example.com', { MessageAction: 'SUPPRESS' });
    await expect(create('TAKEN@example.com')).rejects.toMatchObject({
      name: 'UsernameExistsException',
      message: 'An account with the given email already exists.',
    });
  });

  it('AdminCreateUser: of ten at once for one address, one wins', async () => {
    const tries = Array.from({ length: 10 }, () =>
      create('race@example.com', { MessageAction: 'SUPPRESS' }),
    );
    const results = await Promise.allSettled(tries);
    expect(results.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
  });

  it('AdminCreateUser: refuses a user name that is no e-mail address', async () => {
    await expect(create('ann')).rejects.toMatchObject({
      name: 'InvalidParameterException',
      message: 'Username should be an email.',
    });
  });

  it.each([
    ['an unknown attribute', [{ Name: 'custom:nope', Value: 'x' }]],
    ['the sub', [{ Name: 'sub', Value: 'x' }]],
    ['a text for a number', [{ Name: 'custom:level', Value: 'high' }]],
    ['an e-mail of the wrong form', [{ Name: 'email', Value: 'nope' }]],
    ['an e-mail other than the user name', [{ Name: 'email', Value: 'b@example.com' }]],
    ['a phone number of the wrong form', [{ Name: 'phone_number', Value: '0123' }]],
    [
      'an attribute twice',
      [
        { Name: 'name', Value: 'x' },
        { Name: 'name', Value: 'y' },
      ],
    ],
  ])('AdminCreateUser: refuses %s', async (_name, UserAttributes) => {
    await expect(create('bad@example.com', { UserAttributes })).rejects.toMatchObject({
      name: 'InvalidParameterException',
    });
  });

  it('AdminCreateUser: the invitation goes to the mailbox with a password the policy accepts', async () => {
    const { User } = await create('invited@example.com', { DesiredDeliveryMediums: ['EMAIL'] });
    const [message] = await cognito.mailbox('invited@example.com');
    expect(message).toMatchObject({
      medium: 'EMAIL',
      userId: User?.Username,
      reason: 'CustomMessage_AdminCreateUser',
    });
    expect(message?.body).toContain(message?.code);
    expect(message?.code).toMatch(/^(?=.*[a-z])(?=.*[A-Z])(?=.*\d)(?=.*[!@#$%^&*()\-_=+]).{10,}$/);
  });

  it('AdminCreateUser: SUPPRESS sends nothing', async () => {
    await create('quiet@example.com', { MessageAction: 'SUPPRESS' });
    expect(await cognito.mailbox('quiet@example.com')).toEqual([]);
  });

  it('AdminCreateUser: RESEND voids the password before and sends a new one', async () => {
    await create('again@example.com', {
      TemporaryPassword: 'First-pass-1',
      DesiredDeliveryMediums: ['EMAIL'],
    });
    await create('again@example.com', {
      MessageAction: 'RESEND',
      DesiredDeliveryMediums: ['EMAIL'],
    });
    const [message] = await cognito.mailbox('again@example.com');
    await expect(
      passwordSignIn(cognito, 'again@example.com', 'First-pass-1'),
    ).rejects.toMatchObject({
      name: 'NotAuthorizedException',
    });
    await expect(
      passwordSignIn(cognito, 'again@example.com', message?.code),
    ).resolves.toBeDefined();
  });

  it('AdminCreateUser: RESEND refuses users who have signed in, and unknown ones', async () => {
    await addUser(cognito, 'done@example.com');
    await expect(create('done@example.com', { MessageAction: 'RESEND' })).rejects.toMatchObject({
      name: 'UnsupportedUserStateException',
    });
    await expect(create('nobody@example.com', { MessageAction: 'RESEND' })).rejects.toMatchObject({
      name: 'UserNotFoundException',
    });
  });

  it('AdminCreateUser: a temporary password ends with the policy’s days', async () => {
    await create('late@example.com', {
      TemporaryPassword: 'First-pass-1',
      MessageAction: 'SUPPRESS',
    });
    cognito.clock.advance(7 * 86_400_000 + 1000);
    await expect(passwordSignIn(cognito, 'late@example.com', 'First-pass-1')).rejects.toMatchObject(
      {
        name: 'NotAuthorizedException',
        message: 'Temporary password has expired and must be reset by an administrator.',
      },
    );
  });
});

describe('AdminSetUserPassword', () => {
  it.each([
    ['short', 'Ab1-', 'Password not long enough'],
    ['without capitals', 'lower-case-9', 'Password must have uppercase characters'],
    ['without small letters', 'UPPER-CASE-9', 'Password must have lowercase characters'],
    ['without digits', 'No-digits-here', 'Password must have numeric characters'],
    ['without symbols', 'NoSymbols99', 'Password must have symbol characters'],
  ])('AdminSetUserPassword: refuses a password that is %s', async (_name, Password, reason) => {
    await create('policy@example.com', { MessageAction: 'SUPPRESS' }).catch(() => undefined);
    const command = new AdminSetUserPasswordCommand({
      UserPoolId,
      Username: 'policy@example.com',
      Password,
    });
    await expect(cognito.sdk.send(command)).rejects.toMatchObject({
      name: 'InvalidPasswordException',
      message: `Password did not conform with password policy: ${reason}`,
    });
  });

  it('AdminSetUserPassword: a permanent password confirms, another one must be changed', async () => {
    await addUser(cognito, 'both@example.com');
    expect((await get('both@example.com')).UserStatus).toBe('CONFIRMED');
    await cognito.sdk.send(
      new AdminSetUserPasswordCommand({
        UserPoolId,
        Username: 'both@example.com',
        Password: PASSWORD,
      }),
    );
    expect((await get('both@example.com')).UserStatus).toBe('FORCE_CHANGE_PASSWORD');
  });
});
