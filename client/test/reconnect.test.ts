import { afterEach, describe, expect, test, vi } from 'vitest';

import { CognitoError, createClient, tokenAuth } from '../index.ts';
import type { Client, ClientOptions } from '../index.ts';
import { eventually } from 'appsync-on-a-laptop/testing/eventually';
import { createFakeClock } from 'appsync-on-a-laptop/testing/fake-clock';
import { withRealtime } from 'appsync-on-a-laptop/testing/with-realtime';
import type { RealtimeHarness } from 'appsync-on-a-laptop/testing/with-realtime';

const ON_CHANGE = 'subscription { onChange { id } }';

let harness: RealtimeHarness;
let client: Client;

afterEach(async () => {
  client.close();
  await harness.stop();
});

function open(options: Partial<ClientOptions> = {}): Client {
  client = createClient({
    graphqlUrl: harness.origin.replace('ws', 'http') + '/graphql',
    realtimeUrl: `${harness.origin}/graphql/realtime`,
    auth: tokenAuth(() => 'alice'),
    ...options,
  });
  return client;
}

describe('reconnect', () => {
  test('server restart: subscriptions are resumed and told so, the loop goes on', async () => {
    harness = await withRealtime();
    const { port } = harness;
    const ready = vi.fn();
    const lost = vi.fn();
    const told = { onReady: ready, onLost: lost };
    const subscription = open({ random: () => 0 }).subscribe(ON_CHANGE, {}, told);
    await subscription.ready;
    harness.realtime.publisher.publish({ mutation: 'change', value: { id: 'before' } });
    expect((await subscription.next()).value).toEqual({ onChange: { id: 'before' } });
    await harness.stop();
    await eventually(() => expect(lost).toHaveBeenCalledOnce());
    harness = await withRealtime({ port });
    await eventually(() => expect(ready).toHaveBeenLastCalledWith({ resumed: true }));
    harness.realtime.publisher.publish({ mutation: 'change', value: { id: 'after' } });
    expect((await subscription.next()).value).toEqual({ onChange: { id: 'after' } });
    expect(lost).toHaveBeenCalledOnce();
  });

  test.each([
    ['InternalErrorException', 'Something is wrong'],
    ['TooManyRequestsException', 'Rate exceeded'],
    ['UnexpectedLambdaException', 'PreTokenGeneration failed'],
    ['HTTP 404', 'Cognito refused GetTokensFromRefreshToken'],
  ])('token at its end while Cognito answers %s: is asked for again', async (type, message) => {
    harness = await withRealtime();
    const { port } = harness;
    const ready = vi.fn();
    const failures = [new CognitoError(type, message)];
    let isRestarted = false;
    const auth = {
      headers() {
        const failure = isRestarted ? failures.pop() : undefined;
        return failure ? Promise.reject(failure) : Promise.resolve({ authorization: 'alice' });
      },
    };
    const subscription = open({ auth, random: () => 0 }).subscribe(
      ON_CHANGE,
      {},
      { onReady: ready },
    );
    await subscription.ready;
    isRestarted = true;
    await harness.stop();
    harness = await withRealtime({ port });
    await eventually(() => expect(ready).toHaveBeenLastCalledWith({ resumed: true }));
    expect(failures).toEqual([]);
  });

  test('token at its end after the person was signed out: the subscription ends by that error', async () => {
    harness = await withRealtime();
    let isOver = false;
    const over = new CognitoError('NotAuthorizedException', 'Refresh Token has been revoked');
    const headers = () =>
      isOver ? Promise.reject(over) : Promise.resolve({ authorization: 'alice' });
    const subscription = open({ auth: { headers }, random: () => 0 }).subscribe(ON_CHANGE);
    await subscription.ready;
    isOver = true;
    await harness.stop();
    await expect(subscription.next()).rejects.toBe(over);
  });

  test('reconnect: a lost connection is tried at once, not after its delay', async () => {
    harness = await withRealtime();
    const { port } = harness;
    const states: string[] = [];
    const onConnectionState = (state: string) => void states.push(state);
    // Delays of this clock never end.
    const clock = createFakeClock();
    const schedule: ClientOptions['schedule'] = (ms, callback) => clock.after(ms, callback);
    const subscription = open({ onConnectionState, schedule }).subscribe(ON_CHANGE);
    await subscription.ready;
    client.reconnect();
    expect(states).toEqual(['connecting', 'connected']);
    await harness.stop();
    harness = await withRealtime({ port });
    await eventually(() => expect(states.at(-1)).toBe('waiting'));
    client.reconnect();
    await eventually(() => expect(states.at(-1)).toBe('connected'));
  });

  test('failed attempts: wait twice as long each time, up to 30 s, half of it random', async () => {
    harness = await withRealtime();
    const delays: number[] = [];
    const refused = vi.fn();
    class DeadSocket extends EventTarget {
      onclose: (() => void) | null = null;
      constructor() {
        super();
        refused();
        queueMicrotask(() => this.onclose?.());
      }
      close(): void {}
    }
    const subscription = open({
      WebSocket: DeadSocket as unknown as typeof WebSocket,
      random: () => 1,
      schedule(ms, callback) {
        if (ms === 15_000) return () => {};
        delays.push(ms);
        if (delays.length < 9) queueMicrotask(callback);
        return () => {};
      },
    }).subscribe(ON_CHANGE);
    await eventually(() => expect(refused).toHaveBeenCalledTimes(9));
    expect(delays).toEqual([500, 1_000, 2_000, 4_000, 8_000, 16_000, 30_000, 30_000, 30_000]);
    subscription.unsubscribe();
  });

  test('silence for connectionTimeoutMs: the connection is taken for dead and renewed', async () => {
    harness = await withRealtime();
    const clock = createFakeClock();
    const ready = vi.fn();
    const subscription = open({ schedule: (ms, callback) => clock.after(ms, callback) }).subscribe(
      ON_CHANGE,
      {},
      { onReady: ready },
    );
    await subscription.ready;
    clock.advance(299_999);
    expect(harness.realtime.stats().connections).toBe(1);
    clock.advance(1);
    await eventually(() => expect(harness.realtime.stats().connections).toBe(0));
    clock.advance(500);
    await eventually(() => expect(ready).toHaveBeenLastCalledWith({ resumed: true }));
  });

  test('a `ka` frame: restarts the watch for silence', async () => {
    harness = await withRealtime();
    const clock = createFakeClock();
    const ready = vi.fn();
    // The client's own timers; the server's `ka` comes when its clock goes on.
    const messages = vi.fn();
    class Watched extends WebSocket {
      constructor(url: string, protocols: string[]) {
        super(url, protocols);
        this.addEventListener('message', messages);
      }
    }
    const subscription = open({
      WebSocket: Watched as unknown as typeof WebSocket,
      schedule: (ms, callback) => clock.after(ms, callback),
    }).subscribe(ON_CHANGE, {}, { onReady: ready });
    await subscription.ready;
    clock.advance(299_999);
    const before = messages.mock.calls.length;
    harness.clock.advance(60_000);
    await eventually(() => expect(messages).toHaveBeenCalledTimes(before + 1));
    clock.advance(299_999);
    expect(harness.realtime.stats()).toMatchObject({ connections: 1, subscriptions: 1 });
    expect(ready).toHaveBeenCalledTimes(1);
    subscription.unsubscribe();
  });
});
