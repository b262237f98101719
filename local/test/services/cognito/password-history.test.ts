import {
  AdminSetUserPasswordCommand,
  ChangePasswordCommand,
  ConfirmForgotPasswordCommand,
  DescribeUserPoolCommand,
  ForgotPasswordCommand,
} from '@aws-sdk/client-cognito-identity-provider';
import { describe, expect, it } from 'vitest';

import { CLIENT_ID, PASSWORD, POOL_ID, userPool } from '../../../testing/start-cognito.ts';
import { cognitoOfFile, newUser } from './fixtures.ts';
import { passwordSignIn } from './sign-in.ts';

const cognito = cognitoOfFile({
  pools: [userPool({ Policies: { PasswordPolicy: { PasswordHistorySize: 2 } } })],
});
const UserPoolId = POOL_ID;
const VIOLATION = { name: 'PasswordHistoryPolicyViolationException' };
const set = (Username: string, Password: string) =>
  cognito.sdk.send(
    new AdminSetUserPasswordCommand({ UserPoolId, Username, Password, Permanent: true }),
  );

describe('password history', () => {
  it('PasswordHistorySize: the last passwords are refused, those before them are not', async () => {
    const { UserPool } = await cognito.sdk.send(new DescribeUserPoolCommand({ UserPoolId }));
    expect(UserPool?.Policies?.PasswordPolicy?.PasswordHistorySize).toBe(2);
    const { email } = await newUser(cognito);
    await expect(set(email, PASSWORD)).rejects.toMatchObject(VIOLATION);
    await set(email, 'Second-horse-9');
    await expect(set(email, PASSWORD)).rejects.toMatchObject(VIOLATION);
    await set(email, 'Third-horse-9');
    await expect(set(email, 'Second-horse-9')).rejects.toMatchObject(VIOLATION);
    await set(email, PASSWORD);
  });

  it('ChangePassword: refuses the password that the user has', async () => {
    const { email } = await newUser(cognito);
    const { AccessToken } = await passwordSignIn(cognito, email);
    const change = (ProposedPassword: string) =>
      cognito.sdk.send(
        new ChangePasswordCommand({ AccessToken, PreviousPassword: PASSWORD, ProposedPassword }),
      );
    await expect(change(PASSWORD)).rejects.toMatchObject(VIOLATION);
    await change('Second-horse-9');
  });

  it('ConfirmForgotPassword: tells of former passwords nobody but who has the code, which stays good', async () => {
    const { email: Username } = await newUser(cognito);
    await cognito.sdk.send(new ForgotPasswordCommand({ ClientId: CLIENT_ID, Username }));
    const code = (await cognito.mailbox(Username))[0]?.code ?? '';
    const confirm = (ConfirmationCode: string, Password: string) =>
      cognito.sdk.send(
        new ConfirmForgotPasswordCommand({
          ClientId: CLIENT_ID,
          Username,
          ConfirmationCode,
          Password,
        }),
      );
    const wrong = code === '000000' ? '111111' : '000000';
    await expect(confirm(wrong, PASSWORD)).rejects.toMatchObject({ name: 'CodeMismatchException' });
    await expect(confirm(code, PASSWORD)).rejects.toMatchObject(VIOLATION);
    await confirm(code, 'Second-horse-9');
  });
});
