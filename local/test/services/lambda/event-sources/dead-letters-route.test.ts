import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createDeadLettersRoute } from '../../../../services/lambda/event-sources/dead-letters-route.ts';

const arn = (name: string) => `arn:aws:sqs:us-east-1:000000000000:${name}`;
const route = createDeadLettersRoute(() => [
  { id: '1', queueArn: arn('first'), body: '{"a":1}' },
  { id: '2', queueArn: arn('second'), body: '{"b":2}' },
]);

const server = createServer((request, response) => {
  const url = new URL(request.url ?? '/', 'http://localhost');
  if (route.matches(request, url)) void route.handle(request, response, url);
  else response.writeHead(404).end();
});
let base = '';
beforeAll(async () => {
  await once(server.listen(0, '127.0.0.1'), 'listening');
  base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterAll(() => void server.close());

const get = async (path: string) => (await fetch(base + path)).json();
const FIRST = { MessageId: '1', Body: '{"a":1}' };
const SECOND = { MessageId: '2', Body: '{"b":2}' };

test('GET /dead-letters: shows all messages, oldest first, as ReceiveMessage does', async () => {
  expect(await get('/dead-letters')).toEqual({ Messages: [FIRST, SECOND] });
});

test('GET /dead-letters?queue=NAME: shows those of one queue', async () => {
  expect(await get('/dead-letters?queue=second')).toEqual({ Messages: [SECOND] });
  expect(await get('/dead-letters?queue=other')).toEqual({ Messages: [] });
});

test('other paths and methods: are left to other routes', async () => {
  expect((await fetch(`${base}/dead-letters`, { method: 'POST' })).status).toBe(404);
  expect((await fetch(`${base}/dead`)).status).toBe(404);
});
