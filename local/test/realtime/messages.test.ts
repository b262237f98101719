import { afterEach, describe, expect, test } from 'vitest';

import { startMessage } from '../../testing/realtime-client.ts';
import { CALLER, withRealtime } from '../../testing/with-realtime.ts';
import type { RealtimeHarness } from '../../testing/with-realtime.ts';

const ON_CHANGE = 'subscription ($id: ID) { onChange(id: $id) { id } }';

let harness: RealtimeHarness;
afterEach(() => harness.stop());

describe('start', () => {
  test('a subscription: is acknowledged and judged by its own credentials', async () => {
    harness = await withRealtime();
    const client = await harness.open();
    const message = startMessage('1', ON_CHANGE, {
      variables: { id: 'x' },
      authorization: { 'x-api-key': 'alice', 'X-Extra': 'kept', host: 'h' },
    });
    client.send(message);
    expect(await client.next()).toEqual({ id: '1', type: 'start_ack' });
    expect(harness.authRequests.at(-1)).toEqual({
      channel: 'subscribe',
      headers: { 'x-api-key': 'alice', 'x-extra': 'kept', host: 'h' },
      handshakeHeaders: expect.objectContaining({ upgrade: 'websocket' }),
      sourceIp: ['127.0.0.1'],
      body: (message['payload'] as { data: string }).data,
      operation: { query: ON_CHANGE, variables: { id: 'x' }, operationName: null },
    });
  });

  test('the API: gets operation, caller and headers', async () => {
    const seen: unknown[] = [];
    harness = await withRealtime({
      subscribe(operation, context) {
        seen.push(operation, context);
        return Promise.resolve({ errors: [{ message: 'enough' }] });
      },
    });
    const client = await harness.open();
    client.send(startMessage('1', ON_CHANGE));
    await client.next();
    const { requestId } = seen[1] as { readonly requestId: string };
    expect(requestId).toMatch(/^[0-9a-f-]{36}$/);
    expect(seen).toEqual([
      { query: ON_CHANGE, variables: {}, operationName: null },
      {
        caller: CALLER,
        request: {
          headers: { authorization: 'alice', host: 'localhost', 'x-amzn-requestid': requestId },
          domainName: null,
        },
        requestId,
      },
    ]);
  });

  test('refused credentials: an error frame, the connection stays', async () => {
    harness = await withRealtime();
    const client = await harness.open();
    client.send(startMessage('1', ON_CHANGE, { authorization: { Authorization: 'mallory' } }));
    expect(await client.next()).toEqual({
      id: '1',
      type: 'error',
      payload: {
        errors: [
          {
            errorType: 'UnauthorizedException',
            message: 'You are not authorized to make this call.',
          },
        ],
      },
    });
    client.send(startMessage('1', ON_CHANGE));
    expect(await client.next()).toEqual({ id: '1', type: 'start_ack' });
  });

  test('errors of the API: are sent without path and locations', async () => {
    harness = await withRealtime({
      subscribe: () =>
        Promise.resolve({
          errors: [
            {
              path: ['onChange'],
              data: null,
              errorType: 'Unauthorized',
              errorInfo: null,
              locations: [{ line: 1, column: 1, sourceName: null }],
              message: 'Not Authorized to access onChange on type Subscription',
            },
            { message: "Variable 'deleted' has coerced Null value for NonNull type 'Boolean!'" },
          ],
        }),
    });
    const client = await harness.open();
    client.send(startMessage('1', ON_CHANGE));
    expect(await client.next()).toEqual({
      id: '1',
      type: 'error',
      payload: {
        errors: [
          {
            errorType: 'Unauthorized',
            message: 'Not Authorized to access onChange on type Subscription',
          },
          { message: "Variable 'deleted' has coerced Null value for NonNull type 'Boolean!'" },
        ],
      },
    });
  });

  test.each([
    ['query', 'query { me { id } }'],
    ['query', '{ me { id } }'],
    ['mutation', 'mutation { change { id } }'],
  ])('a %s (%s): is not supported through the realtime channel', async (kind, query) => {
    harness = await withRealtime();
    const client = await harness.open();
    client.send(startMessage('1', query));
    expect(await client.next()).toEqual({
      id: '1',
      type: 'error',
      payload: {
        errors: [
          {
            errorType: 'UnsupportedOperation',
            message: `${kind} not supported through the realtime channel`,
          },
        ],
      },
    });
  });

  test.each([
    ['a payload of graphql-ws', { id: '1', type: 'start', payload: { query: ON_CHANGE } }, '1'],
    ['data that is no text', { id: '1', type: 'start', payload: { data: { query: 'x' } } }, '1'],
    ['data that is no JSON', { id: '1', type: 'start', payload: { data: 'nope' } }, '1'],
    ['an unknown type', { id: '1', type: 'subscribe', payload: {} }, '1'],
    ['no id', { type: 'start', payload: { data: '{"query":"x"}' } }, undefined],
  ])('%s: unknown not supported', async (_name, message, id) => {
    harness = await withRealtime();
    const client = await harness.open();
    client.send(message);
    expect(await client.next()).toEqual({
      ...(id !== undefined && { id }),
      type: 'error',
      payload: {
        errors: [
          {
            errorType: 'UnsupportedOperation',
            message: 'unknown not supported through the realtime channel',
          },
        ],
      },
    });
  });

  test.each(['{', 'null', '[]', '"start"', '{"id":"1"}'])(
    'a frame that is no message (%s): an error, the connection stays',
    async (text) => {
      harness = await withRealtime();
      const client = await harness.open();
      client.sendText(text);
      expect(await client.next()).toMatchObject({ type: 'error' });
      client.send(startMessage('1', ON_CHANGE));
      expect(await client.next()).toEqual({ id: '1', type: 'start_ack' });
    },
  );

  test('a duplicate id: is refused and the first subscription lives on', async () => {
    harness = await withRealtime();
    const client = await harness.open();
    client.send(startMessage('1', ON_CHANGE));
    client.send(startMessage('1', ON_CHANGE));
    const frames = [await client.next(), await client.next()];
    expect(frames).toContainEqual({ id: '1', type: 'start_ack' });
    expect(frames).toContainEqual({
      id: '1',
      type: 'error',
      payload: {
        errors: [
          { errorType: 'DuplicatedOperationError', message: 'Duplicated operation with id 1' },
        ],
      },
    });
    harness.realtime.publisher.publish({ mutation: 'change', value: { id: 'x' } });
    expect(await client.next()).toMatchObject({ id: '1', type: 'data' });
    expect(harness.realtime.stats().subscriptions).toBe(1);
  });

  test('201 subscriptions on a connection: the last is refused, errors is an object', async () => {
    harness = await withRealtime();
    const client = await harness.open();
    for (let number = 1; number <= 201; number += 1) {
      client.send(startMessage(String(number), ON_CHANGE));
    }
    const frames = [];
    for (let number = 1; number <= 201; number += 1) frames.push(await client.next());
    expect(frames.filter(({ type }) => type === 'start_ack')).toHaveLength(200);
    expect(frames).toContainEqual({
      id: '201',
      type: 'error',
      payload: {
        errors: {
          errorType: 'MaxSubscriptionsReachedError',
          message: 'Max number of 200 subscriptions reached',
        },
      },
    });
    client.send({ id: '1', type: 'stop' });
    expect(await client.next()).toEqual({ id: '1', type: 'complete' });
    client.send(startMessage('201', ON_CHANGE));
    expect(await client.next()).toEqual({ id: '201', type: 'start_ack' });
  });

  test('a failing engine: says no more than that, and logs', async () => {
    harness = await withRealtime({ subscribe: () => Promise.reject(new Error('inner text')) });
    const client = await harness.open();
    client.send(startMessage('1', ON_CHANGE));
    expect(await client.next()).toEqual({
      id: '1',
      type: 'error',
      payload: {
        errors: [
          { errorType: 'InternalFailure', message: 'The subscription could not be started.' },
        ],
      },
    });
    expect(harness.warnings).toEqual(['inner text']);
  });
});

describe('stop', () => {
  test('a live subscription: completes and hears no more', async () => {
    harness = await withRealtime();
    const client = await harness.open();
    client.send(startMessage('1', ON_CHANGE));
    client.send(startMessage('2', ON_CHANGE));
    await client.next();
    await client.next();
    client.send({ id: '1', type: 'stop' });
    expect(await client.next()).toEqual({ id: '1', type: 'complete' });
    harness.realtime.publisher.publish({ mutation: 'change', value: { id: 'x' } });
    expect(await client.next()).toMatchObject({ id: '2', type: 'data' });
    expect(harness.realtime.stats()).toMatchObject({ subscriptions: 1, messagesDelivered: 1 });
  });

  test('a start on its way: is never acknowledged', async () => {
    let admit: () => void = () => {};
    const gate = new Promise<void>((resolve) => (admit = resolve));
    harness = await withRealtime({
      async authenticate({ channel }) {
        if (channel === 'subscribe') await gate;
        return CALLER;
      },
    });
    const client = await harness.open();
    client.send(startMessage('1', ON_CHANGE));
    client.send({ id: '1', type: 'stop' });
    expect(await client.next()).toEqual({ id: '1', type: 'complete' });
    admit();
    await client.flushed();
    expect(client.waiting()).toEqual([]);
    expect(harness.realtime.stats().subscriptions).toBe(0);
  });

  test('the client goes: its subscriptions go', async () => {
    harness = await withRealtime();
    const client = await harness.open();
    client.send(startMessage('1', ON_CHANGE));
    await client.next();
    await client.close();
    await expect
      .poll(() => harness.realtime.stats())
      .toMatchObject({ connections: 0, subscriptions: 0 });
  });
});
