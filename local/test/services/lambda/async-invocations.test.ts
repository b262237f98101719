import { setImmediate as turn } from 'node:timers/promises';
import { describe, expect, test } from 'vitest';
import type { AsynchronousRules } from '../../../assembly/model.ts';
import { createAsyncInvocations } from '../../../services/lambda/async-invocations.ts';
import type { RunnableFunction } from '../../../services/lambda/runnable-function.ts';
import { eventually } from '../../../testing/eventually.ts';
import { createFakeClock } from '../../../testing/fake-clock.ts';
import { lambdaFunction, recordingLog } from './builders.ts';

/*
 * Expected values are those of AWS's pages "How Lambda handles errors and retries with asynchronous
 * invocation" and "Retaining records of Lambda asynchronous invocations".
 */
const START = Date.UTC(2026, 10, 23, 9, 30);
const MINUTE = 60_000;
const QUEUE = 'arn:aws:sqs:us-east-1:000000000000:letters';
const BUCKET = 'arn:aws:s3:::letters';

const rules = (change: Partial<AsynchronousRules> = {}): AsynchronousRules => ({
  maximumRetryAttempts: 2,
  maximumEventAgeInSeconds: 21_600,
  onSuccessArn: null,
  onFailureArn: null,
  deadLetterArn: null,
  ...change,
});

/** A function that fails so often, and what is sent to queues. */
function scene(failures: number, asynchronous?: AsynchronousRules) {
  const clock = createFakeClock(START);
  const log = recordingLog();
  const runs: { readonly at: number; readonly requestId: string; readonly payload: string }[] = [];
  const sent: { readonly arn: string; readonly body: unknown; readonly attributes: unknown }[] = [];
  const put: { readonly key: string; readonly body: unknown }[] = [];
  const found: RunnableFunction = {
    config: lambdaFunction('', { asynchronous }),
    run(requestId, payload) {
      runs.push({ at: clock.now() - START, requestId, payload });
      return Promise.resolve(
        runs.length > failures
          ? { ok: true, payload: '"done"' }
          : { ok: false, error: { errorType: 'Error', errorMessage: 'no' } },
      );
    },
  };
  const invocations = createAsyncInvocations({
    find: (arn) => (arn.endsWith(':hello') ? found : null),
    putObject(arn, key, body) {
      if (arn !== BUCKET) return false;
      put.push({ key, body: JSON.parse(body) as unknown });
      return true;
    },
    sendToQueue(arn, body, attributes) {
      if (arn !== QUEUE) return false;
      sent.push({ arn, body: JSON.parse(body) as unknown, attributes });
      return true;
    },
    clock,
    log,
  });
  invocations.begin(found, 'r1', '{"a":1}');
  const ran = (count: number) => eventually(() => expect(runs).toHaveLength(count));
  return { clock, log, runs, sent, put, invocations, ran };
}

describe('asynchronous invocations', () => {
  test('a function that fails: is run again after one minute, and after two more', async () => {
    const { clock, runs, log, ran } = scene(3);
    for (const [count, wait] of [
      [1, MINUTE],
      [2, 2 * MINUTE],
    ] as const) {
      await ran(count);
      await turn();
      clock.advance(wait);
    }
    await ran(3);
    expect(runs).toEqual([
      { at: 0, requestId: 'r1', payload: '{"a":1}' },
      { at: MINUTE, requestId: 'r1', payload: '{"a":1}' },
      { at: 3 * MINUTE, requestId: 'r1', payload: '{"a":1}' },
    ]);
    await eventually(() => {
      expect(log.lines.join('\n')).toContain('gave up the asynchronous event after 3 attempt(s)');
    });
    clock.advance(60 * MINUTE);
    expect(runs).toHaveLength(3);
  });

  test('a function that succeeds: is run once', async () => {
    const { clock, runs, ran, sent } = scene(0);
    await ran(1);
    clock.advance(60 * MINUTE);
    expect([runs.length, sent.length]).toEqual([1, 0]);
  });

  test('MaximumRetryAttempts 0, OnFailure: a record of the invocation goes to the queue', async () => {
    const { sent } = scene(1, rules({ maximumRetryAttempts: 0, onFailureArn: QUEUE }));
    await eventually(() => expect(sent).toHaveLength(1));
    expect(sent[0]?.body).toEqual({
      version: '1.0',
      timestamp: '2026-11-23T09:30:00.000Z',
      requestContext: {
        requestId: 'r1',
        functionArn: 'arn:aws:lambda:us-east-1:000000000000:function:hello:$LATEST',
        condition: 'RetriesExhausted',
        approximateInvokeCount: 1,
      },
      requestPayload: { a: 1 },
      responseContext: { statusCode: 200, executedVersion: '$LATEST', functionError: 'Unhandled' },
      responsePayload: { errorType: 'Error', errorMessage: 'no' },
    });
  });

  test('a bucket as destination: the record is an object of the name that Lambda gives', async () => {
    const { put } = scene(1, rules({ maximumRetryAttempts: 0, onFailureArn: BUCKET }));
    await eventually(() => expect(put).toHaveLength(1));
    expect(put[0]?.key).toMatch(
      /^aws\/lambda\/async\/hello\/2026\/11\/23\/2026-11-23T09\.30\.00-[0-9a-f-]{36}$/,
    );
    expect(put[0]?.body).toMatchObject({ requestPayload: { a: 1 } });
  });

  test('MaximumEventAgeInSeconds: an attempt that would be later is not made', async () => {
    const { clock, runs, sent, ran } = scene(
      3,
      rules({ maximumEventAgeInSeconds: 90, onFailureArn: QUEUE }),
    );
    await ran(1);
    await turn();
    clock.advance(MINUTE);
    await eventually(() => expect(sent).toHaveLength(1));
    expect(runs).toHaveLength(2);
    expect(sent[0]?.body).toMatchObject({ requestContext: { condition: 'EventAgeExceeded' } });
  });

  test('OnSuccess: a record with the answer', async () => {
    const { sent } = scene(0, rules({ onSuccessArn: QUEUE }));
    await eventually(() => expect(sent).toHaveLength(1));
    expect(sent[0]?.body).toMatchObject({
      requestContext: { condition: 'Success' },
      responseContext: { statusCode: 200 },
      responsePayload: 'done',
    });
  });

  test('DeadLetterConfig: the event itself, with why in its attributes', async () => {
    const { sent } = scene(1, rules({ maximumRetryAttempts: 0, deadLetterArn: QUEUE }));
    await eventually(() => expect(sent).toHaveLength(1));
    expect(sent[0]).toEqual({
      arn: QUEUE,
      body: { a: 1 },
      attributes: {
        RequestID: { DataType: 'String', StringValue: 'r1' },
        ErrorCode: { DataType: 'Number', StringValue: '200' },
        ErrorMessage: { DataType: 'String', StringValue: 'no' },
      },
    });
  });

  test('a function as destination: is invoked with the record', async () => {
    const onFailureArn = 'arn:aws:lambda:us-east-1:000000000000:function:hello';
    const { runs, ran } = scene(1, rules({ maximumRetryAttempts: 0, onFailureArn }));
    await ran(2);
    expect(JSON.parse(runs[1]?.payload ?? '')).toMatchObject({ requestPayload: { a: 1 } });
  });

  test('a destination that nothing plays: the log has the record', async () => {
    const onFailureArn = 'arn:aws:sns:us-east-1:000000000000:topic';
    const { log } = scene(1, rules({ maximumRetryAttempts: 0, onFailureArn }));
    await eventually(() => {
      expect(log.lines.join('\n')).toContain(`${onFailureArn} is not played here: {"version"`);
    });
  });

  test('stop: what waits is not run any more', async () => {
    const { clock, runs, invocations, ran } = scene(3);
    await ran(1);
    await turn();
    await invocations.stop();
    clock.advance(60 * MINUTE);
    expect(runs).toHaveLength(1);
  });
});
