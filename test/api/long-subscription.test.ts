import { rm } from 'node:fs/promises';
import { afterAll, afterEach, beforeAll, expect, test, vi } from 'vitest';
import {
  cognitoAuth,
  createClient,
  CreateUserDocument,
  machineAuth,
  OnUserChangeDocument,
  OnUserCreatedDocument,
  type Client,
  type ConnectionState,
} from 'user-manager-client';
import { startLocal, type Local } from 'appsync-on-a-laptop';
import { eventually } from 'appsync-on-a-laptop/testing/eventually';
import { PATIENCE } from 'appsync-on-a-laptop/testing/patience';
import { makeSeededDataFolder } from '../support/data-folder.ts';
import { nextEvent } from '../support/next-event.ts';
import { freshEmail } from '../support/running-system.ts';

const HOUR = 3_600_000; // longer than an access token lives, in milliseconds

let dataFolder = '';
let local: Local;

const unhandled = vi.fn();
process.on('unhandledRejection', unhandled);

beforeAll(async () => {
  dataFolder = await makeSeededDataFolder();
  local = await startLocal({ dataFolder, port: 0 });
});

const clients: Client[] = [];
afterEach(() => {
  clients.splice(0).forEach((client) => client.close());
  expect(unhandled).not.toHaveBeenCalled();
});

afterAll(async () => {
  process.off('unhandledRejection', unhandled);
  await local.stop();
  await rm(dataFolder, { recursive: true, force: true });
});

/** An administrator who has signed in, and what is to be seen of the client. */
async function openClient({ now = Date.now }: { now?: () => number } = {}) {
  const { cognitoEndpoint: endpoint, region, userPoolId, clientId, users } = local.outputs;
  const { email, password } = users.find(({ role }) => role === 'ADMIN')!;
  const auth = cognitoAuth({ endpoint, region, userPoolId, clientId, now });
  await auth.signIn(email, password);
  const states: ConnectionState[] = [];
  const tokens: string[] = [];
  const client = createClient({
    ...local.outputs,
    auth: {
      async headers(options) {
        const headers = await auth.headers(options);
        tokens.push(headers['authorization']!);
        return headers;
      },
    },
    onConnectionState: (state) => states.push(state),
  });
  clients.push(client);
  return { client, states, tokens };
}

/** Makes a user as somebody else; returns the id. */
async function createUser(): Promise<string> {
  const { cognitoEndpoint, machineClientId: clientId, machineClientSecret } = local.outputs;
  const tokenUrl = `${cognitoEndpoint}/oauth2/token`;
  const auth = machineAuth({ tokenUrl, clientId, clientSecret: machineClientSecret });
  const machine = createClient({ ...local.outputs, auth });
  const { createUser: user } = await machine.mutate(CreateUserDocument, {
    input: { email: freshEmail(), firstName: 'Grace', lastName: 'Hopper' },
  });
  return user!.id;
}

/** Reads until the creation of the user. */
async function hear(
  events: AsyncIterator<{ onUserCreated: { user: { id: string } } | null }>,
  id: string,
): Promise<void> {
  while ((await nextEvent(events)).onUserCreated?.user.id !== id);
}

/** The same data folder and port, as after a deployment of the engine. */
async function restart(): Promise<void> {
  const port = Number(new URL(local.outputs.graphqlUrl).port);
  await local.stop();
  await eventually(async () => {
    local = await startLocal({ dataFolder, port });
  });
}

test(
  'server restart: the client comes back, resubscribes and hears the next change',
  async () => {
    const { client, states } = await openClient();
    const ready = vi.fn();
    const subscription = client.subscribe(OnUserCreatedDocument, {}, { onReady: ready });
    const other = client.subscribe(OnUserChangeDocument, { filter: { types: ['CREATED'] } });
    await Promise.all([subscription.ready, other.ready]);
    await hear(subscription, await createUser());
    expect(ready.mock.calls).toEqual([[{ resumed: false }]]);

    await restart();
    await eventually(() => expect(ready.mock.calls.at(-1)).toEqual([{ resumed: true }]));
    const id = await createUser();
    await hear(subscription, id);
    while ((await nextEvent(other)).onUserChange?.user.id !== id);

    // It waited at least once, and longer when it came too early.
    expect(states.slice(0, 4)).toEqual(['connecting', 'connected', 'waiting', 'connecting']);
    expect(states.at(-1)).toBe('connected');
    expect(states.filter((state) => state === 'connected')).toHaveLength(2);
  },
  PATIENCE.journey,
);

test(
  'token at its end: a subscription goes on, a new one and a new connection get a new token',
  async () => {
    let ahead = 0;
    const { client, tokens } = await openClient({ now: () => Date.now() + ahead });
    const ready = vi.fn();
    const subscription = client.subscribe(OnUserCreatedDocument, {}, { onReady: ready });
    await subscription.ready;
    const [old] = tokens;
    expect(new Set(tokens)).toEqual(new Set([old]));

    ahead += HOUR;
    await hear(subscription, await createUser());
    const later = client.subscribe(OnUserCreatedDocument, {});
    await later.ready;
    const renewed = tokens.at(-1);
    expect(renewed).not.toBe(old);

    ahead += HOUR;
    await restart();
    await eventually(() => expect(ready).toHaveBeenLastCalledWith({ resumed: true }));
    expect(tokens.at(-1)).not.toBe(renewed);
    const id = await createUser();
    await hear(subscription, id);
    await hear(later, id);
  },
  PATIENCE.journey,
);

test(
  'for await: ends cleanly on break, return and unsubscribe; the connection closes behind the last',
  async () => {
    const { client, states } = await openClient();
    const left = client.subscribe(OnUserCreatedDocument, {});
    const returned = client.subscribe(OnUserCreatedDocument, {});
    const ended = client.subscribe(OnUserCreatedDocument, {});
    await Promise.all([left.ready, returned.ready, ended.ready]);
    const loop = (async () => {
      let events = 0;
      for await (const event of ended) events += event.onUserCreated ? 1 : 0;
      return events;
    })();
    const id = await createUser();
    for await (const { onUserCreated } of left) if (onUserCreated?.user.id === id) break;
    expect(await left.next()).toEqual({ done: true, value: undefined });
    await hear(returned, id);
    expect(await returned.return?.()).toEqual({ done: true, value: undefined });
    expect(await returned.next()).toEqual({ done: true, value: undefined });
    expect(states).toEqual(['connecting', 'connected']);

    ended.unsubscribe();
    expect(await loop).toBeGreaterThanOrEqual(1);
    await eventually(() => expect(states).toEqual(['connecting', 'connected', 'idle']));
  },
  PATIENCE.journey,
);
