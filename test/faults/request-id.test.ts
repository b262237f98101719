import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import type { Log } from 'appsync-on-a-laptop/log';
import { FAULTS } from '../support/spoil.ts';
import { startFaultSystem, type FaultSystem } from '../support/fault-system.ts';
import { machineToken } from '../support/sign-in.ts';

const lines: string[] = [];
const note = (_source: string, text: string) => void lines.push(text);
const log: Log = { info: note, warn: note, error: note };

let system: FaultSystem;
beforeAll(async () => {
  system = await startFaultSystem({ log });
});
afterEach(() => {
  system.mend();
  lines.length = 0;
});
afterAll(() => system[Symbol.asyncDispose]());

/** Asks as somebody who would like to choose the id. */
async function ask(query: string) {
  const token = await machineToken(system.outputs, 'users/read users/write');
  const answer = await fetch(system.outputs.graphqlUrl, {
    method: 'POST',
    headers: {
      authorization: token,
      'content-type': 'application/json',
      'x-amzn-requestid': 'chosen-by-the-client',
      'x-amzn-trace-id': 'Root=chosen-by-the-client',
    },
    body: JSON.stringify({ query }),
  });
  const body = (await answer.json()) as {
    errors: { errorType: string; message: string }[];
  };
  return { id: answer.headers.get('x-amzn-requestid') ?? '', error: body.errors[0] };
}

test('InternalError of a function: header, message and log have one id, which is ours', async () => {
  system.proxies['suspend-user'].decide = () => FAULTS.tableIsDown;
  const { id, error } = await ask('mutation { suspendUser(id: "nobody") { id } }');
  expect(error).toMatchObject({ errorType: 'InternalError' });
  expect(error?.message).toContain(`(request ${id})`);
  const [failed] = lines.filter((line) => line.includes('"message":"failed"'));
  expect(JSON.parse(failed ?? '')).toMatchObject({
    requestId: id,
    field: 'suspendUser',
    type: 'InternalError',
    failed: 1,
    _aws: {
      CloudWatchMetrics: [{ Dimensions: [['field', 'type']] }, { Metrics: [{ Name: 'Duration' }] }],
    },
  });
  expect(lines.join()).not.toContain('chosen-by-the-client');
});

test('a function that ends without an answer: header, message and log have one id', async () => {
  system.proxies['suspend-user'].decide = () => 'hang';
  system.proxies['suspend-user'].onSilence = () => system.clock.expire(10_000);
  const { id, error } = await ask('mutation { suspendUser(id: "nobody") { id } }');
  expect(error?.message).toContain(`(request ${id})`);
  const [failed] = lines.filter((line) => line.includes('"failed"'));
  expect(failed).toContain(`"field":"suspendUser","type":"InternalError","requestId":"${id}"`);
  expect(lines.join()).not.toContain('chosen-by-the-client');
});
