import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  AdminSetUserPasswordCommand,
  ConfirmForgotPasswordCommand,
  ConfirmSignUpCommand,
  ForgotPasswordCommand,
  SignUpCommand,
} from '@aws-sdk/client-cognito-identity-provider';
import { decodeJwt } from 'jose';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { stageOf } from '../../cdk/stages.ts';
import { createClient, OnUserChangeDocument, tokenAuth } from 'user-manager-client';
import {
  CreateUserDocument,
  MeDocument,
  UpdateUserDocument,
  UserHistoryDocument,
} from '../../generated/client-operations.ts';
import { startLocal, type Local } from 'appsync-on-a-laptop';
import { eventually } from 'appsync-on-a-laptop/testing/eventually';
import { callerWith } from '../support/graphql.ts';
import { freshEmail } from '../support/running-system.ts';
import { cognitoClient, machineToken, signIn } from '../support/sign-in.ts';
import { synthesize, type Synthesized } from '../support/synthesize.ts';
import { mailsTo } from '../support/mailbox.ts';

const password = 'Chosen-by-me-1!';
let assembly: Synthesized;
let dataFolder: string;
let local: Local;

beforeAll(async () => {
  assembly = synthesize({ ...stageOf('dev'), selfSignUp: true });
  dataFolder = mkdtempSync(join(tmpdir(), 'user-manager-'));
  local = await startLocal({ assemblyFolder: assembly.folder, dataFolder, port: 0 });
});

afterAll(async () => {
  await local.stop();
  assembly[Symbol.dispose]();
  rmSync(dataFolder, { recursive: true, force: true });
});

const pool = () => ({ sdk: cognitoClient(local.outputs), ClientId: local.outputs.clientId });

const signUp = (Username: string, names: Record<string, string>) => {
  const { sdk, ClientId } = pool();
  const UserAttributes = Object.entries(names).map(([Name, Value]) => ({ Name, Value }));
  return sdk.send(new SignUpCommand({ ClientId, Username, Password: password, UserAttributes }));
};

/** The newest code that was sent to the address. */
async function codeFor(email: string): Promise<string> {
  const [mail] = await mailsTo(local.outputs, email);
  return mail?.code ?? '';
}

/** A token of a new administrator: this system is not seeded. */
async function adminToken(): Promise<string> {
  const machine = await machineToken(local.outputs, 'users/write');
  const Username = freshEmail('admin');
  await callerWith(local.outputs.graphqlUrl, machine).data(CreateUserDocument, {
    input: { email: Username, firstName: 'Ad', lastName: 'Min', role: 'ADMIN' },
  });
  const UserPoolId = local.outputs.userPoolId;
  await pool().sdk.send(
    new AdminSetUserPasswordCommand({ UserPoolId, Username, Password: password, Permanent: true }),
  );
  return eventually(async () => {
    const { AccessToken } = await signIn(local.outputs, Username, password);
    expect(decodeJwt(AccessToken)['cognito:groups']).toEqual(['ADMIN']);
    return AccessToken;
  });
}

describe('self sign-up', () => {
  test('signUp: whoever proves the address is an active member who reads the own record', async () => {
    const email = freshEmail('self');
    const { sdk, ClientId } = pool();
    const { UserSub } = await signUp(email, { given_name: 'Ada', family_name: 'Lovelace' });
    const ConfirmationCode = await codeFor(email);
    await sdk.send(new ConfirmSignUpCommand({ ClientId, Username: email, ConfirmationCode }));

    // The stream brings the group, and the next token tells of it.
    const caller = await eventually(async () => {
      const { AccessToken } = await signIn(local.outputs, email, password);
      const payload = Buffer.from(AccessToken.split('.')[1] ?? '', 'base64url').toString();
      expect(JSON.parse(payload)).toMatchObject({ 'cognito:groups': ['MEMBER'] });
      return callerWith(local.outputs.graphqlUrl, AccessToken);
    });
    const { me } = await caller.data(MeDocument, {});
    expect(me).toMatchObject({
      id: UserSub,
      email,
      firstName: 'Ada',
      lastName: 'Lovelace',
      role: 'MEMBER',
      status: 'ACTIVE',
    });
  });

  test('signUp: a new password after a forgotten one changes no record and makes none', async () => {
    const email = freshEmail('forgot');
    const { sdk, ClientId } = pool();
    const { UserSub: id = '' } = await signUp(email, { given_name: 'A', family_name: 'B' });
    const confirm = { ClientId, Username: email, ConfirmationCode: await codeFor(email) };
    await sdk.send(new ConfirmSignUpCommand(confirm));
    const machine = callerWith(
      local.outputs.graphqlUrl,
      await machineToken(local.outputs, 'users/read'),
    );
    const created = async () => {
      const { getUser } = await machine.data(UserHistoryDocument, { id, limit: 100 });
      return (getUser?.history?.items ?? []).filter(({ type }) => type === 'CREATED');
    };
    await eventually(async () => expect(await created()).toHaveLength(1));

    await sdk.send(new ForgotPasswordCommand({ ClientId, Username: email }));
    await sdk.send(
      new ConfirmForgotPasswordCommand({
        ClientId,
        Username: email,
        Password: 'Another-one-2!',
        ConfirmationCode: await codeFor(email),
      }),
    );
    await signIn(local.outputs, email, 'Another-one-2!');
    expect(await created()).toHaveLength(1);
  });

  test('signUp: an administrator hears of the new person once, before any later change', async () => {
    const token = await adminToken();
    const client = createClient({ ...local.outputs, auth: tokenAuth(() => token) });
    const events = client.subscribe(OnUserChangeDocument, {});
    await events.ready;
    const email = freshEmail('heard');
    const { sdk, ClientId } = pool();
    const { UserSub } = await signUp(email, { given_name: 'Ada', family_name: 'Lovelace' });
    const confirm = { ClientId, Username: email, ConfirmationCode: await codeFor(email) };
    await sdk.send(new ConfirmSignUpCommand(confirm));
    await signIn(local.outputs, email, password);
    await client.mutate(UpdateUserDocument, { input: { id: UserSub!, lastName: 'Last' } });

    const heard: (readonly [string, string, number])[] = [];
    for await (const { onUserChange: change } of events) {
      if (!change || change.user.id !== UserSub) continue;
      heard.push([change.type, change.user.status, change.user.version]);
      if (change.user.lastName === 'Last') break;
    }
    client.close();
    expect(heard[0]).toEqual(['CREATED', 'ACTIVE', 1]);
    // A sign-in may be noted in between: each version once, in order.
    expect(heard.map(([, , version]) => version)).toEqual(heard.map((_, index) => index + 1));
    expect(heard.slice(1).every(([type]) => type === 'UPDATED')).toBe(true);
  });

  test('signUp: a person without a name is told which attributes are missing', async () => {
    await expect(signUp(freshEmail('nameless'), {})).rejects.toMatchObject({
      name: 'UserLambdaValidationException',
      message:
        'PreSignUp failed with error given_name must have a value; family_name must have a value.',
    });
  });
});
