import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { AssociateSoftwareTokenCommand } from '@aws-sdk/client-cognito-identity-provider';
import { Duration } from 'aws-cdk-lib';
import { startLocal, type Local } from 'appsync-on-a-laptop';
import { systemClock } from 'appsync-on-a-laptop/clock';
import { totp } from 'appsync-on-a-laptop/testing/totp';
import { afterAll, beforeAll, expect, test } from 'vitest';
import {
  cognitoAuth,
  createClient,
  DeleteUserDocument,
  GetUserDocument,
  ListUsersDocument,
  MeDocument,
  setUpTotp,
  tokenAuth,
  UpdateUserDocument,
  type Client,
} from 'user-manager-client';
import { stageOf } from '../../cdk/stages.ts';
import { signedInPerson } from '../support/callers-of-api.ts';
import { cognitoClient, machineToken } from '../support/sign-in.ts';
import { synthesize, type Synthesized } from '../support/synthesize.ts';

const dev = stageOf('dev');
const STRICT = {
  ...dev,
  name: 'strict',
  signIn: {
    ...dev.signIn,
    mfa: 'OPTIONAL',
    factors: ['totp'],
    adminsNeedSecondFactor: true,
    reauthenticateAfter: Duration.minutes(2),
  },
} as const;

let dataFolder = '';
let assembly: Synthesized;
let local: Local;
let ahead = 0;
const clock = { ...systemClock, now: () => systemClock.now() + ahead };
const clients: Client[] = [];

beforeAll(async () => {
  dataFolder = await mkdtemp(join(tmpdir(), 'user-manager-'));
  assembly = synthesize(STRICT);
  local = await startLocal({ assemblyFolder: assembly.folder, dataFolder, port: 0, clock });
});
afterAll(async () => {
  for (const client of clients) client.close();
  await local.stop();
  assembly[Symbol.dispose]();
  await rm(dataFolder, { recursive: true, force: true });
});

const poolOf = ({ outputs }: Local) => ({
  endpoint: outputs.cognitoEndpoint,
  region: outputs.region,
  userPoolId: outputs.userPoolId,
  clientId: outputs.clientId,
  now: clock.now,
});

function clientWith(auth: Parameters<typeof createClient>[0]['auth']): Client {
  const client = createClient({ ...local.outputs, auth });
  clients.push(client);
  return client;
}

/** Sets an app up for somebody; what it shows from then on, each code once. */
async function withApp(email: string, password: string): Promise<() => string> {
  const setUp = await setUpTotp(poolOf(local), email, password);
  expect(setUp.uri('Directory')).toContain(`secret=${setUp.secret}`);
  await setUp.complete(totp(setUp.secret, clock.now()));
  return () => {
    ahead += 30_000;
    return totp(setUp.secret, clock.now());
  };
}

test('an ADMIN: has nothing but me before a second factor, and what cannot be taken back only soon after it', async () => {
  const { outputs } = local;
  const { id, email, password, token } = await signedInPerson(outputs, 'ADMIN');
  const target = await signedInPerson(outputs, 'MEMBER');
  const before = clientWith(tokenAuth(() => token));
  expect((await before.query(MeDocument, {})).me?.id).toBe(id);
  await expect(before.query(ListUsersDocument, {})).rejects.toMatchObject({
    errorType: 'SecondFactorRequired',
  });

  const nextCode = await withApp(email, password);
  const auth = cognitoAuth(poolOf(local));
  const client = clientWith(auth);
  const signIn = async () => {
    const asked = await auth.signIn(email, password);
    if (asked.status !== 'totpRequired') throw new Error(`asked for ${asked.status}`);
    await asked.complete(nextCode());
  };
  await signIn();
  expect((await client.query(ListUsersDocument, {})).listUsers.items.length).toBeGreaterThan(0);
  // What was signed in by the password alone stays so.
  await expect(before.query(ListUsersDocument, {})).rejects.toMatchObject({
    errorType: 'SecondFactorRequired',
  });

  // Not by more in all: SRP has the time of the client in it.
  ahead += 121_000;
  const tooOld = { errorType: 'ReauthenticationRequired', errorInfo: { maxAgeSeconds: 120 } };
  const rename = { id: target.id, lastName: 'Renamed' };
  expect((await client.mutate(UpdateUserDocument, { input: rename })).updateUser?.version).toBe(3);
  const promote = { id: target.id, role: 'ADMIN' } as const;
  await expect(client.mutate(UpdateUserDocument, { input: promote })).rejects.toMatchObject(tooOld);
  await expect(client.mutate(DeleteUserDocument, { id: target.id })).rejects.toMatchObject(tooOld);
  // A renewed token is of the same sign-in.
  await auth.headers({ fresh: true });
  await expect(client.mutate(DeleteUserDocument, { id: target.id })).rejects.toMatchObject(tooOld);
  await signIn();
  const { deleteUser } = await client.mutate(DeleteUserDocument, { id: target.id });
  expect(deleteUser?.id).toBe(target.id);
});

test('a MEMBER and a machine: are asked for nothing more', async () => {
  const { outputs } = local;
  const { id, token } = await signedInPerson(outputs, 'MEMBER');
  const member = clientWith(tokenAuth(() => token));
  expect((await member.query(GetUserDocument, { id })).getUser?.id).toBe(id);
  const write = await machineToken(outputs, 'users/write');
  const machine = clientWith(tokenAuth(() => write));
  expect((await machine.mutate(DeleteUserDocument, { id })).deleteUser?.id).toBe(id);
});

test('set-up of an app: needs the password; a token of a session is not let at factors', async () => {
  const { email, token } = await signedInPerson(local.outputs, 'MEMBER');
  const associate = new AssociateSoftwareTokenCommand({ AccessToken: token });
  await expect(cognitoClient(local.outputs).send(associate)).rejects.toMatchObject({
    message: 'Access Token does not have required scopes',
  });
  await expect(setUpTotp(poolOf(local), email, 'Wrong-password-1!')).rejects.toMatchObject({
    type: 'NotAuthorizedException',
  });
});
