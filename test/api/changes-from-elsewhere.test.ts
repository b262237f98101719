import {
  AdminCreateUserCommand,
  AdminSetUserPasswordCommand,
} from '@aws-sdk/client-cognito-identity-provider';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import {
  DeleteCommand,
  DynamoDBDocumentClient,
  PutCommand,
  UpdateCommand,
} from '@aws-sdk/lib-dynamodb';
import { afterEach, beforeAll, describe, expect, test } from 'vitest';
import { profileKey } from '../../model/keys.ts';
import {
  createClient,
  OnUserChangeDocument,
  tokenAuth,
  type Client,
  type ResultOf,
  type UserChange,
} from 'user-manager-client';
import {
  GetUserByEmailDocument,
  GetUserDocument,
  ListUsersDocument,
  MeDocument,
  UpdateUserDocument,
} from '../../generated/client-operations.ts';
import { nextEvent } from '../support/next-event.ts';
import { createUserIn, freshEmail, runningSystem } from '../support/running-system.ts';
import { cognitoClient, signIn } from '../support/sign-in.ts';
import { userItem } from '../support/user-items.ts';
import { runUsers, temporaryFile } from '../support/users-command.ts';
import { findUsersTable } from '../support/users-table.ts';

const system = runningSystem();
const { outputs } = system;
const PASSWORD = 'Not-a-secret-1!';

/** The stock SDK on the engine's own port, as a script beside the API uses it. */
const dynamodb = DynamoDBDocumentClient.from(
  new DynamoDBClient({
    endpoint: new URL(outputs.graphqlUrl).origin,
    region: outputs.region,
    credentials: { accessKeyId: 'local', secretAccessKey: 'local' },
  }),
);
let TableName: string;
beforeAll(async () => {
  TableName = await findUsersTable(dynamodb);
});

const clients: Client[] = [];
afterEach(() => clients.splice(0).forEach((client) => client.close()));

type Change = UserChange;

/** What an administrator hears of these users; of everybody when none is named. */
async function listen(
  ...ids: string[]
): Promise<AsyncIterator<ResultOf<typeof OnUserChangeDocument>>> {
  const { token } = await system.admin();
  const client = createClient({ ...outputs, auth: tokenAuth(() => token) });
  clients.push(client);
  const filter = ids.length > 0 ? { ids } : {};
  const subscription = client.subscribe(OnUserChangeDocument, { filter });
  await subscription.ready;
  return subscription;
}

/**
 * All changes of a user up to the one that the API now makes. The stream keeps the order of a user,
 * so whatever was delivered twice is among them, but for the last.
 */
async function changesUntilNow(
  events: AsyncIterator<ResultOf<typeof OnUserChangeDocument>>,
  id: string,
): Promise<Change[]> {
  const admin = await system.admin();
  const lastName = `Last ${crypto.randomUUID().slice(0, 8)}`;
  await admin.data(UpdateUserDocument, { input: { id, lastName } });
  const heard: Change[] = [];
  for (;;) {
    const { onUserChange: change } = await nextEvent(events);
    if (!change) throw new Error('an event without a change');
    if (change.user.id !== id) continue;
    if (change.user.lastName === lastName) return heard;
    heard.push(change);
  }
}

const setPassword = (Username: string) =>
  cognitoClient(outputs).send(
    new AdminSetUserPasswordCommand({
      UserPoolId: outputs.userPoolId,
      Username,
      Password: PASSWORD,
      Permanent: true,
    }),
  );

/** One write past the API: the version moves as every writer of the table moves it. */
const write = (id: string, firstName: string, version: number) =>
  dynamodb.send(
    new UpdateCommand({
      TableName,
      Key: profileKey(id),
      UpdateExpression: 'SET firstName = :name, version = :version, updatedBy = :by',
      ExpressionAttributeValues: { ':name': firstName, ':version': version, ':by': 'script' },
    }),
  );

describe('changes that did not come through the API', () => {
  test('first sign-in: is heard once, as the change from INVITED to ACTIVE', async () => {
    const user = await createUserIn(system);
    const events = await listen(user.id);
    await setPassword(user.email);
    await signIn(outputs, user.email, PASSWORD);
    const heard = await changesUntilNow(events, user.id);
    // Whoever listens early still hears of the creation.
    expect(heard.filter(({ type }) => type !== 'CREATED')).toMatchObject([
      { type: 'UPDATED', actor: 'system', user: { status: 'ACTIVE', version: 2 } },
    ]);
    expect(heard.at(-1)?.changedFields.toSorted()).toEqual(['lastSignInAt', 'status']);
  });

  test('later sign-ins: are heard of by nobody; reads, lists and the next change tell the last', async () => {
    const { id, email } = await createUserIn(system);
    const admin = await system.admin();
    const read = async () => (await admin.data(GetUserDocument, { id })).getUser;
    await setPassword(email);
    await signIn(outputs, email, PASSWORD);
    const first = await read();
    const events = await listen(id);
    for (let times = 0; times < 2; times += 1) await signIn(outputs, email, PASSWORD);

    const last = await read();
    const at = last?.lastSignInAt ?? '';
    expect(at > (first?.lastSignInAt ?? '')).toBe(true);
    expect(last).toEqual({ ...first, lastSignInAt: at });
    const filter = { emailPrefix: email };
    const { listUsers } = await admin.data(ListUsersDocument, { filter });
    expect(listUsers.items).toEqual([last]);
    const { token } = await system.admin();
    const client = createClient({ ...outputs, auth: tokenAuth(() => token) });
    clients.push(client);
    const aliased =
      'query ($filter: UserFilter) { listUsers(filter: $filter) { people: items { when: lastSignInAt } } }';
    expect(await client.query(aliased, { filter })).toEqual({
      listUsers: { people: [{ when: at }] },
    });

    expect(
      await admin.data(UpdateUserDocument, { input: { id, firstName: 'Told' } }),
    ).toMatchObject({
      updateUser: { lastSignInAt: at, version: 3 },
    });
    const heard = (await changesUntilNow(events, id)).filter(({ user }) => user.version > 2);
    expect(heard.map(({ user }) => [user.firstName, user.lastSignInAt])).toEqual([['Told', at]]);
    const { getUserByEmail } = await admin.data(GetUserByEmailDocument, { email });
    expect(getUserByEmail).toMatchObject({ id, lastSignInAt: at });
  });

  test('PutItem, UpdateItem, DeleteItem: each is heard once, in the order of the writes', async () => {
    const email = freshEmail('direct');
    const { User } = await cognitoClient(outputs).send(
      new AdminCreateUserCommand({ UserPoolId: outputs.userPoolId, Username: email }),
    );
    const id = User!.Attributes!.find(({ Name }) => Name === 'sub')!.Value!;
    const events = await listen(id);
    const Item = userItem({ id, email });
    await dynamodb.send(new PutCommand({ TableName, Item }));
    for (let version = 2; version <= 11; version += 1) await write(id, `V${version}`, version);

    const heard = await changesUntilNow(events, id);
    expect(heard.map(({ type, user }) => [type, user.version, user.firstName])).toEqual([
      ['CREATED', 1, 'Ada'],
      ...Array.from({ length: 10 }, (_, index) => ['UPDATED', index + 2, `V${index + 2}`]),
    ]);
    expect(heard[1]).toMatchObject({ actor: 'script', changedFields: ['firstName'] });

    await dynamodb.send(new DeleteCommand({ TableName, Key: profileKey(id) }));
    expect((await nextEvent(events)).onUserChange).toMatchObject({
      type: 'DELETED',
      actor: 'system',
      user: { id, version: 12 },
    });
  });

  test('UpdateItem: a MEMBER hears of the own record and of no other', async () => {
    const [member, other] = [await createUserIn(system), await createUserIn(system)];
    await setPassword(member.email);
    const { AccessToken } = await signIn(outputs, member.email, PASSWORD);
    const client = createClient({ ...outputs, auth: tokenAuth(() => AccessToken) });
    clients.push(client);
    const own = client.subscribe(OnUserChangeDocument, {});
    await own.ready;
    const events = await listen(other.id);
    await write(other.id, 'Foreign', 2);
    // Whoever listens early still hears of the creation.
    while ((await nextEvent(events)).onUserChange?.user.firstName !== 'Foreign');
    const { me } = await client.query(MeDocument, {});
    await write(member.id, 'Own', me!.version + 1);
    // Each event is for all subscriptions at once, so what was foreign would have come before.
    for (;;) {
      const { onUserChange: change } = await nextEvent(own);
      expect(change?.user.id).toBe(member.id);
      if (change?.user.firstName === 'Own') break;
    }
  });

  test('npm run users -- import: each person is heard of once, before any later change', async () => {
    const emails = Array.from({ length: 12 }, () => freshEmail('imported'));
    const rows = emails.map((email, index) => `${email},Im,Ported ${index}\n`);
    const file = temporaryFile('people.csv', `email,firstName,lastName\n${rows.join('')}`);
    const events = await listen();
    expect(await runUsers(outputs, 'import', file)).toMatchObject({ code: 0 });

    const admin = await system.admin();
    for (const email of emails) {
      const { getUserByEmail: user } = await admin.data(GetUserByEmailDocument, { email });
      await admin.data(UpdateUserDocument, { input: { id: user!.id, firstName: 'Later' } });
    }
    const heard = new Map(emails.map((email) => [email, [] as string[]]));
    const goesOn = () => [...heard.values()].some((changes) => !changes.includes('UPDATED 2'));
    while (goesOn()) {
      const { onUserChange: change } = await nextEvent(events);
      if (change) heard.get(change.user.email)?.push(`${change.type} ${change.user.version}`);
    }
    for (const changes of heard.values()) expect(changes).toEqual(['CREATED 1', 'UPDATED 2']);
  });

  test('UpdateItem on several users at once: the order of each user is kept', async () => {
    const users = await Promise.all([1, 2, 3].map(() => createUserIn(system)));
    const events = await listen(...users.map(({ id }) => id));
    await Promise.all(
      users.map(async ({ id }) => {
        for (let version = 2; version <= 8; version += 1) await write(id, `V${version}`, version);
      }),
    );
    const heard = new Map(users.map(({ id }) => [id, [] as number[]]));
    for (const versions of [...heard.values()]) {
      while (!versions.includes(8)) {
        const { onUserChange: change } = await nextEvent(events);
        if (change?.type === 'UPDATED') heard.get(change.user.id)?.push(change.user.version);
      }
    }
    for (const versions of heard.values()) expect(versions).toEqual([2, 3, 4, 5, 6, 7, 8]);
  });
});
