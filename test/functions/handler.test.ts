import { afterAll, afterEach, beforeAll, beforeEach, expect, test, vi } from 'vitest';
import type { MockInstance } from 'vitest';
import { userPartition } from '../../model/keys.ts';
import { createUser } from '../../functions/create-user/create-user.ts';
import { createAnswerHandler, createFieldHandler } from '../../functions/lib/handler.ts';
import { createLog } from '../../functions/lib/logger.ts';
import { publishChanges } from '../../functions/publish-changes/publish-changes.ts';
import { createCounts } from '../../functions/publish-changes/counts.ts';
import { createHistory } from '../../functions/publish-changes/history.ts';
import { requestEmailChange } from '../../functions/request-email-change/request-email-change.ts';
import { syncIdentity } from '../../functions/sync-identity/sync-identity.ts';
import { updateUser } from '../../functions/update-user/update-user.ts';
import type { Directory } from '../support/directory.ts';
import { event, person, startDirectory, TABLE } from '../support/directory.ts';

let directory: Directory;
let written: MockInstance[];
beforeAll(async () => {
  // Sends the logger's lines through the global console, where this test reads them.
  vi.stubEnv('POWERTOOLS_DEV', 'true');
  directory = await startDirectory();
});
beforeEach(() => {
  const levels = ['log', 'info', 'warn', 'error', 'debug'] as const;
  written = levels.map((level) => vi.spyOn(console, level).mockImplementation(() => undefined));
});
afterEach(() => {
  vi.restoreAllMocks();
  directory.mend();
});
afterAll(async () => {
  vi.unstubAllEnvs();
  await directory[Symbol.asyncDispose]();
});

const lines = () => written.flatMap((spy) => spy.mock.calls.map((call) => call.map(String).join()));
const services = () => ({ ...directory.services, log: createLog('test') });
const context = { awsRequestId: 'request-1' };
const secret = {
  email: 'secret.person@example.com',
  firstName: 'Secretfirst',
  lastName: 'Secretlast',
  phone: '+12065550100',
  attributes: { secretkey: 'secretvalue' },
};

test('createFieldHandler: answers the public fields only', async () => {
  const handler = createFieldHandler(services(), createUser);
  const answer = await handler(
    event('createUser', { input: { ...secret, email: 'a@b.co' } }),
    context,
  );
  expect(answer).toHaveProperty('data.firstName', 'Secretfirst');
  expect(Object.keys((answer as { data: object }).data)).not.toEqual(
    expect.arrayContaining([expect.stringMatching(/^(?:pk|sk|entity|nameKey|createdKey)$/u)]),
  );
});

test('createFieldHandler: answers a refusal with type, message and info', async () => {
  const handler = createFieldHandler(services(), updateUser);
  const input = { id: 'x', firstName: '' };
  expect(await handler(event('updateUser', { input }), context)).toEqual({
    error: {
      type: 'ValidationFailed',
      message: 'firstName must have at least 1 character.',
      info: [
        {
          field: 'firstName',
          rule: 'required',
          message: 'firstName must have at least 1 character.',
        },
      ],
    },
  });
});

test('createFieldHandler: answers InternalError with the request id and no inner text', async () => {
  directory.tableProxy.decide = () => ({
    status: 400,
    body: { __type: 'ValidationException', message: `bad value ${secret.email}` },
  });
  const handler = createFieldHandler(services(), createUser);
  const answer = await handler(event('createUser', { input: secret }), context);
  expect(answer).toEqual({
    error: {
      type: 'InternalError',
      message: 'Something went wrong on our side (request request-1).',
      info: { requestId: 'request-1' },
    },
  });
  expect(lines().join()).toMatch(/"error": ?"ValidationException"/u);
  expect(lines().join()).toContain('request-1');
});

// LimitExceededException of AdminCreateUser is the daily limit of mails: create-user.test.ts.
test.each(['TooManyRequestsException', 'ThrottlingException'])(
  'createFieldHandler: answers LimitExceeded to Cognito %s',
  async (__type) => {
    directory.poolProxy.decide = () => ({ status: 400, body: { __type } });
    const handler = createFieldHandler(services(), createUser);
    expect(await handler(event('createUser', { input: secret }), context)).toMatchObject({
      error: { type: 'LimitExceeded' },
    });
  },
);

test.each([
  'ThrottlingException',
  'ProvisionedThroughputExceededException',
  'RequestLimitExceeded',
  'LimitExceededException',
])('createFieldHandler: answers LimitExceeded to DynamoDB %s', async (__type) => {
  directory.tableProxy.decide = () => ({ status: 400, body: { __type } });
  const handler = createFieldHandler(services(), createUser);
  expect(await handler(event('createUser', { input: secret }), context)).toMatchObject({
    error: { type: 'LimitExceeded' },
  });
});

test.each(['TooManyRequestsException', 'LimitExceededException', 'ThrottlingException'])(
  'createAnswerHandler: answers LimitExceeded to SES %s',
  async (__type) => {
    const { id } = await directory.create();
    directory.mailProxy.decide = () => ({ status: 429, body: { __type, message: 'Slow down' } });
    const asked = event('requestEmailChange', person(), { id, kind: 'user', role: 'MEMBER' });
    const handler = createAnswerHandler(services(), requestEmailChange);
    expect(await handler(asked, context)).toMatchObject({ error: { type: 'LimitExceeded' } });
  },
);

test('createFieldHandler: logs a failure as one line, which is the metric too', async () => {
  directory.tableProxy.decide = () => ({ status: 500, body: { __type: 'InternalServerError' } });
  const handler = createFieldHandler(services(), updateUser);
  const asked = event('updateUser', { input: { id: 'x', firstName: 'Ada' } });
  await handler({ ...asked, requestId: 'of-appsync' }, context);
  const failures = lines().filter((line) => line.includes('"failed"'));
  expect(failures).toHaveLength(1);
  expect(JSON.parse(failures[0] ?? '')).toMatchObject({
    level: 'ERROR',
    message: 'failed',
    service: 'test',
    requestId: 'of-appsync',
    failed: 1,
    field: 'updateUser',
    type: 'InternalError',
    _aws: {
      Timestamp: expect.any(Number),
      CloudWatchMetrics: [
        {
          Namespace: 'UserManager',
          Dimensions: [['field', 'type']],
          Metrics: [{ Name: 'failed', Unit: 'Count' }],
        },
        {
          Namespace: 'UserManager',
          Dimensions: [
            ['outcome', 'field'],
            ['outcome', 'kind'],
          ],
          Metrics: [{ Name: 'Duration', Unit: 'Milliseconds' }],
        },
      ],
    },
  });
});

test('createFieldHandler: writes one line of what it answered, with who asked and whom it was about', async () => {
  const handler = createFieldHandler(services(), createUser);
  const input = { ...secret, email: 'answered@example.com' };
  const answer = await handler(event('createUser', { input }), context);
  const { id } = (answer as { data: { id: string } }).data;
  const answered = lines().filter((line) => line.includes('_aws'));
  expect(answered).toHaveLength(1);
  expect(JSON.parse(answered[0] ?? '')).toMatchObject({
    message: 'answered',
    kind: 'field',
    field: 'createUser',
    outcome: 'answered',
    requestId: 'request-1',
    actor: event('createUser', {}).actor.id,
    user: id,
    Duration: expect.any(Number),
  });
});

test('createFieldHandler: names nobody whom a caller made up', async () => {
  const handler = createFieldHandler(services(), updateUser);
  await handler(event('updateUser', { input: { id: 'secret.person', firstName: 'Ada' } }), context);
  const [refused = ''] = lines();
  expect(JSON.parse(refused)).toMatchObject({ message: 'refused', type: 'NotFound' });
  expect(refused).not.toContain('secret.person');
});

test('createFieldHandler: counts a throttle, but not what the caller is refused', async () => {
  const handler = createFieldHandler(services(), updateUser);
  await handler(event('updateUser', { input: { id: 'nobody', firstName: 'Ada' } }), context);
  const failures = () => lines().filter((line) => line.includes('"failed"'));
  expect(failures()).toEqual([]);
  directory.tableProxy.decide = () => ({ status: 400, body: { __type: 'ThrottlingException' } });
  await handler(event('updateUser', { input: { id: 'nobody', firstName: 'Ada' } }), context);
  const [counted] = failures();
  expect(JSON.parse(counted ?? '')).toMatchObject({ failed: 1, type: 'LimitExceeded' });
});

test('logs: hold no personal data, whatever fails', async () => {
  const leak = { status: 400, body: { __type: 'Odd', message: `no ${JSON.stringify(secret)}` } };
  const create = createFieldHandler(services(), createUser);
  const update = createFieldHandler(services(), updateUser);
  const made = await create(event('createUser', { input: secret }), context);
  const { id } = (made as { data: { id: string } }).data;
  await create(event('createUser', { input: secret }), context);
  await update(event('updateUser', { input: { id, email: 'no secret.person' } }), context);
  await update(event('updateUser', { input: { id, expectedVersion: 9, phone: null } }), context);
  const Records = (await directory.stream()).filter(
    ({ dynamodb }) => dynamodb?.Keys?.['pk']?.S === userPartition(id),
  );
  directory.tableProxy.decide = () => leak;
  directory.poolProxy.decide = () => leak;
  await create(event('createUser', { input: { ...secret, email: 'other@example.com' } }), context);
  await syncIdentity(services(), { Records });
  const history = createHistory(directory.documents, TABLE);
  const { signIns } = directory.services.repository;
  const counts = createCounts(directory.documents, TABLE, directory.clock);
  const { log } = services();
  const publish = () => Promise.reject(new Error(`no ${secret.email}`));
  await publishChanges({ history, signIns, counts, publish, log }, { Records });
  directory.mend();
  await publishChanges({ history, signIns, counts, publish, log }, { Records });

  expect(lines().length).toBeGreaterThanOrEqual(7);
  expect(lines().join()).not.toMatch(/secret|12065550100/iu);
});
