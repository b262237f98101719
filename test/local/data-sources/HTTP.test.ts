import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server } from 'node:http';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { DataSourceConfig } from '../../../local/assembly/model.ts';
import { ask, sourceOf } from './run-source.ts';

let server: Server;
let endpoint: string;

beforeAll(async () => {
  server = createServer((request, response) => {
    void textOf(request).then((body) => {
      const status = request.url?.startsWith('/missing') ? 404 : 200;
      const { method, url, headers } = request;
      response.writeHead(status, { 'content-type': 'application/json', 'x-mine': 'yes' });
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
  expect(headers).toMatchObject({ 'x-mine': 'yes', 'content-type': 'application/json' });
  expect(JSON.parse(body)).toMatchObject({
    method: 'POST',
    url: '/v1/users?a=1+2&list=x&list=y',
    headers: { 'content-type': 'application/json' },
    body: '{"name":"n"}',
  });
});

test('any status: a result, not an error', async () => {
  expect(await ask(source(), { method: 'GET', resourcePath: '/missing' })).toMatchObject({
    result: { statusCode: 404 },
    error: null,
  });
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

test.each([
  ['method', { resourcePath: '/' }],
  ['resourcePath', { method: 'GET' }],
])('no %s: MappingTemplate', async (name, request) => {
  expect(await ask(source(), request)).toMatchObject({
    isMalformedRequest: true,
    error: { type: 'MappingTemplate', message: `Value for field '$[${name}]' not found.` },
  });
});
