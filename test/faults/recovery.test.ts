import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import {
  AdminSetUserPasswordCommand,
  ConfirmForgotPasswordCommand,
  ForgotPasswordCommand,
} from '@aws-sdk/client-cognito-identity-provider';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { DeleteCommand, paginateScan, PutCommand } from '@aws-sdk/lib-dynamodb';
import { startLocal, type LocalOutputs } from 'appsync-on-a-laptop';
import { silentLog } from 'appsync-on-a-laptop/log';
import { eventually } from 'appsync-on-a-laptop/testing/eventually';
import { PATIENCE } from 'appsync-on-a-laptop/testing/patience';
import { afterAll, beforeAll, expect, test } from 'vitest';
import {
  DeleteUserDocument,
  MeDocument,
  SuspendUserDocument,
  UpdateUserDocument,
} from '../../generated/client-operations.ts';
import { ADMINS_KEY, PROFILE } from '../../model/keys.ts';
import { createDocuments } from '../../functions/lib/services.ts';
import type { UserRecord } from '../../functions/lib/user.ts';
import { readRecords } from '../../commands/users/pages.ts';
import { untilAllAgrees } from '../support/agreement.ts';
import { startFaultSystem, type FaultSystem } from '../support/fault-system.ts';
import { callerWith } from '../support/graphql.ts';
import { createUserAs } from '../support/lives.ts';
import { mailsTo } from '../support/mailbox.ts';
import { freshEmail } from '../support/running-system.ts';
import { cognitoClient, signIn } from '../support/sign-in.ts';
import { CREDENTIALS } from '../support/directory.ts';
import { synthesize } from '../support/synthesize.ts';
import { runUsers, spawnUsers, temporaryFile } from '../support/users-command.ts';
import { createUsersTable } from '../support/users-table.ts';

// The drill of docs/operations.md#recovery, on the running system.
const MINUTES = 600_000;
const BETWEEN_LOOKS = 500;
const LOCK = 'LOCK';
const RESTORED = 'restored-to-a-moment-before';

let system: FaultSystem;
let client: DynamoDBClient;
let documents: DynamoDBDocumentClient;
let table: string;
beforeAll(async () => {
  system = await startFaultSystem();
  ({ client, documents, table } = tableOf(system.outputs));
});
afterAll(async () => {
  client.destroy();
  await system[Symbol.asyncDispose]();
});

/** The table of a system, and a client of it. */
function tableOf({ dynamodbEndpoint: endpoint, region, stacks }: LocalOutputs) {
  const client = new DynamoDBClient({ endpoint, region, credentials: CREDENTIALS });
  const [table = ''] = Object.values(stacks).flatMap((stack) => stack['UsersTableName'] ?? []);
  return { client, documents: createDocuments(client), table };
}

const eachItem = async (
  TableName: string,
  run: (item: Record<string, unknown>) => Promise<unknown>,
) => {
  for await (const { Items = [] } of paginateScan({ client: documents }, { TableName })) {
    for (const item of Items) await run(item);
  }
};

/** By addresses, as ids change. */
async function people(
  of = { documents, table },
): Promise<Readonly<Record<string, Partial<UserRecord>>>> {
  const found: Record<string, Partial<UserRecord>> = {};
  for await (const user of readRecords(of)) {
    const { email, firstName, lastName, phone, role, status, createdAt, lastSignInAt } = user;
    found[email] = { firstName, lastName, phone, role, status, createdAt, lastSignInAt };
  }
  return found;
}

const PASSWORD = 'Chosen-by-me-1!';

/** Somebody who has signed in, who is suspended, who administers, who is invited; and who left by deleteUser. */
async function peopleOfAllKinds() {
  const { machine, outputs } = system;
  const email = freshEmail('active');
  const active = await createUserAs(machine, { email, phone: '+12065550100' });
  await machine.data(UpdateUserDocument, { input: { id: active, firstName: 'Augusta' } });
  const cognito = cognitoClient(outputs);
  const user = { UserPoolId: outputs.userPoolId, Username: email };
  await cognito.send(
    new AdminSetUserPasswordCommand({ ...user, Password: PASSWORD, Permanent: true }),
  );
  cognito.destroy();
  // The second one is kept beside the record.
  for (let times = 0; times < 2; times += 1) await signIn(outputs, email, PASSWORD);
  const suspended = await createUserAs(machine, { email: freshEmail('suspended') });
  await machine.data(SuspendUserDocument, { id: suspended });
  await createUserAs(machine, { email: freshEmail('admin'), role: 'ADMIN' });
  const invited = freshEmail('invited');
  await createUserAs(machine, { email: invited });
  const left = await createUserAs(machine, { email: freshEmail('left') });
  return { active: email, invited, left };
}

test(
  'recovery: people whom table and pool lost come back as they were, and sign in',
  { timeout: MINUTES },
  async () => {
    const { machine, outputs, hurry } = system;
    const { active, invited, left } = await peopleOfAllKinds();
    await untilAllAgrees(outputs, hurry);

    // What point-in-time recovery makes: another table with the items of a moment.
    await createUsersTable(client, RESTORED);
    await eachItem(table, (Item) => documents.send(new PutCommand({ TableName: RESTORED, Item })));
    await machine.data(DeleteUserDocument, { id: left });
    await untilAllAgrees(outputs, hurry);
    const before = await people();
    expect(Object.keys(before)).toHaveLength(4);

    // A script takes everybody away; what follows the stream removes them from the pool, too.
    await eachItem(table, async ({ pk, sk }) => {
      if (sk !== PROFILE && sk !== LOCK) return;
      await documents.send(new DeleteCommand({ TableName: table, Key: { pk, sk } }));
    });
    await documents.send(new DeleteCommand({ TableName: table, Key: ADMINS_KEY }));
    await untilAllAgrees(outputs, hurry);
    expect(await people()).toEqual({});

    const looked = await runUsers(outputs, 'restore', '--from', RESTORED, '--dry-run');
    expect(looked.err).toContain('4 missing, 0 refused, 1 deleted by somebody and left so');
    expect(await people()).toEqual({});
    expect(await spawnUsers(outputs, 'restore', '--from', RESTORED)).toMatchObject({ code: 0 });
    const mails = await mailsTo(outputs, invited);
    await runUsers(outputs, 'reconcile', '--fix', '--recreate');
    await untilAllAgrees(outputs, hurry);
    expect(await people()).toEqual(before);

    expect(await mailsTo(outputs, invited)).toHaveLength(mails.length + 1);
    const me = await signInWithNewPassword(outputs, active);
    expect(me).toMatchObject({ email: active, firstName: 'Augusta', status: 'ACTIVE' });
  },
);

const OTHER_REGION = { account: '111122223333', region: 'eu-west-1' };

/** The same app in another region, with nobody in it. */
async function startElsewhere() {
  const resources = new AsyncDisposableStack();
  const { folder } = resources.use(synthesize('dev', undefined, { env: OTHER_REGION }));
  const dataFolder = await mkdtemp(join(tmpdir(), 'elsewhere-'));
  resources.defer(() => rm(dataFolder, { recursive: true, force: true }));
  const local = await startLocal({ assemblyFolder: folder, dataFolder, port: 0, log: silentLog });
  resources.defer(() => local.stop());
  return { outputs: local.outputs, [Symbol.asyncDispose]: () => resources.disposeAsync() };
}

test(
  'recovery: of a lost region the last export is taken to another, where people are as they were, and sign in',
  { timeout: MINUTES },
  async () => {
    const { outputs, hurry } = system;
    const { active } = await peopleOfAllKinds();
    await untilAllAgrees(outputs, hurry);
    const file = join(dirname(temporaryFile('folder', '')), 'people.jsonl');
    await runUsers(outputs, 'export', '--out', file);
    const before = await people();

    await using elsewhere = await startElsewhere();
    const there = tableOf(elsewhere.outputs);
    expect(elsewhere.outputs.region).toBe(OTHER_REGION.region);
    const { code, err } = await runUsers(elsewhere.outputs, 'restore', '--from', file);
    expect([code, err]).toEqual([
      0,
      expect.stringContaining(`${Object.keys(before).length} restored, 0 refused`),
    ]);
    await runUsers(elsewhere.outputs, 'reconcile', '--fix', '--recreate');
    await eventually(
      async () => {
        const agrees = { code: 0, out: '' };
        expect(await runUsers(elsewhere.outputs, 'reconcile')).toMatchObject(agrees);
      },
      BETWEEN_LOOKS,
      PATIENCE.journey,
    );
    expect(await people(there)).toEqual(before);
    there.client.destroy();

    const me = await signInWithNewPassword(elsewhere.outputs, active);
    expect(me).toMatchObject({ email: active, firstName: 'Augusta', status: 'ACTIVE' });
  },
);

/** As "forgot password" does; what `me` answers then. */
async function signInWithNewPassword(outputs: LocalOutputs, email: string) {
  const cognito = cognitoClient(outputs);
  const { clientId: ClientId } = outputs;
  await cognito.send(new ForgotPasswordCommand({ ClientId, Username: email }));
  const code = (await mailsTo(outputs, email))[0]?.code;
  const Password = 'Chosen-anew-1!';
  await cognito.send(
    new ConfirmForgotPasswordCommand({
      ClientId,
      Username: email,
      ConfirmationCode: code,
      Password,
    }),
  );
  cognito.destroy();
  const { AccessToken } = await signIn(outputs, email, Password);
  return (await callerWith(outputs.graphqlUrl, AccessToken).data(MeDocument, {})).me;
}
