import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openClock, setKeptClock } from '../../kept-clock.ts';
import type { RunningApp as AppAnswer } from '../../studio/routes/app.ts';
import type { ClockState } from '../../studio/routes/clock.ts';
import type { IssuedTokens } from '../../studio/routes/issue-tokens.ts';
import type { Invocation } from '../../studio/routes/invoke-function.ts';
import { createFakeClock } from '../../testing/fake-clock.ts';
import { eventually } from '../../testing/eventually.ts';
import { post, postRaw } from '../../testing/post-graphql.ts';
import type { RunningApp } from '../fixtures/run-app.ts';
import { signedHeaders } from '../support/signed.ts';
import { answerOf, ask, refusal } from './ask.ts';
import { startWorkshop } from './workshop.ts';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;

let running: RunningApp;
let app: AppAnswer;
let users: string;
beforeAll(async () => {
  running = await startWorkshop();
  app = await answerOf(running.local, 'GET /app');
  users = `/user-pools/${running.local.outputs.userPoolId}/users`;
});
afterAll(() => running[Symbol.asyncDispose]());

const setClock = (body: object) => answerOf<ClockState>(running.local, 'POST /clock', body);
/** Whether a time is that of the engine's clock, within what a busy machine takes. */
const isNow = (at: number, { now }: ClockState): boolean => Math.abs(at - now) < HOUR / 2;

async function cognito(action: string, input: object): Promise<Record<string, unknown>> {
  const response = await fetch(running.local.url, {
    method: 'POST',
    headers: { 'x-amz-target': `AWSCognitoIdentityProviderService.${action}` },
    body: JSON.stringify({ ClientId: running.local.outputs.clientId, ...input }),
  });
  return (await response.json()) as Record<string, unknown>;
}

describe('GET and POST /_local/clock', () => {
  test('ahead by a day: resolvers, functions and tokens know no other time', async () => {
    const { local } = running;
    await cognito('SignUp', { Username: 'ida@example.com', Password: 'Correct-Horse-1' });
    const ida = `${users}/ida@example.com`;
    await answerOf(local, `POST ${ida}/confirm`);
    const early = await answerOf<IssuedTokens>(local, `POST ${ida}/tokens`);
    const whoami = (token: string) => post(local.outputs.graphqlUrl, '{ whoami }', {}, token);
    expect((await whoami(early.accessToken)).status).toBe(200);
    // A thread that is warm takes up the time with its next invocation.
    await answerOf(local, 'POST /functions/stock/invoke', { event: null });

    const state = await setClock({ advanceMs: DAY });
    expect(state.offsetMs).toBe(DAY);
    expect(Math.abs(state.now - DAY - Date.now())).toBeLessThan(HOUR);
    expect(await answerOf(local, 'GET /clock')).toMatchObject({ offsetMs: DAY });

    // An access token lives an hour.
    expect((await whoami(early.accessToken)).status).toBe(401);
    const late = await answerOf<IssuedTokens>(local, `POST ${ida}/tokens`);
    expect((await whoami(late.accessToken)).status).toBe(200);
    const query = JSON.stringify({ query: '{ now }' });
    const { body } = await postRaw(local.outputs.graphqlUrl, query, {
      'x-api-key': local.outputs.apiKey,
    });
    expect(isNow(Date.parse(String(body.data?.['now'])), state)).toBe(true);
    const invoked = await answerOf<Invocation & { payload: { now: number; made: string } }>(
      local,
      'POST /functions/stock/invoke',
      { event: null },
    );
    expect(isNow(invoked.payload.now, state)).toBe(true);
    expect(isNow(Date.parse(invoked.payload.made), state)).toBe(true);

    expect(await setClock({ reset: true })).toMatchObject({ offsetMs: 0 });
    expect((await whoami(early.accessToken)).status).toBe(200);
  });

  test("ahead by a day: signatures hold, by this machine's time and by that of functions", async () => {
    const { local } = running;
    await setClock({ advanceMs: DAY });
    const table = app.tables[0]?.name ?? '';
    const read = async (at: Date): Promise<number> => {
      const body = JSON.stringify({ TableName: table, Key: { id: { S: '0' } } });
      const headers = await signedHeaders(`${local.url}/`, {
        service: 'dynamodb',
        body,
        at,
        headers: {
          'x-amz-target': 'DynamoDB_20120810.GetItem',
          'content-type': 'application/x-amz-json-1.0',
        },
      });
      const { host: _host, ...sent } = headers;
      return (await fetch(local.url, { method: 'POST', headers: sent, body })).status;
    };
    expect(await read(new Date())).toBe(200);
    expect(await read(new Date(Date.now() + DAY))).toBe(200);
    expect(await read(new Date(Date.now() + DAY / 2))).toBe(400);
    await setClock({ reset: true });
    expect(await read(new Date(Date.now() + DAY))).toBe(400);
  });

  test('an item whose time comes: the sweeper removes it, and its stream tells so', async () => {
    const { local } = running;
    const table = `/tables/${app.tables[0]?.name ?? ''}`;
    const until = { N: String(Math.floor((Date.now() + 10 * DAY) / 1_000)) };
    await answerOf(local, `PUT ${table}/items`, { item: { id: { S: 'milk' }, until } });
    await setClock({ advanceMs: 11 * DAY });
    await eventually(async () => {
      // The sweeper looks once a minute.
      await setClock({ advanceMs: 61_000 });
      const { changes } = await answerOf<{ changes: object[] }>(
        local,
        `GET ${table}/changes?limit=1`,
      );
      expect(changes).toMatchObject([
        { eventName: 'REMOVE', keys: { id: { S: 'milk' } }, isExpiry: true },
      ]);
    });
    // Streams bear the machine's time: nothing of today is thrown away as old.
    await eventually(() => {
      const told = running.lines.filter((line) => line.includes('follow') && line.includes('milk'));
      expect(told).toHaveLength(2);
    });
    await setClock({ reset: true });
  });

  test.each([
    [{}, /^advanceMs of the body is a whole number above 0/],
    [{ advanceMs: 0 }, /^advanceMs/],
    [{ advanceMs: -DAY }, /^advanceMs .*reset: true takes it back\.$/],
    [{ advanceMs: 1.5 }, /^advanceMs/],
    [{ advanceMs: '1' }, /^advanceMs/],
    [{ advanceMs: 3_700 * DAY }, /ten years at most/],
    [{ reset: false }, /^reset of the body is true, and alone/],
    [{ reset: true, advanceMs: 1 }, /^reset of the body is true, and alone/],
    [{ advance: 1 }, /^The body has advance; it takes advanceMs, reset\.$/],
  ])('%j: refused with the reason, and nothing is changed', async (body, message) => {
    expect(await ask(running.local, 'POST /clock', body)).toEqual(
      refusal(400, 'BadRequest', expect.stringMatching(message)),
    );
    expect(await answerOf(running.local, 'GET /clock')).toMatchObject({ offsetMs: 0 });
  });

  test('a snapshot: holds how far the clock was ahead', async () => {
    const { local } = running;
    await setClock({ advanceMs: DAY });
    await local.snapshots.create('ahead');
    await setClock({ advanceMs: DAY });
    await local.snapshots.restore('ahead');
    expect(await answerOf(local, 'GET /clock')).toMatchObject({ offsetMs: DAY });
    await setClock({ reset: true });
    await local.snapshots.restore('ahead');
    expect(await answerOf(local, 'GET /clock')).toMatchObject({ offsetMs: DAY });
    await setClock({ reset: true });
  });

  test('a reset of the data: takes the clock back with it', async () => {
    await setClock({ advanceMs: DAY });
    await running.local.reset();
    expect(await answerOf(running.local, 'GET /clock')).toMatchObject({ offsetMs: 0 });
  });
});

describe('the kept clock', () => {
  test('offset: the next start has it, until it is reset', () => {
    const data = mkdtempSync(join(tmpdir(), 'clock-'));
    const machine = createFakeClock();
    openClock(data, machine).advance(DAY);
    const next = openClock(data, machine);
    expect(next.now()).toBe(machine.now() + DAY);
    next.reset();
    expect(openClock(data, machine).offset).toBe(0);
  });

  test('--clock: sets it to a time, whatever it was; never to one that is over', () => {
    const data = mkdtempSync(join(tmpdir(), 'clock-'));
    const machine = createFakeClock();
    openClock(data, machine).advance(3 * DAY);
    setKeptClock(data, machine, machine.now() + DAY);
    expect(openClock(data, machine).offset).toBe(DAY);
    expect(() => setKeptClock(data, machine, machine.now() - 1)).toThrow(
      /can only be ahead of this machine's/,
    );
    expect(openClock(data, machine).offset).toBe(DAY);
  });

  test('attach: takes up what a snapshot says', async () => {
    const data = mkdtempSync(join(tmpdir(), 'clock-'));
    const clock = openClock(data, createFakeClock());
    clock.advance(3 * DAY);
    writeFileSync(join(data, 'clock.json'), JSON.stringify({ offsetMs: DAY }));
    await clock.service.attach?.();
    expect(clock.offset).toBe(DAY);
  });

  test('a damaged file: refused with its name', () => {
    const data = mkdtempSync(join(tmpdir(), 'clock-'));
    writeFileSync(join(data, 'clock.json'), '{"offsetMs":-1}');
    expect(() => openClock(data, createFakeClock())).toThrow(/clock\.json/);
  });
});
