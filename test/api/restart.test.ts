import { rm } from 'node:fs/promises';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import {
  CreateUserDocument,
  GetUserByEmailDocument,
  ListUsersDocument,
  MeDocument,
  UpdateUserDocument,
  UserHistoryDocument,
  UserStatsDocument,
  type UserFieldsFragment,
} from '../../generated/client-operations.ts';
import { startLocal, type Local } from 'appsync-on-a-laptop';
import type { Clock } from 'appsync-on-a-laptop/clock';
import { systemClock } from 'appsync-on-a-laptop/clock';
import { isChromiumMissing } from 'appsync-on-a-laptop/testing/chromium';
import { eventually } from 'appsync-on-a-laptop/testing/eventually';
import { freePort } from 'appsync-on-a-laptop/testing/free-port';
import { FAILED_REQUESTS, pagesOf } from '../../console/test/support/console-pages.ts';
import {
  SAID_WITHIN_MS,
  timeBetween,
  watchConnection,
} from '../../console/test/support/lost-connections.ts';
import { makeSeededDataFolder } from '../support/data-folder.ts';
import { callerWith, type Caller } from '../support/graphql.ts';
import { machineOf } from '../support/fault-system.ts';
import { mailsTo } from '../support/mailbox.ts';
import { freshEmail } from '../support/running-system.ts';
import { machineToken, signIn } from '../support/sign-in.ts';

const HOUR = 3_600_000;

let dataFolder = '';
let local: Local;
let port = 0;
let ahead = 0;
const clock: Clock = { ...systemClock, now: () => systemClock.now() + ahead };

const start = async () => startLocal({ dataFolder, port, clock });

beforeAll(async () => {
  dataFolder = await makeSeededDataFolder();
  // Pages that are open find it again at the same address.
  port = await freePort();
  local = await start();
});

afterAll(async () => {
  await local.stop();
  await rm(dataFolder, { recursive: true, force: true });
});

const adminToken = async () => {
  const { email, password } = local.outputs.users.find(({ role }) => role === 'ADMIN')!;
  return signIn(local.outputs, email, password);
};

/** userStats tells what counting the whole directory tells. */
async function countsAreRight(token: string): Promise<void> {
  const admin = callerWith(local.outputs.graphqlUrl, token);
  const { listUsers } = await admin.data(ListUsersDocument, { limit: 100 });
  const count = (matches: Partial<UserFieldsFragment>) =>
    listUsers.items.filter((user) =>
      Object.entries(matches).every(([name, value]) => user[name as keyof typeof user] === value),
    ).length;
  await eventually(async () => {
    expect((await admin.data(UserStatsDocument, {})).userStats).toEqual({
      total: listUsers.items.length,
      byStatus: {
        INVITED: count({ status: 'INVITED' }),
        ACTIVE: count({ status: 'ACTIVE' }),
        SUSPENDED: count({ status: 'SUSPENDED' }),
      },
      byRole: { ADMIN: count({ role: 'ADMIN' }), MEMBER: count({ role: 'MEMBER' }) },
    });
  });
  expect(listUsers.items.length).toBeGreaterThan(25);
}

describe('restart', () => {
  test('restart: users, history, sign-ins and tokens survive it', async () => {
    const before = await adminToken();
    const email = freshEmail('kept');
    const { createUser } = await callerWith(local.outputs.graphqlUrl, before.AccessToken).data(
      CreateUserDocument,
      { input: { email, firstName: 'Kept', lastName: 'Safe' } },
    );
    await countsAreRight(before.AccessToken);
    const { userPoolId, clientId, machineClientId, machineClientSecret } = local.outputs;

    await local.stop();
    local = await start();

    expect(local.outputs).toMatchObject({
      userPoolId,
      clientId,
      machineClientId,
      machineClientSecret,
    });
    const admin = callerWith(local.outputs.graphqlUrl, before.AccessToken);
    expect((await admin.data(GetUserByEmailDocument, { email })).getUserByEmail).toEqual(
      createUser,
    );
    await countsAreRight(before.AccessToken);
    const after = await adminToken();
    expect(after.AccessToken).not.toBe(before.AccessToken);
    await eventually(async () => {
      const { getUser } = await admin.data(UserHistoryDocument, { id: createUser!.id });
      expect(getUser?.history?.items).toMatchObject([{ type: 'CREATED', version: 1 }]);
    });
  });
});

describe.skipIf(isChromiumMissing())('restart under the console', () => {
  const pages = pagesOf({
    get outputs() {
      return local.outputs;
    },
  });

  test('restart: the console says so within 2 s and goes on: session, list and what was entered', async () => {
    const { graphqlUrl } = local.outputs;
    const admin = async () => callerWith(graphqlUrl, (await adminToken()).AccessToken);
    const input = { email: freshEmail('watched'), firstName: 'Watched', lastName: 'Person' };
    const { createUser } = await (await admin()).data(CreateUserDocument, { input });
    const id = createUser?.id ?? '';
    const list = await pages.open('/people?q=watched', {
      lets: FAILED_REQUESTS,
      before: watchConnection,
      isChanged: true,
    });
    await list.getByText('Changes of others appear by themselves.').waitFor();
    const form = await pages.open(`/people/${id}?edit`, { lets: FAILED_REQUESTS });
    await form.getByLabel('Phone').fill('+49 30 123456');

    await local.stop();
    const seenBy = [list, form.getByRole('dialog')];
    for (const part of seenBy) await part.getByText('The server does not answer.').waitFor();
    expect(await timeBetween(list, 'closed', 'bad')).toBeLessThan(SAID_WITHIN_MS);
    await form.getByRole('button', { name: 'Save changes' }).click();
    await form.getByText('The server could not be reached, so nothing was changed.').waitFor();
    local = await start();
    for (const part of seenBy) await part.getByText('The connection is back.').waitFor();

    await form.getByRole('button', { name: 'Save changes' }).click();
    await form.getByText('The changes are saved.').waitFor();
    const { getUserByEmail } = await (await admin()).data(GetUserByEmailDocument, input);
    expect(getUserByEmail).toMatchObject({ phone: '+4930123456', version: 2 });
    await list.getByText('Changes of others appear by themselves.').waitFor();
    await (await admin()).data(UpdateUserDocument, { input: { id, lastName: 'Again' } });
    await list.getByRole('link', { name: 'Watched Again' }).waitFor();
  });
});

describe('expired token', () => {
  test('POST: an access token is refused after its hour, and a machine token too', async () => {
    const { AccessToken } = await adminToken();
    const machine = await machineToken(local.outputs, 'users/read');
    const url = local.outputs.graphqlUrl;
    expect((await callerWith(url, AccessToken).send(MeDocument, {})).status).toBe(200);

    ahead += HOUR + 60_000;
    for (const token of [AccessToken, machine]) {
      const answer = await callerWith(url, token).send(MeDocument, {});
      expect(answer.status).toBe(401);
      expect(answer.body.errors).toEqual([
        { errorType: 'UnauthorizedException', message: 'Token has expired.' },
      ]);
    }
  });
});

describe('a week', () => {
  const letPass = async (advanceMs: number) => {
    const body = JSON.stringify({ advanceMs });
    expect(await fetch(`${local.url}/_local/clock`, { method: 'POST', body })).toHaveProperty(
      'status',
      200,
    );
  };
  const invite = async (machine: Caller) => {
    const email = freshEmail('invited');
    await machine.data(CreateUserDocument, {
      input: { email, firstName: 'Has not', lastName: 'Come' },
    });
    return email;
  };
  const subjectsTo = async (email: string) =>
    (await mailsTo(local.outputs, email)).map(({ subject }) => subject);
  const REMINDED = ['Your invitation ends soon', 'Your invitation'];

  test('remind-invited: runs as the days pass, and mails who was invited and has not come once', async () => {
    const first = await invite(await machineOf(local.outputs));
    await letPass(24 * HOUR);
    const next = await invite(await machineOf(local.outputs));
    await letPass(4.5 * 24 * HOUR);
    await eventually(async () => expect(await subjectsTo(first)).toEqual(REMINDED));
    expect(await subjectsTo(next)).toEqual(['Your invitation']);
    await letPass(24 * HOUR);
    await eventually(async () => expect(await subjectsTo(next)).toEqual(REMINDED));
    expect(await subjectsTo(first)).toEqual(REMINDED);
  });
});
