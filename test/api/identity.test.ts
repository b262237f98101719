import {
  AdminGetUserCommand,
  ChangePasswordCommand,
  DeleteUserCommand,
  GetUserCommand,
  GlobalSignOutCommand,
  UpdateUserAttributesCommand,
  type CognitoIdentityProviderClient,
} from '@aws-sdk/client-cognito-identity-provider';
import { describe, expect, test } from 'vitest';
import { cognitoAuth } from 'user-manager-client';
import { GetUserDocument, UpdateUserDocument } from '../../generated/client-operations.ts';
import { signedInPerson } from '../support/callers-of-api.ts';
import { eventually } from 'appsync-on-a-laptop/testing/eventually';
import { createUserIn, freshEmail, runningSystem } from '../support/running-system.ts';
import { cognitoClient, signIn, srpChallengeAnswer } from '../support/sign-in.ts';
import { mailsTo } from '../support/mailbox.ts';

const system = runningSystem();
const { outputs } = system;

const PASSWORD = 'My-own-password-1!';

/** The temporary passwords that were mailed to an address, newest first. */
async function invitationsTo(email: string): Promise<string[]> {
  const mails = await mailsTo(outputs, email);
  return mails.filter(({ reason }) => reason.endsWith('AdminCreateUser')).map(({ code }) => code);
}

describe("Cognito's operations on the own user", () => {
  type Call = (cognito: CognitoIdentityProviderClient, AccessToken: string) => Promise<unknown>;
  const passwords = { PreviousPassword: PASSWORD, ProposedPassword: `${PASSWORD}2` };
  const UserAttributes = [{ Name: 'locale', Value: 'de' }];
  test.each<[string, Call]>([
    ['DeleteUser', (cognito, AccessToken) => cognito.send(new DeleteUserCommand({ AccessToken }))],
    ['GetUser', (cognito, AccessToken) => cognito.send(new GetUserCommand({ AccessToken }))],
    [
      'GlobalSignOut',
      (cognito, AccessToken) => cognito.send(new GlobalSignOutCommand({ AccessToken })),
    ],
    [
      'ChangePassword',
      (cognito, AccessToken) =>
        cognito.send(new ChangePasswordCommand({ AccessToken, ...passwords })),
    ],
    [
      'UpdateUserAttributes',
      (cognito, AccessToken) =>
        cognito.send(new UpdateUserAttributesCommand({ AccessToken, UserAttributes })),
    ],
  ])('%s: is refused to the own access token, and the identity stays', async (_, call) => {
    const person = await signedInPerson(outputs, 'MEMBER');
    const cognito = cognitoClient(outputs);
    await expect(call(cognito, person.token)).rejects.toMatchObject({
      name: 'NotAuthorizedException',
    });
    const { UserPoolId, Username } = { UserPoolId: outputs.userPoolId, Username: person.id };
    const { UserStatus, Enabled } = await cognito.send(
      new AdminGetUserCommand({ UserPoolId, Username }),
    );
    expect({ UserStatus, Enabled }).toEqual({ UserStatus: 'CONFIRMED', Enabled: true });
    const admin = await system.admin();
    const { getUser } = await admin.data(GetUserDocument, { id: person.id });
    expect(getUser?.status).toBe('ACTIVE');
  });
});

describe('an invitation that went to a wrong address', () => {
  test('updateUser: makes the password there void at once and invites the right address', async () => {
    const admin = await system.admin();
    const typo = freshEmail('typo');
    const right = freshEmail('right');
    const { id } = await createUserIn(system, { email: typo });
    const [mailed = ''] = await invitationsTo(typo);
    expect(await srpChallengeAnswer(outputs, typo, mailed)).toMatchObject({
      ChallengeName: 'NEW_PASSWORD_REQUIRED',
    });

    await admin.data(UpdateUserDocument, { input: { id, email: right } });
    for (const email of [typo, right]) {
      await expect(signIn(outputs, email, mailed)).rejects.toMatchObject({
        name: 'NotAuthorizedException',
      });
    }
    const invitation = await eventually(async () => {
      const [found] = await invitationsTo(right);
      if (found === undefined) throw new Error('no invitation yet');
      return found;
    });
    expect(await invitationsTo(typo)).toHaveLength(1);
    await expect(signIn(outputs, right, mailed)).rejects.toMatchObject({
      name: 'NotAuthorizedException',
    });
    const auth = cognitoAuth({ ...outputs, endpoint: outputs.cognitoEndpoint });
    const answer = await auth.signIn(right, invitation);
    if (answer.status !== 'newPasswordRequired') throw new Error(answer.status);
    expect(await answer.complete(PASSWORD)).toMatchObject({ user: { id, email: right } });
  });
});

test('signIn: takes an international address as people write it, also to set the first password', async () => {
  const entered = freshEmail('anna').replace(/@.*$/u, '@Bücher.example');
  const { id, email } = await createUserIn(system, { email: entered });
  expect(email).toMatch(/@xn--bcher-kva\.example$/u);
  const [invitation = ''] = await invitationsTo(email);
  const auth = cognitoAuth({ ...outputs, endpoint: outputs.cognitoEndpoint });
  const first = await auth.signIn(entered, invitation);
  if (first.status !== 'newPasswordRequired') throw new Error(first.status);
  expect(await first.complete(PASSWORD)).toMatchObject({ user: { id } });
  expect(await auth.signIn(entered, PASSWORD)).toMatchObject({ status: 'signedIn' });
});
