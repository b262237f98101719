import { createSocket } from 'node:dgram';
import { once } from 'node:events';
import { afterEach, expect, test, vi } from 'vitest';
import { traced } from '../../functions/lib/trace.ts';

// https://docs.aws.amazon.com/xray/latest/devguide/xray-concepts.html#xray-concepts-tracingheader
const HEADER = 'Root=1-5759e988-bd862e3fe1be46a994272793;Parent=53995c3f42cd8ad8;Sampled=1';

afterEach(() => {
  vi.unstubAllEnvs();
});

async function daemon() {
  const socket = createSocket('udp4').bind(0, '127.0.0.1');
  await once(socket, 'listening');
  vi.stubEnv('AWS_XRAY_DAEMON_ADDRESS', `127.0.0.1:${socket.address().port}`);
  return {
    received: once(socket, 'message').then(([message]) => String(message)),
    [Symbol.dispose]: () => socket.close(),
  };
}

test('traced: puts the id of the request on the trace of the invocation', async () => {
  using xray = await daemon();
  vi.stubEnv('_X_AMZN_TRACE_ID', HEADER);
  const answer = await traced({ name: 'createUser', requestId: 'request-1' }, () =>
    Promise.resolve('answer'),
  );
  expect(answer).toBe('answer');
  // https://docs.aws.amazon.com/xray/latest/devguide/xray-api-sendingdata.html#xray-api-daemon
  const [header = '', document = ''] = (await xray.received).split('\n');
  expect(JSON.parse(header)).toEqual({ format: 'json', version: 1 });
  const subsegment = JSON.parse(document) as { start_time: number; end_time: number };
  expect(subsegment).toEqual({
    name: 'createUser',
    id: expect.stringMatching(/^[0-9a-f]{16}$/u),
    trace_id: '1-5759e988-bd862e3fe1be46a994272793',
    parent_id: '53995c3f42cd8ad8',
    type: 'subsegment',
    start_time: expect.any(Number),
    end_time: expect.any(Number),
    annotations: { requestId: 'request-1' },
  });
  // Seconds, not milliseconds.
  expect(subsegment.start_time).toBeLessThan(1e10);
  expect(subsegment.end_time).toBeGreaterThanOrEqual(subsegment.start_time);
});

test('traced: hands an error on, which has its trace too', async () => {
  using xray = await daemon();
  vi.stubEnv('_X_AMZN_TRACE_ID', HEADER);
  const run = () => Promise.reject(new Error('refused'));
  await expect(traced({ name: 'PreSignUp_SignUp', requestId: 'r' }, run)).rejects.toThrow(
    'refused',
  );
  expect(await xray.received).toContain('"requestId":"r"');
});

test.each([
  ['is not among those that X-Ray takes', HEADER.replace('Sampled=1', 'Sampled=0'), '127.0.0.1:9'],
  ['has none', '', '127.0.0.1:9'],
  ['is not on Lambda', HEADER, ''],
  ['cannot be told of', HEADER, '127.0.0.1:99999'],
])('traced: runs all the same what %s', async (_why, header, address) => {
  vi.stubEnv('_X_AMZN_TRACE_ID', header);
  vi.stubEnv('AWS_XRAY_DAEMON_ADDRESS', address);
  const run = () => Promise.resolve('answer');
  expect(await traced({ name: 'createUser', requestId: 'r' }, run)).toBe('answer');
});
