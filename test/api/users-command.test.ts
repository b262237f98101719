import {
  AdminDisableUserCommand,
  CognitoIdentityProviderClient,
} from '@aws-sdk/client-cognito-identity-provider';
import { expect, test } from 'vitest';
import { GetUserByEmailDocument, UserHistoryDocument } from '../../generated/client-operations.ts';
import { eventually } from 'appsync-on-a-laptop/testing/eventually';
import { freshEmail, runningSystem } from '../support/running-system.ts';
import { runUsers, spawnUsers, temporaryFile } from '../support/users-command.ts';
import { mailsTo } from '../support/mailbox.ts';

const system = runningSystem();
const run = (...args: string[]) => runUsers(system.outputs, ...args);
const spawn = (...args: string[]) => spawnUsers(system.outputs, ...args);

const mailTo = (email: string) => mailsTo(system.outputs, email);

test('users: imported people are in the API, uninvited; the same again changes nothing; export has them', async () => {
  const emails = Array.from({ length: 30 }, () => freshEmail('bulk'));
  const rows = emails.map((email, index) => `${email},Bulk,User ${index},T${index}\n`);
  const file = temporaryFile(
    'people.csv',
    `email,firstName,lastName,attributes.team\n${rows.join('')}admin@example.com,A,B,\n`,
  );
  const dry = await run('import', file, '--dry-run');
  expect(dry).toMatchObject({
    code: 1,
    out: '30 would be created, 0 there before, 1 lines refused\n',
  });
  const admin = await system.admin();
  const [email = ''] = emails;
  expect((await admin.data(GetUserByEmailDocument, { email })).getUserByEmail).toBeNull();

  expect((await spawn('import', file)).out).toBe('30 created, 0 there before, 1 lines refused\n');
  const { getUserByEmail: user } = await admin.data(GetUserByEmailDocument, { email });
  expect(user).toMatchObject({ firstName: 'Bulk', status: 'INVITED', role: 'MEMBER' });
  expect(await mailTo(email)).toEqual([]);
  // The change stream hears of imported users as of any other.
  await eventually(async () => {
    const { getUser } = await admin.data(UserHistoryDocument, { id: user!.id });
    expect(getUser?.history?.items).toMatchObject([{ type: 'CREATED', version: 1 }]);
  });

  expect((await run('import', file)).out).toBe('0 created, 30 there before, 1 lines refused\n');

  const exported = (await spawn('export')).out;
  for (const address of emails) expect(exported.split(address)).toHaveLength(2);
});

test('users: import --invite sends the invitation', async () => {
  const email = freshEmail('invited');
  const file = temporaryFile(
    'people.jsonl',
    `${JSON.stringify({ email, firstName: 'Ada', lastName: 'Invited' })}\n`,
  );
  expect(await run('import', file, '--invite')).toMatchObject({ code: 0 });
  expect(await mailTo(email)).toMatchObject([{ to: email, subject: 'Your invitation' }]);
});

test('users: reconcile finds and mends what was changed past the directory', async () => {
  const email = freshEmail('reconciled');
  const file = temporaryFile('people.csv', `email,firstName,lastName\n${email},Ada,Reconciled\n`);
  await run('import', file);
  const admin = await system.admin();
  const { getUserByEmail: user } = await admin.data(GetUserByEmailDocument, { email });
  const id = user!.id;
  const lineOf = (out: string) => out.split('\n').find((line) => line.startsWith(id));
  // Until sync-identity is done with the new user, it undoes this by itself.
  await eventually(async () => {
    await disableInCognito(id);
    expect(lineOf((await run('reconcile')).out)).toContain('differs in enabled');
    expect(lineOf((await run('reconcile', '--fix')).out)).toContain('Cognito written');
  });
  expect(lineOf((await spawn('reconcile')).out)).toBeUndefined();
});

async function disableInCognito(Username: string): Promise<void> {
  const { cognitoEndpoint, region, userPoolId } = system.outputs;
  const credentials = { accessKeyId: 'local', secretAccessKey: 'local' };
  const client = new CognitoIdentityProviderClient({
    endpoint: cognitoEndpoint,
    region,
    credentials,
  });
  await client.send(new AdminDisableUserCommand({ UserPoolId: userPoolId, Username }));
  client.destroy();
}
