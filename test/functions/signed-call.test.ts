import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Readable } from 'node:stream';
import { HttpResponse, type HttpRequest } from '@smithy/core/protocols';
import { NodeHttpHandler } from '@smithy/node-http-handler';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { createMailer } from '../../functions/lib/mailer.ts';
import { obstacleOf } from '../../functions/lib/obstacles.ts';
import { connectQueue } from '../../functions/lib/parking/queue-client.ts';
import { putIntoBucket } from '../../functions/lib/parking/bucket-client.ts';
import { callPool } from '../../functions/lib/pool-calls.ts';
import { createSignedCall } from '../../functions/lib/signed-call.ts';
import { describeError } from '../../functions/lib/logger.ts';
import { withinLimit } from '../../functions/lib/time-limit.ts';

const REGION = 'eu-central-1';
const UserPoolId = 'eu-central-1_Pool';
const NOW = Date.parse('2026-11-29T12:00:00Z');

/** An answer of AWS, or what happens in its place. */
type Given = () => HttpResponse;

let answers: Given[] = [];
const asked: HttpRequest[] = [];

const answer = (statusCode: number, body: object, headers: Record<string, string> = {}): Given => {
  const stream = () => Readable.from([Buffer.from(JSON.stringify(body))]);
  return () => new HttpResponse({ statusCode, headers, body: stream() });
};

beforeEach(() => {
  [answers, asked.length] = [[], 0];
  vi.stubEnv('AWS_ENDPOINT_URL', undefined);
  vi.stubEnv('AWS_REGION', REGION);
  vi.stubEnv('AWS_ACCESS_KEY_ID', 'key');
  vi.stubEnv('AWS_SECRET_ACCESS_KEY', 'secret');
  vi.spyOn(NodeHttpHandler.prototype, 'handle').mockImplementation((request) => {
    asked.push(request);
    const given = answers.shift() ?? answer(200, {});
    return Promise.resolve().then(() => ({ response: given() }));
  });
});
afterEach(() => {
  vi.unstubAllEnvs();
  vi.restoreAllMocks();
});

const pool = (now = Date.now) =>
  callPool(
    createSignedCall('cognito-idp', {
      region: REGION,
      credentials: { accessKeyId: 'key', secretAccessKey: 'secret' },
      clock: { now, wait: () => Promise.resolve() },
    }),
    REGION,
  );
const mail = { to: 'ann@example.com', subject: 'Code', text: 'ü 1' };
const getUser = (call = pool()) => call('AdminGetUser', { UserPoolId, Username: 'ann' });

// Endpoints: https://docs.aws.amazon.com/general/latest/gr/aws-service-information.html
test.each([
  [
    'Cognito',
    () => getUser(),
    {
      url: 'https://cognito-idp.eu-central-1.amazonaws.com/',
      scope: 'cognito-idp',
      type: 'application/x-amz-json-1.1',
      target: 'AWSCognitoIdentityProviderService.AdminGetUser',
      body: { UserPoolId, Username: 'ann' },
    },
  ],
  [
    'SES',
    () => createMailer(createSignedCall('ses'), 'users@example.com', REGION).send(mail),
    {
      url: 'https://email.eu-central-1.amazonaws.com/v2/email/outbound-emails',
      scope: 'ses',
      type: 'application/json',
      target: undefined,
      body: {
        FromEmailAddress: 'users@example.com',
        Destination: { ToAddresses: ['ann@example.com'] },
        Content: {
          Simple: {
            Subject: { Data: 'Code', Charset: 'UTF-8' },
            Body: { Text: { Data: 'ü 1', Charset: 'UTF-8' } },
          },
        },
      },
    },
  ],
  [
    'SQS',
    () => connectQueue('https://sqs.eu-central-1.amazonaws.com/111122223333/q')('hash', 4),
    {
      url: 'https://sqs.eu-central-1.amazonaws.com/',
      scope: 'sqs',
      type: 'application/x-amz-json-1.0',
      target: 'AmazonSQS.SendMessage',
      body: {
        QueueUrl: 'https://sqs.eu-central-1.amazonaws.com/111122223333/q',
        MessageBody: 'hash',
        DelaySeconds: 4,
      },
    },
  ],
  [
    'S3',
    () => putIntoBucket('bucket', 'aws/lambda/a', '{"a":1}'),
    {
      url: 'https://bucket.s3.eu-central-1.amazonaws.com/aws/lambda/a',
      scope: 's3',
      type: 'application/json',
      target: undefined,
      body: { a: 1 },
    },
  ],
])('%s: is asked at its own address, signed for it', async (_service, ask, wanted) => {
  await ask();
  const [request] = asked;
  if (!request) throw new Error('Nothing was asked');
  const { protocol, hostname, path, headers, body } = request;
  expect(`${protocol}//${hostname}${path}`).toBe(wanted.url);
  expect(headers['authorization']).toMatch(
    new RegExp(`Credential=key/\\d{8}/eu-central-1/${wanted.scope}/aws4_request, `, 'u'),
  );
  expect(headers['host']).toBe(hostname);
  expect(headers['content-type']).toBe(wanted.type);
  expect(headers['x-amz-target']).toBe(wanted.target);
  expect(headers['content-length']).toBe(String(Buffer.byteLength(body as string)));
  expect(JSON.parse(body as string)).toEqual(wanted.body);
});

const REQUEST = { 'x-amzn-requestid': 'request-1' };
const refused = (error: unknown) => error;

test('a refusal: bears the name that AWS gave it, tells its request, and is not repeated', async () => {
  answers = [
    answer(400, { __type: 'com.amazonaws#UserNotFoundException', message: 'ann' }, REQUEST),
  ];
  const error: unknown = await getUser().catch(refused);
  expect(error).toMatchObject({
    name: 'UserNotFoundException',
    message: 'cognito-idp answered 400',
  });
  expect(describeError(error)).toMatchObject({ awsRequestId: 'request-1', httpStatus: 400 });
  expect(asked).toHaveLength(1);
});

test('a refusal of SES: bears the name of its header', async () => {
  answers = [answer(400, { message: 'no' }, { 'x-amzn-errortype': 'MessageRejected:http://x/' })];
  const mailer = createMailer(createSignedCall('ses'), 'users@example.com', REGION);
  await expect(mailer.send(mail)).rejects.toMatchObject({ name: 'MessageRejected' });
});

test('a throttle: is tried three times, and then known as one', async () => {
  const throttle = answer(400, { __type: 'TooManyRequestsException' });
  answers = [throttle, throttle, answer(200, { Enabled: true })];
  await expect(getUser()).resolves.toEqual({ Enabled: true });
  answers = [throttle, throttle, throttle];
  expect(obstacleOf(await getUser().catch(refused))).toBe('throttled');
  expect(asked).toHaveLength(6);
});

test('a connection that breaks: is tried again', async () => {
  answers = [
    () => {
      throw Object.assign(new Error('socket hang up'), { code: 'ECONNRESET' });
    },
  ];
  await expect(getUser()).resolves.toEqual({});
  expect(asked).toHaveLength(2);
});

const dates = () => asked.map(({ headers }) => headers['x-amz-date']);
const ofTime = (date: string) =>
  answer(400, { __type: 'InvalidSignatureException' }, { date: new Date(date).toUTCString() });

test("a clock that is off: the call is signed by AWS's, and so are those after it", async () => {
  const call = pool(() => NOW);
  answers = [ofTime('2026-11-29T12:20:00Z')];
  await expect(getUser(call)).resolves.toEqual({});
  await getUser(call);
  expect(dates()).toEqual(['20261129T120000Z', '20261129T122000Z', '20261129T122000Z']);
});

test('a wrong signature by a clock that is right: is not repeated', async () => {
  answers = [ofTime('2026-11-29T12:00:30Z')];
  await expect(getUser(pool(() => NOW))).rejects.toMatchObject({
    name: 'InvalidSignatureException',
  });
  expect(asked).toHaveLength(1);
});

test('a call without an answer: ends with the time of what it is part of', async () => {
  vi.restoreAllMocks();
  const { promise: reached, resolve } = Promise.withResolvers<true>();
  // Takes the request and never answers.
  const server = createServer(() => resolve(true));
  await once(server.listen(0, '127.0.0.1'), 'listening');
  const { port } = server.address() as AddressInfo;
  try {
    vi.stubEnv('AWS_ENDPOINT_URL', `http://127.0.0.1:${port}`);
    const call = callPool(createSignedCall('cognito-idp'), REGION);
    const asking = withinLimit(300, () => getUser(call));
    await expect(asking).rejects.toMatchObject({ name: 'AbortError' });
    await reached;
  } finally {
    server.closeAllConnections();
    server.close();
  }
});
