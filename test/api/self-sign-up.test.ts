import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  ConfirmForgotPasswordCommand,
  ConfirmSignUpCommand,
  ForgotPasswordCommand,
  SignUpCommand,
} from '@aws-sdk/client-cognito-identity-provider';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { stageOf } from '../../cdk/stages.ts';
import { MeDocument, UserHistoryDocument } from '../../generated/client-operations.ts';
import { startLocal, type Local } from '../../local/index.ts';
import { eventually } from '../support/eventually.ts';
import { callerWith } from '../support/graphql.ts';
import { freshEmail } from '../support/running-system.ts';
import { cognitoClient, machineToken, signIn } from '../support/sign-in.ts';
import { synthesize, type Synthesized } from '../support/synthesize.ts';

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
  const mailbox = new URL(`/mailbox?to=${encodeURIComponent(email)}`, local.outputs.graphqlUrl);
  const answer = await fetch(mailbox, { headers: { accept: 'application/json' } });
  const { messages } = (await answer.json()) as { messages: { code: string }[] };
  return messages[0]?.code ?? '';
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
      ...{ id: UserSub, email, firstName: 'Ada', lastName: 'Lovelace' },
      ...{ role: 'MEMBER', status: 'ACTIVE' },
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
        ...{ ClientId, Username: email, Password: 'Another-one-2!' },
        ConfirmationCode: await codeFor(email),
      }),
    );
    await signIn(local.outputs, email, 'Another-one-2!');
    expect(await created()).toHaveLength(1);
  });

  test('signUp: a person without a name is told which attributes are missing', async () => {
    await expect(signUp(freshEmail('nameless'), {})).rejects.toMatchObject({
      name: 'UserLambdaValidationException',
      message:
        'PreSignUp failed with error given_name must have a value; family_name must have a value.',
    });
  });
});
