import {
  AdminSetUserPasswordCommand,
  GetTokensFromRefreshTokenCommand,
} from '@aws-sdk/client-cognito-identity-provider';
import { decodeJwt } from 'jose';
import { afterEach, describe, expect, test } from 'vitest';
import {
  createClient,
  GraphqlRequestError,
  OnUserChangeDocument,
  OnUserCreatedDocument,
  OnUserUpdatedDocument,
  textOf,
  tokenAuth,
  type Client,
  type OnUserChangeSubscription,
} from 'user-manager-client';
import {
  DeleteUserDocument,
  MeDocument,
  SignOutEverywhereDocument,
  SuspendUserDocument,
  UpdateUserDocument,
  type UserRole,
} from '../../generated/client-operations.ts';
import { eventually } from 'appsync-on-a-laptop/testing/eventually';
import { callerWith, type Caller } from '../support/graphql.ts';
import { nextEvent } from '../support/next-event.ts';
import {
  connectRealtime,
  startMessage,
  type RealtimeClient,
} from 'appsync-on-a-laptop/testing/realtime-client';
import { createUserIn, runningSystem } from '../support/running-system.ts';
import { cognitoClient, signIn } from '../support/sign-in.ts';

const system = runningSystem();
const { outputs } = system;
const PASSWORD = 'Not-a-secret-1!';
const UNAUTHORIZED = {
  errorType: 'Unauthorized',
  message: 'Not Authorized to access onUserChange on type Subscription',
};

const clients: Client[] = [];
afterEach(() => clients.splice(0).forEach((client) => client.close()));

function clientWith(token: string): Client {
  const client = createClient({ ...outputs, auth: tokenAuth(() => token) });
  clients.push(client);
  return client;
}

/** A new user with a token that says the role: the group is a matter of the stream. */
async function signedInUser(
  role: UserRole = 'MEMBER',
): Promise<{ readonly id: string; readonly email: string; readonly token: string }> {
  const { id, email } = await createUserIn(system, { role });
  await cognitoClient(outputs).send(
    new AdminSetUserPasswordCommand({
      UserPoolId: outputs.userPoolId,
      Username: email,
      Password: PASSWORD,
      Permanent: true,
    }),
  );
  return { id, email, token: await tokenOf(email, role) };
}

/** Signs in until the token says the role. */
const tokenOf = (email: string, role: UserRole) =>
  eventually(async () => {
    const { AccessToken } = await signIn(outputs, email, PASSWORD);
    expect(decodeJwt(AccessToken)['cognito:groups']).toEqual([role]);
    return AccessToken;
  });

/** A socket with one started subscription to all changes that its user may hear of. */
async function openSocket(token: string) {
  const authorization = { authorization: token, host: new URL(outputs.graphqlUrl).host };
  const socket = await connectRealtime(outputs.realtimeUrl.replace(/^http/u, 'ws'), {
    headers: authorization,
  });
  socket.send({ type: 'connection_init' });
  expect(await socket.next()).toMatchObject({ type: 'connection_ack' });
  socket.send(startMessage('1', textOf(OnUserChangeDocument), { authorization }));
  return socket;
}

const suspend = (admin: Caller, id: string) => admin.data(SuspendUserDocument, { id });
/** Tokens tell whole seconds: one of the same second as the end is good. */
async function signOut(admin: Caller, id: string) {
  const second = Math.floor(Date.now() / 1000);
  await eventually(() => expect(Date.now() / 1000).toBeGreaterThan(second + 1));
  return admin.data(SignOutEverywhereDocument, { id });
}
const remove = (admin: Caller, id: string) => admin.data(DeleteUserDocument, { id });
const demote = (admin: Caller, id: string) =>
  admin.data(UpdateUserDocument, { input: { id, role: 'MEMBER' } });

type Change = NonNullable<OnUserChangeSubscription['onUserChange']>;

/** Reads the changes of one user and those of others until a frame of another kind comes. */
async function readChanges(socket: RealtimeClient, id: string) {
  const heard: Change[] = [];
  let frame = await socket.next();
  for (; frame['type'] === 'data'; frame = await socket.next()) {
    const { data } = frame['payload'] as { readonly data: { readonly onUserChange: Change } };
    heard.push(data.onUserChange);
  }
  const changes = heard.filter(({ user }) => user.id === id);
  return { changes, others: heard.filter((change) => !changes.includes(change)), frame };
}

describe.each([
  ['suspendUser', 'MEMBER', suspend, { type: 'UPDATED', user: { status: 'SUSPENDED' } }],
  ['suspendUser', 'ADMIN', suspend, { type: 'UPDATED', user: { status: 'SUSPENDED' } }],
  ['signOutEverywhere', 'MEMBER', signOut, { changedFields: ['sessionsEndedAt'] }],
  ['deleteUser', 'MEMBER', remove, { type: 'DELETED' }],
  ['updateUser to MEMBER', 'ADMIN', demote, { type: 'UPDATED', user: { role: 'MEMBER' } }],
] as const)('%s of a subscribed %s', (_, role, end, last) => {
  test('socket: the user hears of it, then it is closed, and a new start is refused', async () => {
    const { id, token } = await signedInUser(role);
    const admin = await system.admin();
    const socket = await openSocket(token);
    expect(await socket.next()).toMatchObject({ type: 'start_ack', id: '1' });
    const bystander = await openSocket(admin.token);
    expect(await bystander.next()).toMatchObject({ type: 'start_ack', id: '1' });
    await end(admin, id);

    // The sign-in may still have been on its way through the stream.
    const { changes, frame } = await readChanges(socket, id);
    expect(changes.at(-1)).toMatchObject(last);
    expect(frame).toMatchObject({ type: 'complete', id: '1' });
    expect(await socket.closed).toMatchObject({ code: 1000 });

    const again = await openSocket(token);
    expect(await again.next()).toMatchObject({
      type: 'error',
      payload: { errors: [UNAUTHORIZED] },
    });
    // Whoever else listens goes on listening.
    bystander.send(
      startMessage('2', textOf(OnUserChangeDocument), {
        authorization: { authorization: admin.token, host: 'localhost' },
      }),
    );
    expect((await readChanges(bystander, id)).frame).toEqual({ type: 'start_ack', id: '2' });
    await Promise.all([again.close(), bystander.close()]);
  });
});

test('a user who was ADMIN: hears of the own record only, with a new token', async () => {
  const { id, email, token } = await signedInUser('ADMIN');
  const admin = await system.admin();
  const before = await openSocket(token);
  expect(await before.next()).toMatchObject({ type: 'start_ack', id: '1' });
  await demote(admin, id);
  await before.closed;

  const socket = await openSocket(await tokenOf(email, 'MEMBER'));
  expect(await socket.next()).toMatchObject({ type: 'start_ack', id: '1' });
  const bystander = clientWith(admin.token).subscribe(OnUserCreatedDocument, {});
  await bystander.ready;
  const other = await createUserIn(system);
  for await (const { onUserCreated } of bystander) if (onUserCreated?.user.id === other.id) break;
  await suspend(admin, id);
  const { changes, others, frame } = await readChanges(socket, id);
  expect(changes.at(-1)?.user.status).toBe('SUSPENDED');
  expect(others).toEqual([]);
  expect(frame).toMatchObject({ type: 'complete', id: '1' });
});

test('signOutEverywhere: of oneself, and every session is over until the next sign-in', async () => {
  const { id, email, token } = await signedInUser();
  const { RefreshToken } = await signIn(outputs, email, PASSWORD);
  const self = callerWith(outputs.graphqlUrl, token);
  await signOut(self, id);
  await expect(self.data(MeDocument, {})).rejects.toThrow('Not Authorized');
  const refresh = () =>
    cognitoClient(outputs).send(
      new GetTokensFromRefreshTokenCommand({ ClientId: outputs.clientId, RefreshToken }),
    );
  await eventually(() =>
    expect(refresh()).rejects.toMatchObject({ name: 'NotAuthorizedException' }),
  );
  const { AccessToken } = await signIn(outputs, email, PASSWORD);
  const again = callerWith(outputs.graphqlUrl, AccessToken);
  expect((await again.data(MeDocument, {})).me?.id).toBe(id);
});

test('client/: one subscription ends, the others of its connection are refused', async () => {
  const { id, token } = await signedInUser();
  const admin = await system.admin();
  const client = clientWith(token);
  const first = client.subscribe(OnUserChangeDocument, {});
  await first.ready;
  const second = client.subscribe(OnUserUpdatedDocument, { id });
  await second.ready;
  await admin.data(SuspendUserDocument, { id });

  const statuses: (string | undefined)[] = [];
  for await (const { onUserChange } of first) statuses.push(onUserChange?.user.status);
  expect(statuses.at(-1)).toBe('SUSPENDED');
  const refused = async () => {
    for (;;) await nextEvent(second);
  };
  const error = await refused().catch((thrown: unknown) => thrown);
  expect(error).toBeInstanceOf(GraphqlRequestError);
  expect((error as GraphqlRequestError).errorType).toBe('Unauthorized');
});
