import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { GetItemCommand, DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startLocal } from '../index.ts';
import type { Local } from '../index.ts';
import { connectRealtime } from '../testing/realtime-client.ts';
import { smallAssembly } from './small-app.ts';

/** The same app twice, side by side in this process. */
let one: Local;
let other: Local;
beforeAll(async () => {
  const assemblyFolder = smallAssembly();
  const start = () =>
    startLocal({ assemblyFolder, port: 0, dataFolder: mkdtempSync(join(tmpdir(), 'local-')) });
  [one, other] = await Promise.all([start(), start()]);
});
afterAll(() => Promise.all([one, other].map((local) => local.stop())));

async function query({ outputs }: Local, text: string, key = outputs.apiKey): Promise<unknown> {
  const answer = await fetch(outputs.graphqlUrl, {
    method: 'POST',
    headers: { 'x-api-key': key },
    body: JSON.stringify({ query: text }),
  });
  return answer.json();
}

/** Listens to `said` of an engine; what comes is waited for one by one. */
async function listen({ outputs }: Local) {
  const authorization = { host: new URL(outputs.graphqlUrl).host, 'x-api-key': outputs.apiKey };
  const header = encodeURIComponent(btoa(JSON.stringify(authorization)));
  const client = await connectRealtime(`${outputs.realtimeUrl}?header=${header}&payload=e30%3D`);
  client.send({ type: 'connection_init' });
  expect(await client.next()).toMatchObject({ type: 'connection_ack' });
  const data = JSON.stringify({ query: 'subscription { said }', variables: {} });
  client.send({ id: '1', type: 'start', payload: { data, extensions: { authorization } } });
  expect(await client.next()).toMatchObject({ type: 'start_ack' });
  return client;
}

describe('two engines of one process', () => {
  test('data: what one is told the other does not know', async () => {
    await query(one, 'mutation { write(id: "1", text: "of one") }');
    expect(await query(one, '{ read(id: "1") }')).toEqual({ data: { read: 'of one' } });
    expect(await query(other, '{ read(id: "1") }')).toEqual({ data: { read: null } });
  });

  test('keys: those of one are refused by the other', async () => {
    expect(one.outputs.apiKey).not.toBe(other.outputs.apiKey);
    expect(await query(other, '{ hello(name: "x") }', one.outputs.apiKey)).toMatchObject({
      errors: [{ errorType: 'UnauthorizedException' }],
    });
  });

  test('the developer key, which both have: signs calls to each as that engine, with its own data', async () => {
    await query(other, 'mutation { write(id: "2", text: "of the other") }');
    const read = async ({ url, outputs }: Local): Promise<unknown> => {
      const client = new DynamoDBClient({
        endpoint: url,
        region: 'us-east-1',
        credentials: { accessKeyId: 'local', secretAccessKey: 'local' },
      });
      const TableName = outputs.stacks['Small']?.['TableName'];
      const { Item } = await client.send(
        new GetItemCommand({ TableName, Key: { id: { S: '2' } } }),
      );
      client.destroy();
      return Item?.['text']?.S;
    };
    expect(await Promise.all([one, other].map(read))).toEqual([undefined, 'of the other']);
  });

  test('subscriptions: each engine delivers its own changes, at the same time', async () => {
    const clients = await Promise.all([one, other].map(listen));
    await Promise.all([
      query(one, 'mutation { say(text: "by one") }'),
      query(other, 'mutation { say(text: "by the other") }'),
    ]);
    const heard = await Promise.all(clients.map((client) => client.next()));
    expect(heard).toMatchObject([
      { type: 'data', payload: { data: { said: 'by one' } } },
      { type: 'data', payload: { data: { said: 'by the other' } } },
    ]);
    await Promise.all(clients.map((client) => client.flushed()));
    expect(clients.map((client) => client.waiting())).toEqual([[], []]);
    await Promise.all(clients.map((client) => client.close()));
  });

  test('reset: forgets the data of one, the other keeps its own', async () => {
    await query(one, 'mutation { write(id: "3", text: "a") }');
    await query(other, 'mutation { write(id: "3", text: "b") }');
    await one.reset();
    expect(await query(one, '{ read(id: "3") }')).toEqual({ data: { read: null } });
    expect(await query(other, '{ read(id: "3") }')).toEqual({ data: { read: 'b' } });
  });
});
