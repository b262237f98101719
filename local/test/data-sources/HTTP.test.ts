import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server } from 'node:http';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { DataSourceConfig } from '../../assembly/model.ts';
import { silentLog } from '../../shared/log.ts';
import { ask, sourceOf } from './run-source.ts';

let server: Server;
let endpoint: string;

beforeAll(async () => {
  server = createServer((request, response) => {
    void textOf(request).then((body) => {
      const status = Number(/^\/status\/(\d+)/.exec(request.url ?? '')?.[1] ?? 200);
      const { method, url, headers } = request;
      response.writeHead(status, [
        'Content-Type',
        'application/json',
        'X-Mine',
        'yes',
        /^\/name\/(\w+)/.exec(request.url ?? '')?.[1] ?? 'X-Name',
        'own',
        'Set-Cookie',
        'a=1',
        'Set-Cookie',
        'b=2',
        'Location',
        '/elsewhere',
      ]);
      response.end(JSON.stringify({ method, url, headers, body }));
    });
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('no TCP port');
  endpoint = `http://127.0.0.1:${address.port}`;
});

afterAll(() => {
  server.closeAllConnections();
  server.close();
});

async function textOf(request: IncomingMessage): Promise<string> {
  let text = '';
  for await (const chunk of request) text += String(chunk);
  return text;
}

function source(signing: { region: string; service: string } | null = null) {
  const config: DataSourceConfig = {
    stackName: 'T',
    logicalId: 'H',
    name: 'web',
    type: 'HTTP',
    endpoint,
    signing,
  };
  return sourceOf(config);
}

interface HttpResult {
  readonly statusCode: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

test('request: method, path, query, headers and body; result: statusCode, headers, body as text', async () => {
  const { result, error } = await ask(source(), {
    method: 'POST',
    resourcePath: '/v1/users',
    params: {
      query: { a: '1 2', list: ['x', 'y'] },
      headers: { 'content-type': 'application/json' },
      body: { name: 'n' },
    },
  });
  expect(error).toBeNull();
  const { statusCode, headers, body } = result as HttpResult;
  expect(statusCode).toBe(200);
  expect(headers).toMatchObject({ 'X-Mine': 'yes', 'Content-Type': 'application/json' });
  expect(JSON.parse(body)).toMatchObject({
    method: 'POST',
    url: '/v1/users?a=1%202&list=x&list=y',
    headers: { 'content-type': 'application/json' },
    body: '{"name":"n"}',
  });
});

test.each([204, 302, 404, 500])('status %d: a result, not an error', async (status) => {
  const request = { method: 'GET', resourcePath: `/status/${status}` };
  expect(await ask(source(), request)).toMatchObject({
    result: { statusCode: status, headers: { Location: '/elsewhere', 'Set-Cookie': 'a=1, b=2' } },
    error: null,
  });
});

async function received(request: object): Promise<Record<string, unknown>> {
  const { result } = await ask(source(), request);
  return JSON.parse((result as HttpResult).body) as Record<string, unknown>;
}

test.each(['GET', 'POST', 'PUT', 'PATCH', 'DELETE'])('%s: with a body as text', async (method) => {
  const params = { body: 'as it is' };
  expect(await received({ method, resourcePath: '/', params })).toMatchObject({
    method,
    body: 'as it is',
  });
});

test('resourcePath: with its own query, with or without a slash before it', async () => {
  const request = { method: 'GET', resourcePath: 'a/b?c=1', params: { query: { d: 2 } } };
  expect(await received(request)).toMatchObject({ url: '/a/b?c=1&d=2' });
});

test('headers that AppSync does not let requests set: are left out', async () => {
  const names = ['Host', 'Connection', 'User-Agent', 'Expect', 'Transfer-Encoding'];
  const headers = Object.fromEntries([...names, 'Content-Length', 'X-Own'].map((n) => [n, 'mine']));
  const request = { method: 'POST', resourcePath: '/', params: { headers, body: 'text' } };
  const { headers: got } = (await received(request)) as { headers: Record<string, string> };
  expect(Object.entries(got).filter(([, value]) => value === 'mine')).toEqual([['x-own', 'mine']]);
  expect(got).toMatchObject({ host: new URL(endpoint).host, 'content-length': '4' });
});

test('signing: SigV4 of the configured region and service', async () => {
  const { result } = await ask(source({ region: 'eu-west-1', service: 'states' }), {
    method: 'POST',
    resourcePath: '/',
    params: { body: '{}' },
  });
  const { headers } = JSON.parse((result as HttpResult).body) as {
    headers: Record<string, string>;
  };
  expect(headers.authorization).toMatch(
    /^AWS4-HMAC-SHA256 Credential=local\/\d{8}\/eu-west-1\/states\/aws4_request, SignedHeaders=/,
  );
});

test('the request’s time is over: ctx.error', async () => {
  const request = { method: 'GET', resourcePath: '/' };
  const { error } = await ask(source(), request, { signal: AbortSignal.abort() });
  expect(error?.message).toBe('Execution timed out.');
});

test('nobody answers: ctx.error', async () => {
  const config: DataSourceConfig = {
    stackName: 'T',
    logicalId: 'H',
    name: 'w',
    type: 'HTTP',
    endpoint: 'http://127.0.0.1:9',
    signing: null,
  };
  const { error } = await ask(sourceOf(config), { method: 'GET', resourcePath: '/' });
  expect(error?.message).toContain('http://127.0.0.1:9 did not answer');
});

test('a method that AppSync does not send: MappingTemplate', async () => {
  expect(await ask(source(), { method: 'HEAD', resourcePath: '/' })).toMatchObject({
    isMalformedRequest: true,
    error: { type: 'MappingTemplate', message: expect.stringContaining("'HEAD'") },
  });
});

test.each([
  ['method', { resourcePath: '/' }],
  ['resourcePath', { method: 'GET' }],
])('no %s: MappingTemplate', async (name, request) => {
  expect(await ask(source(), request)).toMatchObject({
    isMalformedRequest: true,
    error: { type: 'MappingTemplate', message: `Value for field '$[${name}]' not found.` },
  });
});

test.each<[string, string, RegExp]>([
  ['a name that is not there', 'http://nobody.invalid', /ENOTFOUND|EAI_AGAIN/],
  ['a port that nothing listens on', 'http://127.0.0.1:1', /ECONNREFUSED/],
])('%s: is in the log with method, URL and reason, without the query', async (_, to, reason) => {
  const lines: string[] = [];
  const log = { ...silentLog, error: (name: string, text: string) => void lines.push(name, text) };
  const config: DataSourceConfig = {
    stackName: 'T',
    logicalId: 'H',
    name: 'web',
    type: 'HTTP',
    endpoint: to,
    signing: null,
  };
  const { error } = await ask(sourceOf(config, { log }), {
    method: 'GET',
    resourcePath: '/v1',
    params: { query: { token: 'secret' } },
  });
  expect(error?.type).toBe('HttpDataSource:ConnectionError');
  expect(lines).toEqual(['web', expect.stringMatching(`^GET ${to}/v1\\?… failed: `)]);
  expect(lines[1]).toMatch(reason);
});

test.each([
  'https://sqs.us-east-1.amazonaws.com',
  'https://sqs-fips.us-gov-west-1.amazonaws.com',
  'https://sqs.cn-north-1.amazonaws.com.cn',
  'https://sqs.eu-west-1.api.aws',
  'https://bucket.s3.dualstack.eu-west-1.amazonaws.com',
  'http://169.254.169.254',
])('%s: is led to the gateway, signed for its own host', async (awsEndpoint) => {
  const config: DataSourceConfig = {
    stackName: 'T',
    logicalId: 'H',
    name: 'web',
    type: 'HTTP',
    endpoint: awsEndpoint,
    signing: { region: 'us-east-1', service: 'sqs' },
  };
  const { result } = await ask(sourceOf(config, { gatewayUrl: endpoint }), {
    method: 'POST',
    resourcePath: '/q',
    params: { body: 'a' },
  });
  const { headers, url } = JSON.parse((result as HttpResult).body) as {
    readonly headers: Readonly<Record<string, string>>;
    readonly url: string;
  };
  expect(url).toBe('/q');
  expect(headers['host']).toBe(new URL(awsEndpoint).host);
  expect(headers['authorization']).toMatch(/SignedHeaders=[^,]*\bhost\b/);
});

test.each(['constructor', '__proto__', 'toString'])(
  'headers of an answer: %s is a name as any other',
  async (name) => {
    const { result } = await ask(source(), { method: 'GET', resourcePath: `/name/${name}` });
    expect(Object.entries((result as HttpResult).headers)).toContainEqual([name, 'own']);
  },
);
