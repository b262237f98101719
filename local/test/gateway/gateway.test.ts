import { request as httpRequest } from 'node:http';
import { LambdaClient, ListFunctionsCommand } from '@aws-sdk/client-lambda';
import { describe, expect, test } from 'vitest';
import { WebSocket } from 'ws';
import type { HttpRoute } from '../../shared/http-route.ts';
import { createGateway, createJsonRoute } from '../../gateway/index.ts';
import { silentLog } from '../../shared/log.ts';
import { withGateway } from './with-gateway.ts';

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;

describe('health', () => {
  test('GET /health: 503 while the engine starts, 200 from setReady on', async () => {
    const gateway = await withGateway([], { ready: false });
    const before = await fetch(`${gateway.url}/health`);
    expect([before.status, await before.json()]).toEqual([503, { status: 'starting' }]);
    gateway.setReady();
    const after = await fetch(`${gateway.url}/health`);
    expect([after.status, await after.json()]).toEqual([200, { status: 'ready' }]);
  });

  test('GET: an unknown path answers 503 with Retry-After before the engine is ready', async () => {
    const gateway = await withGateway([], { ready: false });
    const answer = await fetch(`${gateway.url}/graphql`);
    expect(answer.status).toBe(503);
    expect(answer.headers.get('retry-after')).toBe('1');
  });
});

describe('start', () => {
  test('start: a port in use is named with the way out', async () => {
    const first = await withGateway();
    const port = Number(new URL(first.url).port);
    const second = createGateway({ host: '127.0.0.1', port, log: silentLog });
    await expect(second.start()).rejects.toMatchObject({
      code: 'ERR_PORT_IN_USE',
      message: expect.stringMatching(new RegExp(`Port ${port} .*--port`)),
    });
  });

  test('stop: ends while a client keeps its connection open', async () => {
    const gateway = createGateway({ host: '127.0.0.1', port: 0, log: silentLog });
    await gateway.start();
    const { url } = gateway;
    await (await fetch(`${url}/health`)).text(); // fetch keeps the connection
    await gateway.stop();
    await expect(fetch(`${url}/health`)).rejects.toThrow();
  });
});

describe('routes', () => {
  test('a route of one path: answers there before those that look at headers, and nowhere else', async () => {
    const all: HttpRoute = { ...createJsonRoute('/', () => ({ by: 'all' })), matches: () => true };
    const one = { ...createJsonRoute('/graphql', () => ({ by: 'one' })), path: '/graphql' };
    const gateway = await withGateway([all, one]);
    const answers = ['/graphql', '/graphql/', '/other'].map(async (path) => {
      const answer = await fetch(`${gateway.url}${path}?a=b`, {
        headers: { 'x-amz-target': 'DynamoDB_20120810.GetItem' },
      });
      return answer.json();
    });
    expect(await Promise.all(answers)).toEqual([{ by: 'one' }, { by: 'all' }, { by: 'all' }]);
  });
});

describe('CORS', () => {
  test('OPTIONS: any origin may send the headers of AWS clients, and its own', async () => {
    const open = { ...createJsonRoute('/graphql', () => ({})), anyOrigin: () => true };
    const gateway = await withGateway([open]);
    const answer = await fetch(`${gateway.url}/graphql`, {
      method: 'OPTIONS',
      headers: {
        origin: 'https://app.example',
        'access-control-request-method': 'POST',
        'access-control-request-headers': 'authorization,x-own',
      },
    });
    expect(answer.status).toBe(204);
    expect(answer.headers.get('access-control-allow-origin')).toBe('*');
    const allowed = answer.headers.get('access-control-allow-headers')?.split(',');
    expect(allowed).toEqual(
      expect.arrayContaining([
        'authorization',
        'content-type',
        'x-amz-user-agent',
        'x-api-key',
        'amz-sdk-invocation-id',
        'amz-sdk-request',
        'cache-control',
        'x-amz-target',
        'x-own',
      ]),
    );
    expect(answer.headers.get('access-control-allow-methods')).toContain('POST');
  });

  test('GET: what is open carries CORS headers, every answer a request id of its own', async () => {
    const open = { ...createJsonRoute('/a', () => ({})), anyOrigin: () => true };
    const gateway = await withGateway([open]);
    const [one, two, closed] = await Promise.all([
      fetch(`${gateway.url}/a`),
      fetch(`${gateway.url}/a`),
      fetch(`${gateway.url}/nothing`),
    ]);
    expect(closed.headers.get('access-control-allow-origin')).toBe(null);
    expect(closed.headers.get('x-amzn-requestid')).toMatch(UUID);
    for (const answer of [one, two]) {
      expect(answer.headers.get('access-control-allow-origin')).toBe('*');
      expect(answer.headers.get('access-control-expose-headers')).toContain('x-amzn-RequestId');
      expect(answer.headers.get('x-amzn-requestid')).toMatch(UUID);
    }
    expect(one.headers.get('x-amzn-requestid')).not.toBe(two.headers.get('x-amzn-requestid'));
  });
});

describe('routes', () => {
  test('GET: the first route that matches answers', async () => {
    const gateway = await withGateway([
      createJsonRoute('/a', () => ({ from: 'first' })),
      createJsonRoute('/a', () => ({ from: 'second' })),
    ]);
    expect(await (await fetch(`${gateway.url}/a?x=1`)).json()).toEqual({ from: 'first' });
  });

  test('GET: an unknown path answers 404 and lists what is there', async () => {
    const gateway = await withGateway([createJsonRoute('/a', () => ({}))]);
    const answer = await fetch(`${gateway.url}/b`);
    expect(answer.status).toBe(404);
    expect(await answer.json()).toEqual({
      message: 'Nothing answers GET /b here.',
      available: ['GET /health', 'GET /a'],
    });
  });

  test('GET: a route that throws answers 500 with the request id and is logged', async () => {
    const logged: string[] = [];
    const log = { ...silentLog, error: (_: string, text: string) => void logged.push(text) };
    const broken = {
      name: 'broken',
      matches: () => true,
      handle: () => Promise.reject(new Error('inner secret')),
    };
    const gateway = await withGateway([broken], { log });
    const answer = await fetch(`${gateway.url}/x`);
    const text = await answer.text();
    const id = answer.headers.get('x-amzn-requestid') ?? '-';
    expect(answer.status).toBe(500);
    expect(text).toContain(id);
    expect(text).not.toContain('inner secret');
    expect(logged).toEqual([expect.stringContaining('inner secret')]);
    expect(logged[0]).toContain(id);
  });

  test('GET: a target that begins with two slashes stays on this server', async () => {
    const gateway = await withGateway();
    const { port } = new URL(gateway.url);
    const status = await new Promise((resolve, reject) => {
      httpRequest({ host: '127.0.0.1', port, path: '//evil.example/health' }, (answer) => {
        answer.resume();
        resolve(answer.statusCode);
      })
        .on('error', reject)
        .end();
    });
    expect(status).toBe(404);
  });
});

describe('calls of other AWS services', () => {
  const scope = (service: string): Record<string, string> => ({
    authorization: `AWS4-HMAC-SHA256 Credential=local/20261123/us-east-1/${service}/aws4_request, SignedHeaders=host, Signature=00`,
  });

  test('POST: an unknown X-Amz-Target is named in JSON', async () => {
    const gateway = await withGateway();
    const answer = await fetch(gateway.url, {
      method: 'POST',
      headers: { ...scope('ssm'), 'x-amz-target': 'AmazonSSM.GetParameter' },
      body: '{}',
    });
    expect(answer.status).toBe(400);
    expect(answer.headers.get('x-amzn-errortype')).toBe('UnsupportedByLocalEngine');
    expect(await answer.json()).toMatchObject({
      __type: 'UnsupportedByLocalEngine',
      message: expect.stringMatching(/^ssm GetParameter reached the local engine/),
    });
  });

  test('POST: an SNS Publish is named in the XML its client reads', async () => {
    const gateway = await withGateway();
    const answer = await fetch(gateway.url, {
      method: 'POST',
      headers: { ...scope('sns'), 'content-type': 'application/x-www-form-urlencoded' },
      body: 'Action=Publish&Version=2010-03-31&Message=%3Chi%3E',
    });
    expect(answer.status).toBe(400);
    expect(await answer.text()).toMatch(
      /^<ErrorResponse><Error>.*<Code>UnsupportedByLocalEngine<\/Code><Message>sns Publish /,
    );
  });

  test('the error: says what the routes play, and nothing else', async () => {
    const play = (awsServices: NonNullable<HttpRoute['awsServices']>): HttpRoute => ({
      name: Object.keys(awsServices).join(),
      awsServices,
      matches: () => false,
      handle: () => {},
    });
    const message = async (routes: HttpRoute[]): Promise<string> => {
      const gateway = await withGateway(routes);
      const headers = { ...scope('ssm'), 'x-amz-target': 'AmazonSSM.GetParameter' };
      const answer = await fetch(gateway.url, { method: 'POST', headers });
      return ((await answer.json()) as { readonly message: string }).message;
    };
    expect(
      await message([
        play({ sqs: 'SQS' }),
        play({ 'cognito-idp': 'Cognito user pools', sqs: 'SQS' }),
      ]),
    ).toContain("What this app's engine plays: Cognito user pools and SQS. Give");
    expect(await message([])).toContain("What this app's engine plays: nothing of AWS. Give");
  });

  test('SDK: its client throws the named error', async () => {
    const gateway = await withGateway();
    const client = new LambdaClient({
      endpoint: gateway.url,
      region: 'us-east-1',
      credentials: { accessKeyId: 'local', secretAccessKey: 'local' },
    });
    await expect(client.send(new ListFunctionsCommand({}))).rejects.toMatchObject({
      name: 'UnsupportedByLocalEngine',
      message: expect.stringContaining('lambda GET /2015-03-31/functions'),
    });
    client.destroy();
  });
});

describe('WebSocket upgrades', () => {
  test('upgrade: goes to the handler of its path, others are refused with 404', async () => {
    const gateway = await withGateway();
    const seen: string[] = [];
    gateway.addUpgrades([
      {
        name: '/graphql/realtime',
        matches: (_request, url) => url.pathname === '/graphql/realtime',
        handle(request, socket) {
          seen.push(request.url ?? '');
          socket.end('HTTP/1.1 418 Teapot\r\nconnection: close\r\n\r\n');
        },
      },
    ]);
    const status = (path: string): Promise<number | undefined> =>
      new Promise((resolve, reject) => {
        const socket = new WebSocket(gateway.url.replace('http', 'ws') + path, 'graphql-ws');
        socket.on('unexpected-response', (_request, answer) => {
          answer.resume();
          resolve(answer.statusCode);
        });
        socket.on('open', () => reject(new Error('opened')));
        socket.on('error', () => {});
      });
    expect(await status('/graphql/realtime?header=x')).toBe(418);
    expect(seen).toEqual(['/graphql/realtime?header=x']);
    expect(await status('/elsewhere')).toBe(404);
  });
});
