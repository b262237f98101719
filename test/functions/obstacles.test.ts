import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { GetCommand } from '@aws-sdk/lib-dynamodb';
import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from 'vitest';
import type { FieldAnswer } from '../../model/invocation.ts';
import { createUser } from '../../functions/create-user/create-user.ts';
import { deleteUser } from '../../functions/delete-user/delete-user.ts';
import { AWS_LIMITS } from '../../functions/lib/aws-limits.ts';
import {
  createAnswerHandler,
  createFieldHandler,
  type FieldContext,
} from '../../functions/lib/handler.ts';
import { createDocuments } from '../../functions/lib/services.ts';
import { requestEmailChange } from '../../functions/request-email-change/request-email-change.ts';
import { suspendUser } from '../../functions/suspend-user/suspend-user.ts';
import { updateUser } from '../../functions/update-user/update-user.ts';
import type { Directory } from '../support/directory.ts';
import { CREDENTIALS, event, person, startDirectory } from '../support/directory.ts';

let directory: Directory;
beforeAll(async () => {
  directory = await startDirectory();
});
afterEach(() => {
  directory.mend();
  vi.restoreAllMocks();
});
afterAll(() => directory[Symbol.asyncDispose]());

const context = { awsRequestId: 'request', getRemainingTimeInMillis: () => 10_000 };

/** The reasons as DynamoDB gives them, one for each item. */
const cancelled = (...codes: string[]) => ({
  status: 400,
  body: {
    __type: 'com.amazonaws.dynamodb.v20120810#TransactionCanceledException',
    Message: `Transaction cancelled, please refer cancellation reasons for specific reasons [${codes.join(', ')}]`,
    CancellationReasons: codes.map((Code) => ({ Code })),
  },
});
const refused = (__type: string) => ({ status: 400, body: { __type } });
type Refusal = ReturnType<typeof refused> | ReturnType<typeof cancelled>;

/** Refuses the operation so many times. */
function obstruct(operation: string, refusal: Refusal, times = Infinity): void {
  let left = times;
  directory.tableProxy.decide = (asked) => {
    if (asked !== operation || left === 0) return 'forward';
    left -= 1;
    return refusal;
  };
}

const tries = (operation: string) =>
  directory.tableProxy.asked.filter((asked) => asked.operation === operation).length;

const services = () => directory.services;
type Write = (id: string, email: string) => Promise<FieldAnswer>;

const WRITES: readonly (readonly [string, string, Write])[] = [
  [
    'createUser',
    'TransactWriteItems',
    () =>
      createFieldHandler(services(), createUser)(event('createUser', { input: person() }), context),
  ],
  [
    'updateUser of the address',
    'TransactWriteItems',
    (id) => {
      const input = { id, email: person().email };
      return createFieldHandler(services(), updateUser)(event('updateUser', { input }), context);
    },
  ],
  [
    'deleteUser',
    'TransactWriteItems',
    (id) => createFieldHandler(services(), deleteUser)(event('deleteUser', { id }), context),
  ],
  [
    'suspendUser',
    'UpdateItem',
    (id) => createFieldHandler(services(), suspendUser)(event('suspendUser', { id }), context),
  ],
  [
    'updateUser of a name',
    'UpdateItem',
    (id) => {
      const input = { id, firstName: 'Augusta' };
      return createFieldHandler(services(), updateUser)(event('updateUser', { input }), context);
    },
  ],
  [
    'requestEmailChange',
    'PutItem',
    (id) => {
      const asked = event('requestEmailChange', person(), { id, kind: 'user', role: 'MEMBER' });
      return createAnswerHandler(services(), requestEmailChange)(asked, context);
    },
  ],
];

const TRANSACTIONS = WRITES.filter(([, operation]) => operation === 'TransactWriteItems');
const PLAIN = WRITES.filter(([, operation]) => operation !== 'TransactWriteItems');

const PASSING = [
  ['TransactionConflict', 'VersionConflict'],
  ['ThrottlingError', 'LimitExceeded'],
  ['ProvisionedThroughputExceeded', 'LimitExceeded'],
] as const;

describe.each(TRANSACTIONS)('%s', (_, operation, write) => {
  test.each(PASSING)('%s among None: is tried again', async (code) => {
    const user = await directory.create();
    obstruct(operation, cancelled('None', code, 'None'), 3);
    expect(await write(user.id, user.email)).toHaveProperty('data');
  });

  test.each(PASSING)('%s that does not end: %s, and nothing is written', async (code, type) => {
    const user = await directory.create();
    const before = await directory.items.all();
    obstruct(operation, cancelled('None', code));
    const answer = await write(user.id, user.email);
    expect(answer).toMatchObject({ error: { type, message: expect.stringMatching(/again/u) } });
    directory.mend();
    expect(await directory.items.all()).toEqual(before);
  });

  test('both reasons at once: LimitExceeded', async () => {
    const user = await directory.create();
    obstruct(operation, cancelled('TransactionConflict', 'ThrottlingError'));
    expect(await write(user.id, user.email)).toMatchObject({ error: { type: 'LimitExceeded' } });
  });

  test('a reason that does not pass: InternalError at once', async () => {
    const user = await directory.create();
    const before = tries(operation);
    obstruct(operation, cancelled('ValidationError', 'TransactionConflict'));
    expect(await write(user.id, user.email)).toMatchObject({ error: { type: 'InternalError' } });
    expect(tries(operation)).toBe(before + 1);
  });
});

describe.each(PLAIN)('%s', (_, operation, write) => {
  test('a transaction on the same item: is tried again', async () => {
    const user = await directory.create();
    obstruct(operation, refused('TransactionConflictException'), 3);
    expect(await write(user.id, user.email)).toHaveProperty('data');
  });

  test('transactions on the same item without end: VersionConflict', async () => {
    const user = await directory.create();
    obstruct(operation, refused('TransactionConflictException'));
    expect(await write(user.id, user.email)).toMatchObject({ error: { type: 'VersionConflict' } });
  });
});

test('suspendUser: is not tried again when the request is near its end', async () => {
  const { id } = await directory.create();
  const before = tries('UpdateItem');
  obstruct('UpdateItem', refused('TransactionConflictException'));
  const spent = { ...context, getRemainingTimeInMillis: () => 2_900 };
  await createFieldHandler(services(), suspendUser)(event('suspendUser', { id }), spent);
  expect(tries('UpdateItem')).toBe(before + 1);
});

describe('a service that never answers: the function answers before its time is over', () => {
  /** More than the 2 seconds in which no call goes on. */
  const TIME = 3_500;

  /** What the handler answers, and how much of the invocation's time was left then. */
  async function timed(run: (context: FieldContext) => Promise<FieldAnswer>) {
    const end = performance.now() + TIME;
    const getRemainingTimeInMillis = () => end - performance.now();
    const answer = await run({ awsRequestId: 'request', getRemainingTimeInMillis });
    return { answer, left: getRemainingTimeInMillis() };
  }

  async function answerOf(run: (context: FieldContext) => Promise<FieldAnswer>) {
    const { answer, left } = await timed(run);
    expect(left).toBeGreaterThan(0);
    expect(left).toBeLessThan(2_100);
    return answer;
  }

  test('requestEmailChange: DeliveryFailed when SES hangs', async () => {
    const { id } = await directory.create();
    directory.mailProxy.decide = () => 'hang';
    const handler = createAnswerHandler(services(), requestEmailChange);
    const asked = event('requestEmailChange', person(), { id, kind: 'user', role: 'MEMBER' });
    expect(await answerOf((time) => handler(asked, time))).toMatchObject({
      error: { type: 'DeliveryFailed' },
    });
  });

  const create = (needs = services()) => {
    const input = person();
    const handler = createFieldHandler(needs, createUser);
    return { input, answer: answerOf((time) => handler(event('createUser', { input }), time)) };
  };

  test('createUser: InternalError when Cognito hangs', async () => {
    directory.poolProxy.decide = () => 'hang';
    expect(await create().answer).toMatchObject({ error: { type: 'InternalError' } });
  });

  test('createUser: takes the new identity back when the table hangs at the write', async () => {
    directory.tableProxy.decide = (operation) =>
      operation === 'TransactWriteItems' ? 'hang' : 'forward';
    const { input, answer } = create();
    expect(await answer).toMatchObject({ error: { type: 'InternalError' } });
    expect(await directory.cognito.find(input.email)).toBeUndefined();
  });

  test('suspendUser: LimitExceeded when the table throttles until the time is over', async () => {
    const { id } = await directory.create();
    const fates: (Refusal | 'hang')[] = [refused('ProvisionedThroughputExceededException')];
    directory.tableProxy.decide = () => fates.shift() ?? 'hang';
    const handler = createFieldHandler(directory.persistent, suspendUser);
    expect(await answerOf((time) => handler(event('suspendUser', { id }), time))).toMatchObject({
      error: { type: 'LimitExceeded' },
    });
  });

  test('suspendUser: sleeps no longer than the time lasts before it tries again', async () => {
    const { id } = await directory.create();
    obstruct('UpdateItem', refused('ProvisionedThroughputExceededException'));
    // The SDK's longest pauses: of one second and of two.
    vi.spyOn(Math, 'random').mockReturnValue(0.99);
    const handler = createFieldHandler(directory.persistent, suspendUser);
    const { answer, left } = await timed((time) => handler(event('suspendUser', { id }), time));
    expect(answer).toMatchObject({ error: { type: 'LimitExceeded' } });
    expect(left).toBeGreaterThan(700);
  });

  test('createUser: LimitExceeded when Cognito throttles until the time is over', async () => {
    const fates: (Refusal | 'hang')[] = [refused('TooManyRequestsException')];
    directory.poolProxy.decide = () => fates.shift() ?? 'hang';
    expect(await create(directory.persistent).answer).toMatchObject({
      error: { type: 'LimitExceeded' },
    });
  });
});

describe('AWS clients', () => {
  test.each(Object.entries(AWS_LIMITS))('%s: wait for an answer, but not for ever', (_, limits) => {
    expect(limits.requestHandler).toMatchObject({
      connectionTimeout: expect.any(Number),
      requestTimeout: expect.any(Number),
      throwOnRequestTimeout: true,
    });
  });

  test('a table that never answers: the client gives up', async () => {
    directory.tableProxy.decide = () => 'hang';
    const client = new DynamoDBClient({
      ...AWS_LIMITS.dynamodb,
      requestHandler: { ...AWS_LIMITS.dynamodb.requestHandler, requestTimeout: 50 },
      endpoint: directory.tableProxy.url,
      region: 'us-east-1',
      credentials: CREDENTIALS,
      maxAttempts: 1,
    });
    const documents = createDocuments(client, directory.clock);
    const get = new GetCommand({ TableName: 'Users', Key: { pk: 'a', sk: 'b' } });
    await expect(documents.send(get)).rejects.toMatchObject({ name: 'TimeoutError' });
  });
});
