import { afterEach, describe, expect, test, vi } from 'vitest';

import type { SubscriptionFilter } from '../../appsync-js/types.ts';
import { startMessage } from '../../testing/realtime-client.ts';
import type { RealtimeClient } from '../../testing/realtime-client.ts';
import { withRealtime } from '../../testing/with-realtime.ts';
import type { RealtimeHarness } from '../../testing/with-realtime.ts';

const ON_CHANGE = 'subscription ($id: ID) { onChange(id: $id) { id name } }';

let harness: RealtimeHarness;
afterEach(() => harness.stop());

function publish(value: unknown, mutation = 'change'): void {
  harness.realtime.publisher.publish({ mutation, value });
}

async function start(
  client: RealtimeClient,
  id: string,
  variables: Readonly<Record<string, unknown>> = {},
  query = ON_CHANGE,
): Promise<void> {
  client.send(startMessage(id, query, { variables }));
  expect(await client.next()).toEqual({ id, type: 'start_ack' });
}

function filterOn(fieldName: string, operator: string, value: unknown): SubscriptionFilter {
  return { filterGroup: [{ filters: [{ fieldName, operator, value }] }] };
}

describe('delivery', () => {
  test('an event: arrives as a data frame cut to the selection', async () => {
    harness = await withRealtime();
    const client = await harness.open();
    await start(client, '1');
    publish({ id: 'u1', name: 'Ann', secret: 'no' });
    expect(await client.next()).toEqual({
      id: '1',
      type: 'data',
      payload: { data: { onChange: { id: 'u1', name: 'Ann' } } },
    });
  });

  test('other mutations, and mutations that failed: are not heard', async () => {
    harness = await withRealtime();
    const client = await harness.open();
    await start(client, '1');
    publish({ id: 'other' }, 'unrelated');
    publish(null);
    publish({ id: 'own' }, 'otherChange');
    expect(await client.next()).toMatchObject({ payload: { data: { onChange: { id: 'own' } } } });
  });

  test('argument filters: omitted is no test, null is one', async () => {
    harness = await withRealtime();
    const client = await harness.open();
    await start(client, 'all');
    await start(client, 'a', { id: 'a' });
    await start(client, 'null', { id: null });
    publish({ id: 'a' });
    publish({ id: null });
    publish({ id: 'b' });
    const frames = [];
    for (let count = 0; count < 5; count += 1) frames.push(await client.next());
    const heard = frames.map(({ id, payload }) => [
      id,
      (payload as { data: { onChange: { id: unknown } } }).data.onChange.id,
    ]);
    expect(heard).toEqual([
      ['all', 'a'],
      ['a', 'a'],
      ['all', null],
      ['null', null],
      ['all', 'b'],
    ]);
  });

  test('an enhanced filter: replaces the arguments', async () => {
    harness = await withRealtime({
      plan: (plan) => ({ ...plan, filter: filterOn('name', 'beginsWith', 'A') }),
    });
    const client = await harness.open();
    await start(client, '1', { id: 'only-this' });
    publish({ id: 'x', name: 'Bob' });
    publish({ id: 'y', name: 'Ann' });
    expect(await client.next()).toMatchObject({ payload: { data: { onChange: { id: 'y' } } } });
  });

  test('many subscribers with the same selection: the event is cut once', async () => {
    const project = vi.fn(() => ({ data: { onChange: { id: 'x' } } }));
    harness = await withRealtime({ plan: (plan) => ({ ...plan, project }) });
    const clients = await Promise.all([harness.open(), harness.open()]);
    for (const client of clients) {
      await start(client, '1');
      await start(client, '2', { id: 'x' });
    }
    publish({ id: 'x' });
    for (const client of clients) {
      const ids = [(await client.next())['id'], (await client.next())['id']];
      expect(ids.sort()).toEqual(['1', '2']);
    }
    expect(project).toHaveBeenCalledTimes(1);
    expect(harness.realtime.stats()).toMatchObject({ eventsPublished: 1, messagesDelivered: 4 });
  });

  test('a thousand events: arrive in the order they were published', async () => {
    harness = await withRealtime();
    const client = await harness.open();
    await start(client, '1');
    for (let number = 0; number < 1_000; number += 1) publish({ id: String(number) });
    for (let number = 0; number < 1_000; number += 1) {
      expect(await client.next()).toMatchObject({
        payload: { data: { onChange: { id: String(number) } } },
      });
    }
  });

  test('delivery: begins after the publisher has gone on', async () => {
    harness = await withRealtime();
    const client = await harness.open();
    await start(client, '1');
    publish({ id: 'x' });
    expect(harness.realtime.stats().messagesDelivered).toBe(0);
    await client.next();
    expect(harness.realtime.stats().messagesDelivered).toBe(1);
  });

  test('a payload over 240 KB: is dropped without a word to the client, and logged', async () => {
    harness = await withRealtime();
    const client = await harness.open();
    await start(client, '1');
    const frame = (name: string) => JSON.stringify({ data: { onChange: { id: 'x', name } } });
    const room = 240 * 1024 - frame('').length;
    publish({ id: 'x', name: 'n'.repeat(room + 1) });
    publish({ id: 'x', name: 'n'.repeat(room) });
    const { payload } = await client.next();
    expect(JSON.stringify(payload)).toHaveLength(240 * 1024);
    expect(harness.realtime.stats()).toMatchObject({ payloadsDropped: 1, messagesDelivered: 1 });
    expect(harness.warnings).toEqual([expect.stringContaining('245761 bytes')]);
  });

  test('a subscription whose projection throws: does not keep events from others', async () => {
    harness = await withRealtime({
      plan: (plan) =>
        plan.projectionKey === 'id'
          ? plan
          : {
              ...plan,
              project() {
                throw new Error('broken projection');
              },
            },
    });
    const client = await harness.open();
    await start(client, 'broken');
    await start(client, 'whole', {}, 'subscription { onChange { id } }');
    publish({ id: 'x' });
    expect(await client.next()).toMatchObject({ id: 'whole', type: 'data' });
    expect(harness.warnings).toEqual([expect.stringContaining('broken projection')]);
  });

  test('a client that does not read: is closed and counted, others are served meanwhile', async () => {
    harness = await withRealtime({ maxBufferedBytes: 1024 * 1024 });
    const [slow, quick] = await Promise.all([harness.open(), harness.open()]);
    await start(slow, '1');
    await start(quick, '1');
    slow.pause();
    const name = 'n'.repeat(200 * 1024);
    let events = 0;
    while (harness.realtime.stats().slowConnectionsClosed === 0 && events < 500) {
      publish({ id: String((events += 1)), name });
      expect(await quick.next()).toMatchObject({
        payload: { data: { onChange: { id: String(events) } } },
      });
    }
    expect(harness.realtime.stats()).toMatchObject({
      slowConnectionsClosed: 1,
      connections: 1,
      subscriptions: 1,
    });
    expect(harness.warnings).toEqual([expect.stringContaining('a client was closed')]);
    slow.resume();
    expect(await slow.closed).toEqual({ code: 1013, reason: 'The client reads too slowly' });
  });

  test('one event for 200 subscriptions of a connection: does not count as slowness', async () => {
    harness = await withRealtime({ maxBufferedBytes: 1024 * 1024 });
    const client = await harness.open();
    for (let number = 0; number < 200; number += 1) {
      client.send(startMessage(String(number), ON_CHANGE));
    }
    for (let number = 0; number < 200; number += 1) await client.next();
    client.pause();
    publish({ id: 'x', name: 'n'.repeat(100 * 1024) });
    await expect.poll(() => harness.realtime.stats().messagesDelivered).toBe(200);
    client.resume();
    for (let number = 0; number < 200; number += 1) await client.next();
    expect(harness.realtime.stats()).toMatchObject({ connections: 1, slowConnectionsClosed: 0 });
  });
});

describe('invalidation', () => {
  test('a matching subscription: completes and its connection closes', async () => {
    harness = await withRealtime({
      plan: (plan) => ({
        ...plan,
        invalidationFilter: filterOn('userId', 'eq', String(plan.arguments['id'])),
      }),
    });
    const [hit, other] = await Promise.all([harness.open(), harness.open()]);
    await start(hit, 'a', { id: 'suspended' });
    await start(other, 'b', { id: 'else' });
    harness.realtime.publisher.invalidate({
      subscriptionField: 'onChange',
      payload: { userId: 'suspended' },
    });
    expect(await hit.next()).toEqual({
      id: 'a',
      type: 'complete',
      payload: { message: 'Subscription complete.' },
    });
    expect((await hit.closed).code).toBe(1000);
    publish({ id: 'else' });
    expect(await other.next()).toMatchObject({ id: 'b', type: 'data' });
    expect(harness.realtime.stats()).toMatchObject({
      connections: 1,
      subscriptions: 1,
      subscriptionsInvalidated: 1,
    });
  });

  test('another field, or no invalidation filter: nothing ends', async () => {
    harness = await withRealtime({
      plan: (plan) =>
        'id' in plan.arguments
          ? { ...plan, invalidationFilter: filterOn('userId', 'eq', 'u') }
          : plan,
    });
    const client = await harness.open();
    await start(client, 'with', { id: 'x' });
    await start(client, 'without');
    const { publisher } = harness.realtime;
    publisher.invalidate({ subscriptionField: 'onOther', payload: { userId: 'u' } });
    publisher.invalidate({ subscriptionField: 'onChange', payload: { userId: 'v' } });
    publish({ id: 'x' });
    const ids = [(await client.next())['id'], (await client.next())['id']];
    expect(ids.sort()).toEqual(['with', 'without']);
    expect(harness.realtime.stats().subscriptionsInvalidated).toBe(0);
  });
});
