import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { RunningApp as AppAnswer } from '../../studio/routes/app.ts';
import type { FunctionList } from '../../studio/routes/functions.ts';
import type { FunctionLogs } from '../../studio/routes/function-logs.ts';
import type { Invocation } from '../../studio/routes/invoke-function.ts';
import type { QueueMessages } from '../../studio/routes/queue-messages.ts';
import { eventually } from '../../testing/eventually.ts';
import type { RunningApp } from '../fixtures/run-app.ts';
import { answerOf, ask, refusal } from './ask.ts';
import { startWorkshop } from './workshop.ts';

let running: RunningApp;
let app: AppAnswer;
let letters: string;
let orders: string;
let items: string;
beforeAll(async () => {
  running = await startWorkshop();
  app = await answerOf(running.local, 'GET /app');
  const queue = (id: string) => app.queues.find(({ logicalId }) => logicalId.startsWith(id))?.name;
  letters = `/queues/${queue('Letters') ?? ''}`;
  orders = `/queues/${queue('Orders') ?? ''}`;
  items = `/tables/${app.tables[0]?.name ?? ''}/items`;
});
afterAll(() => running[Symbol.asyncDispose]());

const stock = async () => {
  const { functions } = await answerOf<FunctionList>(running.local, 'GET /functions');
  return functions.find(({ shortName }) => shortName === 'stock')?.activity;
};

describe('functions', () => {
  test('invoke: its answer and its lines; both are counted and remembered', async () => {
    const { local } = running;
    expect(await stock()).toMatchObject({ invocations: 0, lastAt: null, lastError: null });
    const good = await answerOf<Invocation>(local, 'POST /functions/stock/invoke', {
      event: { hammer: 1 },
    });
    expect(good).toMatchObject({ ok: true, payload: { event: { hammer: 1 }, stage: 'test' } });
    expect(good.lines).toMatchObject([
      { level: 'info', text: expect.stringContaining('hammer') as string },
    ]);
    const failed = await answerOf<Invocation>(local, 'POST /functions/stock/invoke', {
      event: { fail: 'no nails' },
    });
    expect(failed).toMatchObject({
      ok: false,
      error: { errorType: 'TypeError', errorMessage: 'no nails' },
    });
    expect(await stock()).toMatchObject({
      invocations: 2,
      failures: 1,
      running: 0,
      lastError: { errorType: 'TypeError', errorMessage: 'no nails' },
    });
    const { lines } = await answerOf<FunctionLogs>(local, 'GET /functions/stock/logs');
    const texts = lines.map(({ text }) => text);
    expect(texts[0]).toContain('hammer');
    expect(texts.at(-1)).toContain('TypeError: no nails');
    const last = lines.at(-1)?.number ?? 0;
    expect(await answerOf(local, `GET /functions/stock/logs?after=${last}`)).toEqual({ lines: [] });
  });

  test('a function: found by its full name, its ARN and its logical id too', async () => {
    const one = app.functions.find(({ shortName }) => shortName === 'stock');
    for (const name of [one?.name, one?.arn, one?.logicalId]) {
      const path = `/functions/${encodeURIComponent(name ?? '')}/logs?after=1000000`;
      expect(await answerOf(running.local, `GET ${path}`)).toEqual({ lines: [] });
    }
  });

  test.each([
    [
      'POST /functions/nobody/invoke',
      { event: 1 },
      404,
      'NotFound',
      'No function is named nobody. There is: follow, take-order, stock.',
    ],
    [
      'POST /functions/stock/invoke',
      {},
      400,
      'BadRequest',
      'event of the body is missing; any JSON value is one.',
    ],
    [
      'POST /functions/stock/invoke',
      { event: 1, async: true },
      400,
      'BadRequest',
      'The body has async; it takes event.',
    ],
    [
      'GET /functions/stock/logs?after=-1',
      undefined,
      400,
      'BadRequest',
      expect.stringContaining('after=-1'),
    ],
  ])('%s %j: %i', async (what, body, status, code, message) => {
    expect(await ask(running.local, what, body)).toEqual(refusal(status, code, message));
  });
});

describe('queues', () => {
  const lying = async (queue: string) =>
    (await answerOf<QueueMessages>(running.local, `GET ${queue}/messages`)).messages;

  test('a dead letter of a stream: shown with its source, and sent again until the function takes it', async () => {
    const { local } = running;
    const poison = { id: { S: 'p1' }, kind: { S: 'poison' } };
    await answerOf(local, `PUT ${items}`, { item: poison });
    const [letter] = await eventually(async () => {
      const messages = await lying(letters);
      expect(messages).toHaveLength(1);
      return messages;
    });
    const follow = app.functions.find(({ shortName }) => shortName === 'follow');
    expect(letter).toMatchObject({
      receiveCount: 0,
      hiddenUntil: null,
      deadLetter: {
        kind: 'stream-batch',
        functionArn: follow?.arn,
        condition: 'RetryAttemptsExhausted',
        batchSize: 1,
      },
    });
    expect(await answerOf(local, `POST ${letters}/redrive`)).toEqual({
      sent: [],
      failed: [{ id: letter?.id, message: 'Error: poison' }],
    });
    expect(await lying(letters)).toHaveLength(1);
    await answerOf(local, 'POST /functions/follow/invoke', { event: { mend: true } });
    const ids = [letter?.id];
    expect(await answerOf(local, `POST ${letters}/redrive`, { ids })).toEqual({
      sent: ids,
      failed: [],
    });
    expect(await lying(letters)).toEqual([]);
    // As the stream has it, with the image that DynamoDB gave.
    const { lines } = await answerOf<FunctionLogs>(local, 'GET /functions/follow/logs');
    const deliveries = lines
      .filter(({ text }) => text.includes('"NewImage"'))
      .map(({ text }) => JSON.parse(text.slice('got '.length)) as unknown);
    expect(deliveries).toHaveLength(3);
    expect(deliveries).toEqual(Array(3).fill(deliveries[0]));
  });

  test('an event that an asynchronous invocation gave up: sent again, and gone once it is taken', async () => {
    const { local } = running;
    const functionArn = app.functions.find(({ shortName }) => shortName === 'stock')?.arn ?? '';
    // https://docs.aws.amazon.com/lambda/latest/dg/invocation-async-retain-records.html
    const record = (requestPayload: object) => ({
      version: '1.0',
      requestContext: { functionArn: `${functionArn}:$LATEST`, condition: 'RetriesExhausted' },
      requestPayload,
    });
    const send = (requestPayload: object) =>
      answerOf(local, `POST ${letters}/messages`, { body: JSON.stringify(record(requestPayload)) });
    await send({ nails: 4 });
    await send({ fail: 'still' });
    const [good, bad] = await lying(letters);
    expect(good?.deadLetter).toEqual({
      kind: 'event',
      functionArn,
      condition: 'RetriesExhausted',
      event: { nails: 4 },
    });
    expect(await answerOf(local, `POST ${letters}/redrive`)).toEqual({
      sent: [good?.id],
      failed: [{ id: bad?.id, message: 'TypeError: still' }],
    });
    expect((await lying(letters)).map(({ id }) => id)).toEqual([bad?.id]);
    const { lines } = await answerOf<FunctionLogs>(local, 'GET /functions/stock/logs');
    expect(lines.some(({ text }) => text.includes('{"nails":4}'))).toBe(true);
    await answerOf(local, `DELETE ${letters}/messages`);
  });

  test('a sent message: the function behind the queue takes it', async () => {
    await answerOf(running.local, `POST ${orders}/messages`, { body: 'two saws' });
    await eventually(async () => {
      const { lines } = await answerOf<FunctionLogs>(
        running.local,
        'GET /functions/take-order/logs',
      );
      expect(lines.some(({ text }) => text.includes('two saws'))).toBe(true);
    });
  });

  test('the list: how many messages lie in each', async () => {
    await answerOf(running.local, `POST ${letters}/messages`, { body: 'no letter' });
    const { queues } = await answerOf<{ queues: object[] }>(running.local, 'GET /queues');
    expect(queues).toContainEqual(
      expect.objectContaining({ deadLettersOf: ['follow'], visible: 1, hidden: 0, delayed: 0 }),
    );
    expect(await answerOf(running.local, `POST ${letters}/redrive`)).toMatchObject({
      sent: [],
      failed: [{ message: expect.stringContaining('no dead letter') as string }],
    });
    await answerOf(running.local, `DELETE ${letters}/messages`);
  });

  test('refusals: an unknown queue or message, a bad body', async () => {
    const { local } = running;
    expect(await ask(local, 'GET /queues/none/messages')).toEqual(
      refusal(404, 'NotFound', expect.stringContaining('No queue is named none. There is: ')),
    );
    expect(await ask(local, `DELETE ${letters}/messages?id=x`)).toEqual(
      refusal(404, 'NotFound', expect.stringContaining('has no message x')),
    );
    expect(await ask(local, `POST ${letters}/redrive`, { ids: ['x'] })).toEqual(
      refusal(404, 'NotFound', expect.stringContaining('has no message x')),
    );
    expect(await ask(local, `POST ${letters}/redrive`, { ids: 'x' })).toEqual(
      refusal(400, 'BadRequest', 'ids of the body is "x"; it is a list of texts.'),
    );
    expect(await ask(local, `POST ${letters}/messages`, { body: '' })).toEqual(
      refusal(400, 'BadRequest', 'body of the body is ""; it is a text.'),
    );
    expect(await ask(local, `GET ${letters}/messages?limit=0`)).toMatchObject({ status: 400 });
  });
});
