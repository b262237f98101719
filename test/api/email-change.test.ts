import {
  AdminGetUserCommand,
  UpdateUserAttributesCommand,
} from '@aws-sdk/client-cognito-identity-provider';
import { afterEach, describe, expect, test } from 'vitest';
import {
  createClient,
  OnUserUpdatedDocument,
  tokenAuth,
  type Client,
  type ResultOf,
} from 'user-manager-client';
import {
  ConfirmEmailChangeDocument,
  CreateUserDocument,
  GetUserByEmailDocument,
  MeDocument,
  ReactivateUserDocument,
  RequestEmailChangeDocument,
  UpdateUserDocument,
  UserHistoryDocument,
} from '../../generated/client-operations.ts';
import { signedInPerson, suspend } from '../support/callers-of-api.ts';
import { codeIn, otherThan } from '../support/email-change.ts';
import { eventually } from 'appsync-on-a-laptop/testing/eventually';
import { callerWith, post } from '../support/graphql.ts';
import { nextEvent } from '../support/next-event.ts';
import { createUserIn, freshEmail, runningSystem } from '../support/running-system.ts';
import { cognitoClient, signIn } from '../support/sign-in.ts';
import { mailsTo } from '../support/mailbox.ts';

const system = runningSystem();
const { outputs } = system;

const clients: Client[] = [];
afterEach(() => clients.splice(0).forEach((client) => client.close()));

async function person() {
  const someone = await signedInPerson(outputs, 'MEMBER');
  return { ...someone, ...callerWith(outputs.graphqlUrl, someone.token) };
}

/** What functions mailed to an address, newest first. */
async function functionsMails(email: string) {
  const mails = await mailsTo(outputs, email);
  return mails.filter(({ reason }) => reason === 'SendEmail');
}

const codeTo = async (email: string) => codeIn((await functionsMails(email))[0]?.body ?? '');

async function requestCode(caller: Awaited<ReturnType<typeof person>>, email: string) {
  await caller.data(RequestEmailChangeDocument, { email });
  return codeTo(email);
}

/** The noted sign-in is heard of too. */
async function nextChangeOfEmail(events: AsyncIterator<ResultOf<typeof OnUserUpdatedDocument>>) {
  for (;;) {
    const { onUserUpdated: change } = await nextEvent(events);
    if (change?.changedFields.includes('email')) return change;
  }
}

/** The history of the own address after the creation. */
async function changesOfEmail(user: Awaited<ReturnType<typeof person>>) {
  const { getUser } = await user.data(UserHistoryDocument, { id: user.id });
  const items = getUser?.history?.items ?? [];
  return items.filter(
    ({ type, changes }) => type === 'UPDATED' && changes.some(({ field }) => field === 'email'),
  );
}

const identityOf = (Username: string) =>
  cognitoClient(outputs).send(
    new AdminGetUserCommand({ UserPoolId: outputs.userPoolId, Username }),
  );

describe('requestEmailChange and confirmEmailChange', () => {
  test('confirmEmailChange: the person signs in with the new address, and everybody hears of it', async () => {
    const user = await person();
    const email = freshEmail('New.Address');
    const client = createClient({ ...outputs, auth: tokenAuth(() => user.token) });
    clients.push(client);
    const events = client.subscribe(OnUserUpdatedDocument, { id: user.id });
    await events.ready;

    const { requestEmailChange } = await user.data(RequestEmailChangeDocument, {
      email: email.toUpperCase(),
    });
    expect(requestEmailChange?.email).toBe(email.toLowerCase());
    const code = await codeTo(email.toLowerCase());
    expect(Date.parse(requestEmailChange?.expiresAt ?? '')).toBeGreaterThan(Date.now());
    const { me: before } = await user.data(MeDocument, {});
    expect(before?.email).toBe(user.email);

    const { confirmEmailChange: after } = await user.data(ConfirmEmailChangeDocument, { code });
    expect(after).toMatchObject({
      id: user.id,
      email: email.toLowerCase(),
      updatedBy: user.id,
    });
    expect(after?.version).toBeGreaterThan(before?.version ?? 0);
    expect(await nextChangeOfEmail(events)).toMatchObject({
      actor: user.id,
      user: { email: email.toLowerCase() },
    });
    await eventually(async () =>
      expect(await changesOfEmail(user)).toMatchObject([
        {
          actor: user.id,
          changes: [{ from: JSON.stringify(user.email), to: JSON.stringify(email.toLowerCase()) }],
        },
      ]),
    );

    await eventually(() => signIn(outputs, email, user.password));
    await expect(signIn(outputs, user.email, user.password)).rejects.toMatchObject({
      name: 'NotAuthorizedException',
    });
    const { UserAttributes } = await identityOf(user.id);
    expect(UserAttributes).toContainEqual({ Name: 'email', Value: email.toLowerCase() });
    expect(UserAttributes).toContainEqual({ Name: 'email_verified', Value: 'true' });
    await eventually(async () =>
      expect(await functionsMails(user.email)).toMatchObject([
        { subject: 'Your e-mail address was changed' },
      ]),
    );
    await createUserIn(system, { email: user.email });
  });

  test('confirmEmailChange: a wrong code tells how many tries are left', async () => {
    const user = await person();
    const code = await requestCode(user, freshEmail());
    const wrong = await user.send(ConfirmEmailChangeDocument, { code: otherThan(code) });
    expect(wrong.body.data).toEqual({ confirmEmailChange: null });
    expect(wrong.body.errors).toMatchObject([
      {
        path: ['confirmEmailChange'],
        errorType: 'CodeMismatch',
        errorInfo: { attemptsLeft: 4 },
      },
    ]);
  });

  test('confirmEmailChange: CodeExpired without a request, ValidationFailed without six digits', async () => {
    const user = await person();
    const expired = await user.send(ConfirmEmailChangeDocument, { code: '123456' });
    expect(expired.body.errors).toMatchObject([{ errorType: 'CodeExpired' }]);
    const malformed = await user.send(ConfirmEmailChangeDocument, { code: 'yes please' });
    expect(malformed.body.errors).toMatchObject([
      { errorType: 'ValidationFailed', errorInfo: [{ field: 'code', rule: 'format' }] },
    ]);
  });

  test('confirmEmailChange: 50 at once with the same code are one change', async () => {
    const user = await person();
    const email = freshEmail();
    const code = await requestCode(user, email);
    const answers = await Promise.all(
      Array.from({ length: 50 }, () => user.data(ConfirmEmailChangeDocument, { code })),
    );
    for (const { confirmEmailChange } of answers) expect(confirmEmailChange?.email).toBe(email);
    await eventually(async () => expect(await changesOfEmail(user)).toHaveLength(1));
    await eventually(async () => expect(await functionsMails(user.email)).toHaveLength(1));
  });

  test('confirmEmailChange: of two who want one address the first has it, the other EmailTaken', async () => {
    const [one, other] = [await person(), await person()];
    const email = freshEmail();
    const first = await requestCode(one, email);
    const second = await requestCode(other, email);
    await other.data(ConfirmEmailChangeDocument, { code: second });
    const late = await one.send(ConfirmEmailChangeDocument, { code: first });
    expect(late.body.errors).toMatchObject([{ errorType: 'EmailTaken' }]);
    expect((await one.data(MeDocument, {})).me?.email).toBe(one.email);
    const admin = await system.admin();
    expect((await admin.data(GetUserByEmailDocument, { email })).getUserByEmail?.id).toBe(other.id);
  });

  test('requestEmailChange: an address that somebody has answers as a free one, but brings no code', async () => {
    const [user, owner] = [await person(), await person()];
    const taken = await user.send(RequestEmailChangeDocument, { email: owner.email });
    expect(taken.body.errors).toBeUndefined();
    expect(taken.body.data?.requestEmailChange?.email).toBe(owner.email);
    const [mail] = await functionsMails(owner.email);
    expect(mail?.subject).toBe('Somebody wanted to use your address');
    expect(mail?.body).not.toMatch(/\d/);
  });

  test('requestEmailChange: refuses the sixth request of an hour and tells when the next is possible', async () => {
    const user = await person();
    for (let count = 1; count <= 5; count += 1) await requestCode(user, freshEmail());
    const answer = await user.send(RequestEmailChangeDocument, { email: freshEmail() });
    const [error, ...others] = answer.body.errors ?? [];
    expect(others).toEqual([]);
    expect(error?.errorType).toBe('LimitExceeded');
    const { retryAt } = error?.errorInfo as { retryAt: string };
    expect(Date.parse(retryAt)).toBeGreaterThan(Date.now());
  });

  test('requestEmailChange, confirmEmailChange: nobody else can, not with the token of a suspended person', async () => {
    const user = await person();
    const email = freshEmail();
    const code = await requestCode(user, email);
    await suspend(outputs, user.id);
    for (const answer of [
      await user.send(ConfirmEmailChangeDocument, { code }),
      await user.send(RequestEmailChangeDocument, { email }),
    ]) {
      expect(answer.body.errors).toMatchObject([{ errorType: 'Unauthorized' }]);
    }
    const admin = await system.admin();
    await admin.data(ReactivateUserDocument, { id: user.id });
    const { confirmEmailChange } = await user.data(ConfirmEmailChangeDocument, { code });
    expect(confirmEmailChange?.email).toBe(email);
  });
});

describe('ways around the code', () => {
  test('updateMe: knows no e-mail address', async () => {
    const user = await person();
    const query = 'mutation($input: UpdateMeInput!) { updateMe(input: $input) { id } }';
    const input = { email: freshEmail() };
    const answer = await post(outputs.graphqlUrl, query, { input }, user.token);
    expect(answer.body.errors?.[0]?.message).toContain('not defined for input object type');
    expect((await user.data(MeDocument, {})).me?.email).toBe(user.email);
  });

  test('UpdateUserAttributes: the app client may not write the address past the directory', async () => {
    const user = await person();
    const change = new UpdateUserAttributesCommand({
      AccessToken: user.token,
      UserAttributes: [{ Name: 'email', Value: freshEmail() }],
    });
    await expect(cognitoClient(outputs).send(change)).rejects.toMatchObject({
      name: 'NotAuthorizedException',
    });
  });

  test('updateUser: an administrator sets an address without a code, and it counts as verified', async () => {
    const user = await person();
    const email = freshEmail();
    const admin = await system.admin();
    await admin.data(UpdateUserDocument, { input: { id: user.id, email } });
    await eventually(async () => {
      const { UserAttributes } = await identityOf(user.id);
      expect(UserAttributes).toContainEqual({ Name: 'email', Value: email });
      expect(UserAttributes).toContainEqual({ Name: 'email_verified', Value: 'true' });
    });
  });

  test('createUser: takes an address that only waits for its code; then the code is EmailTaken', async () => {
    const user = await person();
    const email = freshEmail();
    const code = await requestCode(user, email);
    const admin = await system.admin();
    await admin.data(CreateUserDocument, { input: { email, firstName: 'A', lastName: 'B' } });
    const answer = await user.send(ConfirmEmailChangeDocument, { code });
    expect(answer.body.errors).toMatchObject([{ errorType: 'EmailTaken' }]);
  });
});
