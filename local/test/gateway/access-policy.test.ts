import { request as httpRequest } from 'node:http';
import { describe, expect, test } from 'vitest';
import { WebSocket } from 'ws';
import { createJsonRoute } from '../../gateway/index.ts';
import type { HttpRoute } from '../../shared/http-route.ts';
import { silentLog } from '../../shared/log.ts';
import { withGateway } from './with-gateway.ts';

const open: HttpRoute = {
  ...createJsonRoute('/open', () => ({})),
  anyOrigin: (url) => url.pathname === '/open',
};
const queue: HttpRoute = { ...createJsonRoute('/queue', () => ({})), awsServices: { sqs: 'SQS' } };
const routes = [createJsonRoute('/closed', () => ({})), open, queue];

interface Answer {
  readonly status: number;
  readonly cors: string | undefined;
  readonly text: string;
}

/** `fetch` lets nobody choose these headers. */
function send(url: string, headers: Record<string, string>, method = 'GET'): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const request = httpRequest(url, { headers, method }, (answer) => {
      let text = '';
      answer.on('data', (chunk: Buffer) => void (text += chunk.toString()));
      answer.on('end', () => {
        const cors = answer.headers['access-control-allow-origin'];
        resolve({ status: answer.statusCode ?? 0, cors, text });
      });
    });
    request.on('error', reject).end();
  });
}

describe('host names', () => {
  test.each([
    'localhost',
    'LOCALHOST:4000',
    'localhost.',
    'app.localhost:4000',
    '127.0.0.1:4000',
    '192.168.1.5:4000',
    '[::1]:4000',
    'engine:4000',
    'Mac.local',
  ])('Host %s: is one of this machine', async (host) => {
    const { url } = await withGateway(routes, { allowedHosts: ['engine', 'mac.local'] });
    for (const path of ['/closed', '/open', '/health']) {
      expect(await send(url + path, { host })).toMatchObject({ status: 200 });
    }
  });

  test.each([
    'evil.example',
    'localhost.evil.example:4000',
    '127.0.0.1.evil.example',
    'notlocalhost',
    'amazonaws.com.evil.example',
    'evilamazonaws.com',
    'engine.evil.example',
    'a b',
  ])('Host %j: another site may have made it lead here, and gets nothing', async (host) => {
    const { url } = await withGateway(routes, { allowedHosts: ['engine'] });
    for (const path of ['/closed', '/open', '/health', '/nothing']) {
      for (const method of ['GET', 'POST', 'OPTIONS']) {
        const answer = await send(url + path, { host }, method);
        expect(answer).toMatchObject({ status: 403, cors: undefined });
        expect(answer.text).toContain('--allow-host');
      }
    }
  });
});

describe('origins', () => {
  test.each<[string, Record<string, string>]>([
    ['of another site', { origin: 'https://evil.example' }],
    ['of another port', { origin: 'http://127.0.0.1:1' }],
    ['of a sandboxed frame', { origin: 'null' }],
    ['that is no URL', { origin: 'x' }],
    ['told by the browser alone', { 'sec-fetch-site': 'cross-site', 'sec-fetch-mode': 'no-cors' }],
    ['of the same site', { 'sec-fetch-site': 'same-site', 'sec-fetch-mode': 'cors' }],
  ])('a page %s: only calls what says that it is open', async (_, headers) => {
    const { url } = await withGateway(routes);
    for (const path of ['/closed', '/health', '/queue', '/nothing']) {
      expect(await send(url + path, headers)).toMatchObject({ status: 403, cors: undefined });
      expect(await send(url + path, headers, 'OPTIONS')).toMatchObject({
        status: 403,
        cors: undefined,
      });
    }
    expect(await send(`${url}/open`, headers)).toMatchObject({ status: 200, cors: '*' });
  });

  test('a form of another site: is not taken, though it is a navigation', async () => {
    const { url } = await withGateway(routes);
    const headers = {
      origin: 'null',
      'sec-fetch-site': 'cross-site',
      'sec-fetch-mode': 'navigate',
    };
    expect(await send(`${url}/closed`, headers, 'POST')).toMatchObject({ status: 403 });
  });

  test.each(['iframe', 'embed', 'object'])(
    'a page of another site: shows none in its %s, where it could lead clicks',
    async (destination) => {
      const { url } = await withGateway(routes);
      const headers = {
        'sec-fetch-site': 'cross-site',
        'sec-fetch-mode': 'navigate',
        'sec-fetch-dest': destination,
      };
      expect(await send(`${url}/closed`, headers)).toMatchObject({ status: 403 });
    },
  );

  test('its own pages, links and programs: are served', async () => {
    const { url } = await withGateway(routes);
    const own: Record<string, string>[] = [
      {},
      { origin: url },
      { 'sec-fetch-site': 'same-origin' },
      { origin: 'null', 'sec-fetch-site': 'same-origin' },
      { 'sec-fetch-site': 'none', 'sec-fetch-mode': 'navigate' },
      { 'sec-fetch-site': 'cross-site', 'sec-fetch-mode': 'navigate' },
      {
        'sec-fetch-site': 'cross-site',
        'sec-fetch-mode': 'navigate',
        'sec-fetch-dest': 'document',
      },
    ];
    for (const headers of own) {
      expect(await send(`${url}/closed`, headers)).toMatchObject({ status: 200 });
    }
  });
});

describe('hosts of AWS', () => {
  test('a call of a host of AWS: is answered by what plays the service, and by nothing else', async () => {
    const { url } = await withGateway(routes);
    const sqs = { host: 'sqs.us-east-1.amazonaws.com' };
    expect(await send(`${url}/queue`, sqs)).toMatchObject({ status: 200 });
    for (const path of ['/closed', '/open', '/health']) {
      expect(await send(url + path, sqs)).toMatchObject({ status: 400 });
    }
    const api = { host: 'abc.execute-api.us-east-1.amazonaws.com' };
    expect(await send(`${url}/queue`, api)).toMatchObject({ status: 400 });
  });

  test('a service that nothing plays: is named in the answer and the log', async () => {
    const lines: string[] = [];
    const log = { ...silentLog, warn: (_: string, text: string) => void lines.push(text) };
    const { url } = await withGateway(routes, { log });
    const host = 'runtime.sagemaker.us-gov-west-1.amazonaws.com';
    const { status, text } = await send(`${url}/endpoints/x?secret=1`, { host }, 'POST');
    expect(status).toBe(400);
    expect(text).toContain('UnsupportedByLocalEngine');
    for (const told of [text, lines.join()]) {
      expect(told).toContain(`sagemaker POST /endpoints/x at ${host} reached the local engine`);
      expect(told).not.toContain('secret');
    }
  });

  test('a browser under a name of AWS: gets nothing', async () => {
    const { url } = await withGateway(routes);
    const headers = { host: 'x.sqs.us-east-1.amazonaws.com', origin: 'http://x' };
    expect(await send(`${url}/queue`, headers)).toMatchObject({ status: 403 });
  });
});

describe('WebSockets', () => {
  const status = (url: string, path: string, headers: Record<string, string>) =>
    new Promise<number | undefined>((resolve, reject) => {
      const socket = new WebSocket(url.replace('http', 'ws') + path, { headers });
      socket.on('unexpected-response', (_request, answer) => {
        answer.resume();
        resolve(answer.statusCode);
      });
      socket.on('open', () => reject(new Error('opened')));
      socket.on('error', () => {});
    });
  const upgradeAt = (path: string, anyOrigin?: boolean) => ({
    name: path,
    ...(anyOrigin !== undefined && { anyOrigin }),
    matches: (_request: unknown, url: URL) => url.pathname === path,
    handle: (_request: unknown, socket: { end(text: string): unknown }) =>
      void socket.end('HTTP/1.1 418 Teapot\r\nconnection: close\r\n\r\n'),
  });

  test('upgrade: pages of other origins reach only what is open, other host names nothing', async () => {
    const gateway = await withGateway();
    gateway.addUpgrades([upgradeAt('/closed'), upgradeAt('/open', true)]);
    const foreign = { origin: 'https://evil.example' };
    expect(await status(gateway.url, '/closed', foreign)).toBe(403);
    expect(await status(gateway.url, '/closed', { origin: gateway.url })).toBe(418);
    expect(await status(gateway.url, '/open', foreign)).toBe(418);
    expect(await status(gateway.url, '/open', { host: 'evil.example' })).toBe(403);
  });
});
