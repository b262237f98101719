import { afterAll, beforeAll, expect, test } from 'vitest';
import { createGateway, StillBusy, type Gateway } from '../../gateway/index.ts';
import { LocalError } from '../../shared/errors.ts';
import { silentLog } from '../../shared/log.ts';
import { busy } from '../../state/busy.ts';
import { createStateRoutes } from '../../state/routes.ts';
import { StateError } from '../../state/state-error.ts';

let failure: Error;
const fail = () => Promise.reject(failure);
let gateway: Gateway;
beforeAll(async () => {
  gateway = createGateway({ host: '127.0.0.1', port: 0, log: silentLog });
  const snapshots = { create: fail, list: () => [], restore: fail, delete: fail };
  gateway.addRoutes(createStateRoutes({ snapshots, reset: fail }));
  await gateway.start();
});
afterAll(() => gateway.stop());

async function answers(error: Error): Promise<unknown> {
  failure = error;
  const answer = await fetch(`${gateway.url}/_local/reset`, { method: 'POST' });
  return { status: answer.status, body: await answer.json() };
}

test('refusals: each has its status, and says what it is', async () => {
  for (const [code, status] of [
    ['BadRequest', 400],
    ['NotFound', 404],
    ['Conflict', 409],
    ['Busy', 503],
  ] as const) {
    const message = `why ${code}`;
    expect(await answers(new StateError(code, message))).toEqual({
      status,
      body: { error: { code, message } },
    });
  }
});

test('failures: what the person at the engine can mend is told, such as a seed that fails', async () => {
  expect(await answers(new LocalError('ERR_DATA_FOLDER', 'The seed failed'))).toEqual({
    status: 500,
    body: { error: { code: 'ERR_DATA_FOLDER', message: 'The seed failed' } },
  });
});

test('failures: what nobody foresaw is the gateway’s to log', async () => {
  expect(await answers(new Error('a detail of the inside'))).toMatchObject({
    status: 500,
    body: { message: expect.stringContaining('its log names the request') },
  });
});

test('busy: says which requests do not end, and the rules of faults that let their calls wait', () => {
  const cause = new StillBusy(['POST /graphql'], 10_000);
  expect(busy(cause, [{ service: 'mail', kind: 'fail' }])).toMatchObject({
    refusal: 'Busy',
    message: 'POST /graphql did not end within 10 s. Nothing was changed; try again.',
  });
  const rules = [
    { service: 'mail', kind: 'fail' },
    { service: 'dynamodb', action: 'GetItem', resource: 'Users', kind: 'delay', ms: 60_000 },
    { service: 'lambda', kind: 'delay' },
  ] as const;
  expect(busy(cause, rules).message).toBe(
    'POST /graphql did not end within 10 s. Rules of faults let calls wait (dynamodb GetItem Users, lambda): ' +
      'take them away, and they go on at once. Nothing was changed; try again.',
  );
});
