import {
  AdminGetUserCommand,
  AdminSetUserPasswordCommand,
} from '@aws-sdk/client-cognito-identity-provider';
import { describe, expect, test } from 'vitest';
import {
  CreateUserDocument,
  DeleteUserDocument,
  GetUserByEmailDocument,
  GetUserDocument,
  MeDocument,
  ReactivateUserDocument,
  ResendInvitationDocument,
  SuspendUserDocument,
  UpdateMeDocument,
  UpdateUserDocument,
  type CreateUserInput,
} from '../../generated/client-operations.ts';
import { eventually } from 'appsync-on-a-laptop/testing/eventually';
import { cognitoClient, signIn } from '../support/sign-in.ts';
import { createUserIn, freshEmail, runningSystem } from '../support/running-system.ts';

const system = runningSystem();

const createUser = (over: Partial<CreateUserInput> = {}) => createUserIn(system, over);

describe('createUser', () => {
  test('createUser: makes an INVITED MEMBER with version 1 that getUser and getUserByEmail find', async () => {
    const admin = await system.admin();
    const email = freshEmail('Mixed.Case');
    const user = await createUser({ email: ` ${email.toUpperCase()} `.trim() });

    expect(user).toMatchObject({
      email: email.toLowerCase(),
      firstName: 'Grace',
      lastName: 'Hopper',
      phone: null,
      role: 'MEMBER',
      status: 'INVITED',
      version: 1,
      lastSignInAt: null,
    });
    expect(await admin.data(GetUserDocument, { id: user.id })).toEqual({ getUser: user });
    expect(await admin.data(GetUserByEmailDocument, { email: email.toUpperCase() })).toEqual({
      getUserByEmail: user,
    });
  });

  test('createUser: makes the Cognito user whose sub is the id, with the role as its group', async () => {
    const user = await createUser();
    const cognito = await cognitoClient(system.outputs).send(
      new AdminGetUserCommand({ UserPoolId: system.outputs.userPoolId, Username: user.email }),
    );
    expect(cognito.UserStatus).toBe('FORCE_CHANGE_PASSWORD');
    expect(cognito.UserAttributes).toContainEqual({ Name: 'sub', Value: user.id });
    expect(cognito.UserAttributes).toContainEqual({ Name: 'email_verified', Value: 'true' });
  });

  test('createUser: refuses an e-mail that is taken in another case with EmailTaken', async () => {
    const admin = await system.admin();
    const { email } = await createUser();
    const answer = await admin.send(CreateUserDocument, {
      input: { email: email.toUpperCase(), firstName: 'A', lastName: 'B' },
    });
    expect(answer.status).toBe(200);
    expect(answer.body.data).toEqual({ createUser: null });
    expect(answer.body.errors).toMatchObject([{ path: ['createUser'], errorType: 'EmailTaken' }]);
  });

  test('createUser: a repeat with the same clientRequestToken returns the same user', async () => {
    const admin = await system.admin();
    const input = {
      email: freshEmail(),
      firstName: 'Ida',
      lastName: 'Rhodes',
      clientRequestToken: crypto.randomUUID(),
    };
    const first = await admin.data(CreateUserDocument, { input });
    expect(await admin.data(CreateUserDocument, { input })).toEqual(first);

    const other = await admin.send(CreateUserDocument, { input: { ...input, firstName: 'Eve' } });
    expect(other.body.errors).toMatchObject([{ errorType: 'ValidationFailed' }]);
  });

  test('createUser: names every wrong field at once in errorInfo', async () => {
    const admin = await system.admin();
    const answer = await admin.send(CreateUserDocument, {
      input: { email: freshEmail(), firstName: '  ', lastName: 'x'.repeat(101), attributes: '[1]' },
    });
    expect(answer.body.errors).toHaveLength(1);
    const [error] = answer.body.errors ?? [];
    expect(error?.errorType).toBe('ValidationFailed');
    const fields = (error?.errorInfo as { field: string }[]).map(({ field }) => field);
    expect(fields.sort()).toEqual(['attributes', 'firstName', 'lastName']);
  });

  test('createUser: keeps attributes as JSON and gives them back as a JSON text', async () => {
    const user = await createUser({ attributes: '{"team":"blue","tags":["a"]}' });
    expect(JSON.parse(user.attributes ?? '')).toEqual({ team: 'blue', tags: ['a'] });
  });
});

describe('updateUser', () => {
  test('updateUser: changes the given fields, adds one to version and leaves the rest', async () => {
    const admin = await system.admin();
    const user = await createUser();
    const { updateUser } = await admin.data(UpdateUserDocument, {
      input: {
        id: user.id,
        expectedVersion: 1,
        lastName: 'Murray Hopper',
        phone: '+1 650 253 0000',
      },
    });
    expect(updateUser).toMatchObject({
      id: user.id,
      email: user.email,
      firstName: 'Grace',
      lastName: 'Murray Hopper',
      phone: '+16502530000',
      version: 2,
    });
  });

  test('updateUser: refuses an old expectedVersion with VersionConflict and the current version', async () => {
    const admin = await system.admin();
    const { id } = await createUser();
    await admin.data(UpdateUserDocument, {
      input: { id, expectedVersion: 1, firstName: 'Amazing' },
    });
    const answer = await admin.send(UpdateUserDocument, {
      input: { id, expectedVersion: 1, firstName: 'Lost' },
    });
    expect(answer.body.errors).toMatchObject([
      { path: ['updateUser'], errorType: 'VersionConflict', errorInfo: { currentVersion: 2 } },
    ]);
    const { getUser } = await admin.data(GetUserDocument, { id });
    expect(getUser?.firstName).toBe('Amazing');
  });

  test('updateUser: an e-mail change frees the old address and takes the new one', async () => {
    const admin = await system.admin();
    const user = await createUser();
    const email = freshEmail('renamed');
    await admin.data(UpdateUserDocument, { input: { id: user.id, email } });

    expect(await admin.data(GetUserByEmailDocument, { email: user.email })).toEqual({
      getUserByEmail: null,
    });
    expect((await admin.data(GetUserByEmailDocument, { email })).getUserByEmail?.id).toBe(user.id);
    await createUser({ email: user.email });
    const taken = await admin.send(CreateUserDocument, {
      input: { email, firstName: 'A', lastName: 'B' },
    });
    expect(taken.body.errors).toMatchObject([{ errorType: 'EmailTaken' }]);
  });

  test('updateUser: answers NotFound for an unknown id', async () => {
    const admin = await system.admin();
    const answer = await admin.send(UpdateUserDocument, {
      input: { id: crypto.randomUUID(), firstName: 'Nobody' },
    });
    expect(answer.body.errors).toMatchObject([{ errorType: 'NotFound' }]);
  });
});

describe('me and updateMe', () => {
  test('me: is the record of the signed-in member', async () => {
    const member = await system.member();
    expect(await member.data(MeDocument, {})).toMatchObject({
      me: { id: member.id, email: 'member@example.com', role: 'MEMBER', status: 'ACTIVE' },
    });
  });

  test('updateMe: changes the own record and nobody else', async () => {
    const member = await system.member();
    const lastName = `Own ${crypto.randomUUID().slice(0, 8)}`;
    const { updateMe } = await member.data(UpdateMeDocument, { input: { lastName } });
    expect(updateMe).toMatchObject({ id: member.id, lastName, updatedBy: member.id });
  });
});

describe('suspendUser, reactivateUser and resendInvitation', () => {
  test('suspendUser: ends sign-in, reactivateUser gives it back', async () => {
    const admin = await system.admin();
    const user = await createUser();
    await cognitoClient(system.outputs).send(
      new AdminSetUserPasswordCommand({
        UserPoolId: system.outputs.userPoolId,
        Username: user.email,
        Password: 'A-long-pass-1!',
        Permanent: true,
      }),
    );
    await signIn(system.outputs, user.email, 'A-long-pass-1!');
    await eventually(async () => {
      const { getUser } = await admin.data(GetUserDocument, { id: user.id });
      expect(getUser).toMatchObject({ status: 'ACTIVE', lastSignInAt: expect.any(String) });
    });

    const { suspendUser } = await admin.data(SuspendUserDocument, { id: user.id });
    expect(suspendUser?.status).toBe('SUSPENDED');
    await eventually(() =>
      expect(signIn(system.outputs, user.email, 'A-long-pass-1!')).rejects.toMatchObject({
        name: 'NotAuthorizedException',
        message: 'User is disabled.',
      }),
    );

    const again = await admin.send(SuspendUserDocument, { id: user.id });
    expect(again.body.errors).toMatchObject([{ errorType: 'InvalidState' }]);

    const { reactivateUser } = await admin.data(ReactivateUserDocument, { id: user.id });
    expect(reactivateUser?.status).toBe('ACTIVE');
    await eventually(() => signIn(system.outputs, user.email, 'A-long-pass-1!'));
  });

  test('resendInvitation: sends an INVITED user a new invitation, an ACTIVE one gets InvalidState', async () => {
    const admin = await system.admin();
    const user = await createUser();
    expect(await admin.data(ResendInvitationDocument, { id: user.id })).toMatchObject({
      resendInvitation: { id: user.id, status: 'INVITED' },
    });
    const member = await system.member();
    const answer = await admin.send(ResendInvitationDocument, { id: member.id });
    expect(answer.body.errors).toMatchObject([{ errorType: 'InvalidState' }]);
  });
});

describe('deleteUser', () => {
  test('deleteUser: returns the record, ends it, its e-mail lock and its Cognito user', async () => {
    const admin = await system.admin();
    const user = await createUser();
    const { deleteUser } = await admin.data(DeleteUserDocument, {
      id: user.id,
      expectedVersion: user.version,
    });
    expect(deleteUser).toMatchObject({ id: user.id, email: user.email });
    expect(await admin.data(GetUserDocument, { id: user.id })).toEqual({ getUser: null });
    await eventually(() =>
      expect(
        cognitoClient(system.outputs).send(
          new AdminGetUserCommand({ UserPoolId: system.outputs.userPoolId, Username: user.id }),
        ),
      ).rejects.toMatchObject({ name: 'UserNotFoundException' }),
    );
    await createUser({ email: user.email });
  });

  test('deleteUser: refuses another expectedVersion and keeps the user', async () => {
    const admin = await system.admin();
    const { id } = await createUser();
    const answer = await admin.send(DeleteUserDocument, { id, expectedVersion: 7 });
    expect(answer.body.errors).toMatchObject([
      { errorType: 'VersionConflict', errorInfo: { currentVersion: 1 } },
    ]);
    expect((await admin.data(GetUserDocument, { id })).getUser?.id).toBe(id);
  });

  test('deleteUser: answers NotFound for an unknown id', async () => {
    const admin = await system.admin();
    const answer = await admin.send(DeleteUserDocument, { id: crypto.randomUUID() });
    expect(answer.body.errors).toMatchObject([{ errorType: 'NotFound' }]);
  });
});
