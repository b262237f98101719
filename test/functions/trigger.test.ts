import { beforeEach, expect, test } from 'vitest';
import { DirectoryError } from '../../functions/lib/errors.ts';
import { createTriggerHandler } from '../../functions/lib/trigger.ts';

const EVENT = { triggerSource: 'PreSignUp_SignUp', userName: 'user-1' };
const CONTEXT = { awsRequestId: 'request-1' };

let lines: Record<string, unknown>[];
beforeEach(() => (lines = []));

function triggerOf(run: () => Promise<typeof EVENT>, context: object = {}) {
  const keep = (message: string, details = {}) => void lines.push({ message, ...details });
  const log = { info: keep, warn: keep, error: keep };
  const waits: number[] = [];
  const clock = { now: () => 0, wait: (ms: number) => Promise.resolve(void waits.push(ms)) };
  const handler = createTriggerHandler({ log, clock }, run);
  return { waits, outcome: handler(EVENT, { ...CONTEXT, ...context }) };
}

test('createTriggerHandler: hands a refusal to Cognito as it is, which is no failure', async () => {
  const { outcome } = triggerOf(() => Promise.reject(new DirectoryError('EmailTaken', 'Taken')));
  await expect(outcome).rejects.toThrow('Taken');
  expect(lines).toMatchObject([
    {
      message: 'refused',
      kind: 'trigger',
      field: 'PreSignUp_SignUp',
      type: 'EmailTaken',
      requestId: 'request-1',
    },
  ]);
  expect(lines[0]).not.toHaveProperty('failed');
});

test('createTriggerHandler: tells of a run that ended well, and of whom', async () => {
  const { outcome } = triggerOf(() => Promise.resolve(EVENT));
  await outcome;
  expect(lines).toMatchObject([
    { message: 'answered', kind: 'trigger', outcome: 'answered', user: 'user-1' },
  ]);
});

test('createTriggerHandler: tells nobody the text of another error, and counts it', async () => {
  const { outcome } = triggerOf(() => Promise.reject(new TypeError('table of ada@example.com')));
  await expect(outcome).rejects.toThrow(
    /^Something went wrong on our side \(request request-1\)\.$/u,
  );
  expect(lines).toMatchObject([
    {
      message: 'failed',
      failed: 1,
      field: 'PreSignUp_SignUp',
      type: 'InternalError',
      requestId: 'request-1',
      error: 'TypeError',
    },
  ]);
  expect(JSON.stringify(lines)).not.toContain('ada@example.com');
});

test('createTriggerHandler: answers before Lambda ends it', async () => {
  const context = { getRemainingTimeInMillis: () => 5_000 };
  const { waits, outcome } = triggerOf(() => new Promise(() => undefined), context);
  await expect(outcome).rejects.toThrow('request request-1');
  expect(waits).toEqual([4_500]);
  expect(lines).toMatchObject([{ message: 'failed', error: 'LateError' }]);
});
