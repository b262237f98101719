import type { IncomingMessage } from 'node:http';
import { expect, test } from 'vitest';
import { Gate } from '../../gateway/gate.ts';

const requestOf = (url: string, authorization?: string): IncomingMessage =>
  ({ method: 'POST', url, headers: { authorization } }) as unknown as IncomingMessage;

/** Whether a promise has resolved by now. */
async function isDone(promise: Promise<unknown>): Promise<boolean> {
  let done = false;
  void promise.then(() => (done = true));
  await new Promise((resolve) => setImmediate(resolve));
  return done;
}

test('shut: waits for those inside, holds others back until it opens', async () => {
  const gate = new Gate();
  const first = requestOf('/graphql');
  const visit = gate.enter(first);
  const shutting = gate.shut();
  expect(gate.isShut).toBe(true);
  expect(await isDone(shutting)).toBe(false);
  const second = gate.wait(requestOf('/graphql'));
  if (visit) gate.leave(visit);
  const open = await shutting;
  expect(await isDone(second)).toBe(false);
  open();
  await second;
  expect(gate.isShut).toBe(false);
});

test('wait: lets in what belongs to a request under way, and what is not about the app', async () => {
  const gate = new Gate();
  const open = await gate.shut();
  const within =
    'AWS4-HMAC-SHA256 Credential=ASIA0123456789ABCDEF/20261129/us-east-1/dynamodb/aws4_request';
  const developer = within.replace('ASIA0123456789ABCDEF', 'local');
  expect(await isDone(gate.wait(requestOf('/', within)))).toBe(true);
  expect(await isDone(gate.wait(requestOf('/_local/snapshots')))).toBe(true);
  expect(await isDone(gate.wait(requestOf('/_local/traces/events?after=1')))).toBe(true);
  // What lets requests wait can be taken away, so that they end.
  expect(await isDone(gate.wait(requestOf('/_local/faults')))).toBe(true);
  expect(await isDone(gate.wait(requestOf('/health')))).toBe(true);
  expect(await isDone(gate.wait(requestOf('/', developer)))).toBe(false);
  expect(await isDone(gate.wait(requestOf('/_local/tables/Items/items')))).toBe(false);
  open();
});

test('shut: opens again when somebody stays, and names the request without its query', async () => {
  const gate = new Gate();
  gate.enter(requestOf('/oauth2/authorize?code=secret'));
  // What it is called by itself stays inside as long as it runs.
  gate.enter(requestOf('/_local/snapshots'));
  await expect(gate.shut(1)).rejects.toThrow('POST /oauth2/authorize did not end within 0.001 s');
  expect(gate.isShut).toBe(false);
});
