import { AdminSetUserPasswordCommand } from '@aws-sdk/client-cognito-identity-provider';
import { afterEach, describe, expect, test } from 'vitest';
import {
  createClient,
  GraphqlRequestError,
  OnUserChangeDocument,
  OnUserUpdatedDocument,
  tokenAuth,
  type Client,
} from '../../client/index.ts';
import { DeleteUserDocument, SuspendUserDocument } from '../../generated/client-operations.ts';
import type { Caller } from '../support/graphql.ts';
import { nextEvent } from '../support/next-event.ts';
import { connectRealtime, startMessage } from '../support/realtime-client.ts';
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

/** A user who has signed in. */
async function signedInUser(): Promise<{ readonly id: string; readonly token: string }> {
  const { id, email } = await createUserIn(system);
  await cognitoClient(outputs).send(
    new AdminSetUserPasswordCommand({
      UserPoolId: outputs.userPoolId,
      Username: email,
      Password: PASSWORD,
      Permanent: true,
    }),
  );
  return { id, token: (await signIn(outputs, email, PASSWORD)).AccessToken };
}

/** A socket with one started subscription to all changes that its user may hear of. */
async function openSocket(token: string) {
  const authorization = { authorization: token, host: new URL(outputs.graphqlUrl).host };
  const socket = await connectRealtime(outputs.realtimeUrl.replace(/^http/u, 'ws'), {
    headers: authorization,
  });
  socket.send({ type: 'connection_init' });
  expect(await socket.next()).toMatchObject({ type: 'connection_ack' });
  socket.send(startMessage('1', OnUserChangeDocument.toString(), { authorization }));
  return socket;
}

const suspend = (admin: Caller, id: string) => admin.data(SuspendUserDocument, { id });
const remove = (admin: Caller, id: string) => admin.data(DeleteUserDocument, { id });

describe.each([
  ['suspendUser', suspend, { type: 'UPDATED', user: { status: 'SUSPENDED' } }],
  ['deleteUser', remove, { type: 'DELETED' }],
] as const)('%s', { timeout: 60_000 }, (_, end, last) => {
  test('socket: the user hears of it, then it is closed, and a new start is refused', async () => {
    const { id, token } = await signedInUser();
    const admin = await system.admin();
    const socket = await openSocket(token);
    expect(await socket.next()).toMatchObject({ type: 'start_ack', id: '1' });
    const bystander = await openSocket(admin.token);
    expect(await bystander.next()).toMatchObject({ type: 'start_ack', id: '1' });
    await end(admin, id);

    // The sign-in may still have been on its way through the stream.
    const heard = [];
    let frame = await socket.next();
    for (; frame['type'] === 'data'; frame = await socket.next()) heard.push(frame['payload']);
    expect(heard.at(-1)).toMatchObject({ data: { onUserChange: last } });
    expect(frame).toMatchObject({ type: 'complete', id: '1' });
    expect(await socket.closed).toMatchObject({ code: 1000 });

    const again = await openSocket(token);
    expect(await again.next()).toMatchObject({
      type: 'error',
      payload: { errors: [UNAUTHORIZED] },
    });
    // Whoever else listens goes on listening.
    bystander.send(
      startMessage('2', OnUserChangeDocument.toString(), {
        authorization: { authorization: admin.token, host: 'localhost' },
      }),
    );
    let answer = await bystander.next();
    while (answer['type'] === 'data') answer = await bystander.next();
    expect(answer).toEqual({ type: 'start_ack', id: '2' });
    await Promise.all([again.close(), bystander.close()]);
  });
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
