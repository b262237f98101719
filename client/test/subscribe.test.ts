import { afterEach, describe, expect, test, vi } from 'vitest';

import {
  ConnectionError,
  createClient,
  GraphqlRequestError,
  OnUserChangeDocument,
  tokenAuth,
} from '../index.ts';
import type { Client, ClientOptions } from '../index.ts';
import { eventually } from 'appsync-on-a-laptop/testing/eventually';
import { withRealtime } from 'appsync-on-a-laptop/testing/with-realtime';
import type { RealtimeHarness } from 'appsync-on-a-laptop/testing/with-realtime';

const ON_CHANGE = 'subscription ($id: ID) { onChange(id: $id) { id name } }';

let harness: RealtimeHarness;
const clients: Client[] = [];
const unhandled = vi.fn();
process.on('unhandledRejection', unhandled);

afterEach(async () => {
  for (const client of clients.splice(0)) client.close();
  await harness.stop();
  expect(unhandled).not.toHaveBeenCalled();
});

function clientOf(options: Partial<ClientOptions> = {}): Client {
  const client = createClient({
    graphqlUrl: harness.origin.replace('ws', 'http') + '/graphql',
    realtimeUrl: `${harness.origin}/graphql/realtime`,
    auth: tokenAuth(() => 'alice'),
    ...options,
  });
  clients.push(client);
  return client;
}

function publish(value: Readonly<Record<string, unknown>>): void {
  harness.realtime.publisher.publish({ mutation: 'change', value });
}

describe('subscribe', () => {
  test('events: arrive in order, cut to the selection', async () => {
    harness = await withRealtime();
    const subscription = clientOf().subscribe(ON_CHANGE);
    await subscription.ready;
    for (const id of ['1', '2', '3']) publish({ id, name: `n${id}`, secret: 'x' });
    const seen: unknown[] = [];
    for await (const event of subscription) {
      seen.push(event);
      if (seen.length === 3) break;
    }
    expect(seen).toEqual([
      { onChange: { id: '1', name: 'n1' } },
      { onChange: { id: '2', name: 'n2' } },
      { onChange: { id: '3', name: 'n3' } },
    ]);
    await eventually(() => expect(harness.realtime.stats().subscriptions).toBe(0));
  });

  test('generated documents: type events and variables', async () => {
    harness = await withRealtime({
      plan: (plan) => ({
        ...plan,
        project: () => ({ data: { onUserChange: { type: 'CREATED' } } }),
      }),
    });
    const subscription = clientOf().subscribe(OnUserChangeDocument, { filter: { ids: ['1'] } });
    await subscription.ready;
    publish({ filter: { ids: ['1'] } });
    publish({});
    // The harness takes the filter for an argument, which an object never equals.
    expect(harness.realtime.stats().subscriptions).toBe(1);
    subscription.unsubscribe();
    const { done, value } = await subscription.next();
    const type: 'CREATED' | 'UPDATED' | 'DELETED' | undefined = value?.onUserChange?.type;
    expect([done, type]).toEqual([true, undefined]);
  });

  test('two subscriptions: share one connection, each start has its own token', async () => {
    harness = await withRealtime();
    const getToken = vi.fn(() => 'alice');
    const client = clientOf({ auth: tokenAuth(getToken) });
    const first = client.subscribe(ON_CHANGE);
    const second = client.subscribe(ON_CHANGE, { id: '2' });
    await Promise.all([first.ready, second.ready]);
    expect(harness.realtime.stats()).toMatchObject({ connections: 1, subscriptions: 2 });
    expect(harness.authRequests.map(({ channel }) => channel)).toEqual([
      'connect',
      'subscribe',
      'subscribe',
    ]);
    expect(getToken).toHaveBeenCalledTimes(3);
    publish({ id: '1', name: 'one' });
    publish({ id: '2', name: 'two' });
    expect((await second.next()).value).toEqual({ onChange: { id: '2', name: 'two' } });
    expect((await first.next()).value).toEqual({ onChange: { id: '1', name: 'one' } });
  });

  test('last unsubscribe: closes the connection after 1 s, and a new one opens later', async () => {
    harness = await withRealtime();
    const states: string[] = [];
    const scheduled: { ms: number; callback: () => void }[] = [];
    const client = clientOf({
      onConnectionState: (state) => states.push(state),
      schedule(ms, callback) {
        const timer = { ms, callback };
        scheduled.push(timer);
        return () => void scheduled.splice(scheduled.indexOf(timer), 1);
      },
    });
    const first = client.subscribe(ON_CHANGE);
    await first.ready;
    await first.return?.();
    await eventually(() => expect(harness.realtime.stats().subscriptions).toBe(0));
    expect(harness.realtime.stats().connections).toBe(1);
    scheduled.find(({ ms }) => ms === 1_000)?.callback();
    await eventually(() => expect(harness.realtime.stats().connections).toBe(0));
    await client.subscribe(ON_CHANGE).ready;
    expect(states).toEqual(['connecting', 'connected', 'idle', 'connecting', 'connected']);
  });

  test('AbortSignal: ends the loop without an error', async () => {
    harness = await withRealtime();
    const abort = new AbortController();
    const subscription = clientOf().subscribe(ON_CHANGE, {}, { signal: abort.signal });
    await subscription.ready;
    const loop = (async () => {
      for await (const event of subscription) throw new Error(`unexpected ${String(event)}`);
      return 'ended';
    })();
    abort.abort();
    expect(await loop).toBe('ended');
    await eventually(() => expect(harness.realtime.stats().subscriptions).toBe(0));
  });

  test('aborted beforehand: ends at once and opens nothing', async () => {
    harness = await withRealtime();
    const subscription = clientOf().subscribe(ON_CHANGE, {}, { signal: AbortSignal.abort() });
    expect(await subscription.next()).toEqual({ done: true, value: undefined });
    await expect(subscription.ready).rejects.toThrow(ConnectionError);
    expect(harness.realtime.stats().connections).toBe(0);
  });

  test('errors at start: reject ready and the iterator, once', async () => {
    harness = await withRealtime({
      subscribe: () =>
        Promise.resolve({
          errors: [
            {
              errorType: 'Unauthorized',
              message: 'Not Authorized to access onChange on type Subscription',
              path: ['onChange'],
            },
          ],
        }),
    });
    const subscription = clientOf().subscribe(ON_CHANGE);
    const error = await subscription.next().catch((caught: unknown) => caught);
    expect(error).toBeInstanceOf(GraphqlRequestError);
    expect(error).toMatchObject({
      errorType: 'Unauthorized',
      message: 'Not Authorized to access onChange on type Subscription',
    });
    await expect(subscription.ready).rejects.toBe(error);
    expect(await subscription.next()).toEqual({ done: true, value: undefined });
  });

  test('errors nobody looks at: are no unhandled rejections', async () => {
    harness = await withRealtime({
      subscribe: () => Promise.resolve({ errors: [{ message: 'no' }] }),
    });
    clientOf().subscribe(ON_CHANGE);
    await eventually(() => expect(harness.realtime.stats().subscriptionsRefused).toBe(1));
  });

  test('a token refused at connect: is asked for anew once, then the subscription fails', async () => {
    harness = await withRealtime();
    const getToken = vi.fn(({ fresh }: { fresh: boolean }) => (fresh ? 'alice' : 'stale'));
    const good = clientOf({ auth: tokenAuth(getToken) }).subscribe(ON_CHANGE);
    await good.ready;
    expect(getToken.mock.calls.map(([{ fresh }]) => fresh)).toEqual([false, true, false, true]);
    const bad = clientOf({ auth: tokenAuth(() => 'mallory') }).subscribe(ON_CHANGE);
    await expect(bad.next()).rejects.toMatchObject({
      name: 'GraphqlRequestError',
      errorType: 'UnauthorizedException',
    });
  });

  test('credentials that cannot be had: fail the subscription', async () => {
    harness = await withRealtime();
    const auth = { headers: () => Promise.reject(new Error('nobody is signed in')) };
    const subscription = clientOf({ auth }).subscribe(ON_CHANGE);
    await expect(subscription.ready).rejects.toThrow('nobody is signed in');
    await expect(subscription.next()).rejects.toThrow('nobody is signed in');
  });

  test('an event with errors and no data: is told and the subscription goes on', async () => {
    harness = await withRealtime({
      plan: (plan) => ({
        ...plan,
        project: (value) =>
          (value as { bad?: boolean }).bad
            ? { data: null, errors: [{ message: 'Cannot return null', path: ['onChange', 'id'] }] }
            : { data: { onChange: value } },
      }),
    });
    const errors: GraphqlRequestError[] = [];
    const subscription = clientOf().subscribe(
      ON_CHANGE,
      {},
      { onEventError: (error) => errors.push(error) },
    );
    await subscription.ready;
    publish({ bad: true });
    publish({ id: 'good' });
    expect((await subscription.next()).value).toEqual({ onChange: { id: 'good' } });
    expect(errors.map(({ message, path }) => [message, path])).toEqual([
      ['Cannot return null', ['onChange', 'id']],
    ]);
  });
});
