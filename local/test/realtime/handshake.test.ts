import { request } from 'node:http';
import { connect } from 'node:net';
import { text } from 'node:stream/consumers';

import { afterEach, describe, expect, test } from 'vitest';

import { encodeHeader, encodeHeaderProtocol, startMessage } from '../../testing/realtime-client.ts';
import { withRealtime } from '../../testing/with-realtime.ts';
import type { RealtimeHarness } from '../../testing/with-realtime.ts';

let harness: RealtimeHarness;
afterEach(() => harness.stop());

const ALICE = { Authorization: 'alice', host: 'localhost' };

describe('handshake', () => {
  test.each([
    ['sub-protocol', { protocols: ['graphql-ws', encodeHeaderProtocol(ALICE)] }],
    ['query string', { path: `/graphql/realtime?header=${encodeHeader(ALICE)}&payload=e30=` }],
    [
      'escaped query string',
      { path: `/graphql?header=${encodeURIComponent(encodeHeader(ALICE))}&payload=e30%3D` },
    ],
    ['plain headers', { headers: { authorization: 'alice' } }],
    ['API key header', { headers: { 'x-api-key': 'alice' } }],
  ])('credentials by %s: are accepted and init is acknowledged', async (_name, options) => {
    harness = await withRealtime();
    const client = await harness.connect({ headers: {}, ...options });
    expect(client.protocol).toBe('graphql-ws');
    expect(await client.next({ keepAlive: true })).toEqual({ type: 'ka' });
    client.send({ type: 'connection_init' });
    expect(await client.next()).toEqual({
      type: 'connection_ack',
      payload: { connectionTimeoutMs: 300000 },
    });
    expect(harness.authRequests).toMatchObject([{ channel: 'connect', body: '{}' }]);
  });

  test('credentials by padded base64 sub-protocol: are accepted', async () => {
    harness = await withRealtime();
    // The ws client refuses to send `=`, so the upgrade is written by hand.
    const header = encodeHeader({ Authorization: 'alice', host: 'localhos' });
    expect(header).toMatch(/=$/);
    const upgrade = await new Promise<string | undefined>((resolve, reject) => {
      const sent = request(`${harness.origin.replace('ws', 'http')}/graphql/realtime`, {
        headers: {
          connection: 'Upgrade',
          upgrade: 'websocket',
          'sec-websocket-version': '13',
          'sec-websocket-key': Buffer.alloc(16).toString('base64'),
          'sec-websocket-protocol': `graphql-ws, header-${header}`,
        },
      });
      sent.on('upgrade', (response, socket) => {
        socket.destroy();
        resolve(response.headers['sec-websocket-protocol']);
      });
      sent.on('response', (response) => reject(new Error(`status ${response.statusCode}`)));
      sent.on('error', reject);
      sent.end();
    });
    expect(upgrade).toBe('graphql-ws');
    expect(harness.authRequests[0]?.headers).toEqual({ authorization: 'alice', host: 'localhos' });
  });

  // https://docs.aws.amazon.com/appsync/latest/devguide/real-time-websocket-client.html: "(Optional)".
  test('start without connection_init: is served, with a warning in the log', async () => {
    harness = await withRealtime();
    const client = await harness.connect();
    client.send(startMessage('1', 'subscription { onChange { id } }'));
    expect(await client.next()).toEqual({ id: '1', type: 'start_ack' });
    expect(harness.warnings).toEqual([expect.stringContaining('before connection_init')]);
  });

  test.each([
    ['no sub-protocol', { protocols: [] }, { message: 'NoProtocolError', errorCode: 400 }],
    [
      'no credentials',
      { headers: {} },
      { message: 'Required headers are missing.', errorCode: 400 },
    ],
    [
      'credentials that are no JSON',
      { protocols: ['graphql-ws', 'header-bm90anNvbg'] },
      { errorType: 'BadRequestException', errorCode: 400 },
    ],
    [
      'refused credentials',
      { headers: { authorization: 'mallory' } },
      {
        errorType: 'UnauthorizedException',
        message: 'You are not authorized to make this call.',
        errorCode: 401,
      },
    ],
    [
      'an authorizer that fails',
      { headers: { authorization: 'broken' } },
      { errorType: 'InternalFailure', errorCode: 500 },
    ],
  ])('%s: a connection_error frame, then the socket closes', async (_name, options, error) => {
    harness = await withRealtime();
    const client = await harness.connect(options);
    client.send({ type: 'connection_init' });
    expect(await client.next({ keepAlive: true })).toEqual({
      type: 'connection_error',
      payload: { errors: [expect.objectContaining(error)] },
    });
    expect((await client.closed).code).toBe(1008);
    expect(harness.realtime.stats()).toMatchObject({ connections: 0, connectionsRefused: 1 });
  });

  const MALLORY = { headers: { authorization: 'mallory' } };

  test('refused, and the client listens from connection_init on: it hears the refusal', async () => {
    harness = await withRealtime();
    const client = await harness.connect(MALLORY);
    // A pong follows what was sent before it: the credentials are judged by then.
    await client.flushed();
    await client.flushed();
    expect(client.waiting()).toEqual([]);
    client.send({ type: 'connection_init' });
    expect(await client.next()).toMatchObject({ type: 'connection_error' });
    expect((await client.closed).code).toBe(1008);
  });

  test('refused, and the client never sends anything: it is told after a second', async () => {
    harness = await withRealtime();
    const client = await harness.connect(MALLORY);
    await client.flushed();
    harness.clock.advance(999);
    await client.flushed();
    expect(client.waiting()).toEqual([]);
    harness.clock.advance(1);
    expect(await client.next({ keepAlive: true })).toMatchObject({ type: 'connection_error' });
    expect((await client.closed).code).toBe(1008);
  });

  test('refused, and the client sends anything else first: the refusal is all it hears', async () => {
    let judge: () => void = () => {};
    const gate = new Promise<void>((resolve) => (judge = resolve));
    harness = await withRealtime({
      async authenticate() {
        await gate;
        return { errorType: 'UnauthorizedException', message: 'no' };
      },
    });
    const client = await harness.connect();
    client.sendText('no JSON');
    client.send(startMessage('1', 'subscription { onChange { id } }'));
    await client.flushed();
    judge();
    expect(await client.next({ keepAlive: true })).toMatchObject({ type: 'connection_error' });
    await client.closed;
    expect(client.waiting()).toEqual([]);
  });

  test('refused upgrade with frames behind it: the answer arrives whole', async () => {
    harness = await withRealtime();
    for (let attempt = 0; attempt < 20; attempt += 1) {
      const socket = connect(harness.port, '127.0.0.1');
      const head = 'GET /graphql HTTP/1.1\r\nhost: x\r\nconnection: upgrade\r\nupgrade: websocket';
      socket.write(`${head}\r\n\r\n${'frames '.repeat(20_000)}`);
      const answer = await text(socket);
      expect(answer).toMatch(/^HTTP\/1\.1 400 Bad Request\r\n[^]*Sec-WebSocket-Key/);
    }
  });

  test('unknown sub-protocol: a connection_error frame', async () => {
    harness = await withRealtime();
    // Stock clients give up when the server picks none, so the frame is read from the raw socket.
    const frames = await new Promise<string>((resolve, reject) => {
      const sent = request(`${harness.origin.replace('ws', 'http')}/graphql/realtime`, {
        headers: {
          connection: 'Upgrade',
          upgrade: 'websocket',
          'sec-websocket-version': '13',
          'sec-websocket-key': Buffer.alloc(16).toString('base64'),
          'sec-websocket-protocol': 'graphql-transport-ws',
          authorization: 'alice',
        },
      });
      sent.on('upgrade', (_response, socket, head) => {
        let bytes = head;
        const look = (): void => {
          if (!bytes.includes('connection_error')) return;
          socket.destroy();
          resolve(bytes.toString('latin1'));
        };
        socket.on('data', (chunk: Buffer) => {
          bytes = Buffer.concat([bytes, chunk]);
          look();
        });
        look();
        socket.write(Buffer.from([0x81, 0x80, 0, 0, 0, 0])); // an empty text frame
      });
      sent.on('error', reject);
      sent.end();
    });
    expect(frames).toContain(
      '{"type":"connection_error","payload":{"errors":[{"message":"SubProtocolNotSupportedError","errorCode":400}]}}',
    );
  });

  test('messages between connection_init and connection_ack: are ignored', async () => {
    let admit: () => void = () => {};
    const gate = new Promise<void>((resolve) => (admit = resolve));
    harness = await withRealtime({
      async authenticate() {
        await gate;
        return { mode: 'API_KEY', identity: null, deniedFields: [] };
      },
    });
    const client = await harness.connect();
    client.send({ type: 'connection_init' });
    client.send(startMessage('early', 'subscription { onChange { id } }'));
    // A pong follows what was sent before it, so the server has read both.
    await client.flushed();
    admit();
    expect(await client.next()).toMatchObject({ type: 'connection_ack' });
    client.send(startMessage('late', 'subscription { onChange { id } }'));
    expect(await client.next()).toEqual({ id: 'late', type: 'start_ack' });
    expect(harness.realtime.stats().subscriptions).toBe(1);
  });

  test('ka: comes at once and every 60 s', async () => {
    harness = await withRealtime();
    const client = await harness.connect();
    expect(await client.next({ keepAlive: true })).toEqual({ type: 'ka' });
    harness.clock.advance(59_999);
    client.send({ id: 'x', type: 'stop' });
    expect(await client.next({ keepAlive: true })).toEqual({ id: 'x', type: 'complete' });
    harness.clock.advance(1);
    expect(await client.next({ keepAlive: true })).toEqual({ type: 'ka' });
    harness.clock.advance(60_000);
    expect(await client.next({ keepAlive: true })).toEqual({ type: 'ka' });
  });

  test('24 hours: the connection is closed', async () => {
    harness = await withRealtime();
    const client = await harness.open();
    harness.clock.advance(86_399_999);
    expect(harness.realtime.stats().connections).toBe(1);
    harness.clock.advance(1);
    expect((await client.closed).code).toBe(1000);
    expect(harness.realtime.stats().connections).toBe(0);
  });

  test('stop of the engine: connections close with 1001', async () => {
    harness = await withRealtime();
    const client = await harness.open();
    harness.realtime.stop();
    expect(await client.closed).toEqual({ code: 1001, reason: 'TestApi stops' });
  });
});
