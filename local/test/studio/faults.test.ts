import {
  CognitoIdentityProviderClient,
  ListUsersCommand,
} from '@aws-sdk/client-cognito-identity-provider';
import { DynamoDBClient, GetItemCommand } from '@aws-sdk/client-dynamodb';
import { InvokeCommand, LambdaClient } from '@aws-sdk/client-lambda';
import { S3Client, ListObjectsV2Command } from '@aws-sdk/client-s3';
import { SESv2Client, SendEmailCommand } from '@aws-sdk/client-sesv2';
import { SendMessageCommand, SQSClient } from '@aws-sdk/client-sqs';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import type { FaultList } from '../../studio/routes/faults.ts';
import type { RunningApp as AppAnswer } from '../../studio/routes/app.ts';
import { postRaw } from '../../testing/post-graphql.ts';
import type { RunningApp } from '../fixtures/run-app.ts';
import { answerOf, ask, refusal } from './ask.ts';
import { startWorkshop } from './workshop.ts';

let running: RunningApp;
let app: AppAnswer;
beforeAll(async () => {
  running = await startWorkshop();
  app = await answerOf(running.local, 'GET /app');
});
afterEach(() => setFaults());
afterAll(() => running[Symbol.asyncDispose]());

const setFaults = (...rules: readonly object[]) =>
  answerOf<FaultList>(running.local, 'PUT /faults', { rules });

const graphql = async (query: string) => {
  const { graphqlUrl, apiKey } = running.local.outputs;
  return (await postRaw(graphqlUrl, JSON.stringify({ query }), { 'x-api-key': apiKey })).body;
};

interface Sdk {
  send(command: unknown): Promise<unknown>;
  destroy(): void;
}
const settings = () => ({
  endpoint: running.local.url,
  region: 'us-east-1',
  credentials: { accessKeyId: 'local', secretAccessKey: 'local' },
  maxAttempts: 1,
});

describe('a service that is throttled or fails: its own error, as the SDK reads it', () => {
  const table = () => app.tables[0]?.name ?? '';
  const queue = () => app.queues.find(({ logicalId }) => logicalId.startsWith('Letters'));
  const mail = {
    FromEmailAddress: 'shop@example.com',
    Destination: { ToAddresses: ['ann@example.com'] },
    Content: { Simple: { Subject: { Data: 's' }, Body: { Text: { Data: 't' } } } },
  };
  const calls: Record<string, () => readonly [sdk: unknown, command: unknown]> = {
    dynamodb: () => [
      new DynamoDBClient(settings()),
      new GetItemCommand({ TableName: table(), Key: { id: { S: '1' } } }),
    ],
    lambda: () => [
      new LambdaClient(settings()),
      new InvokeCommand({ FunctionName: app.functions[2]?.name, Payload: '{}' }),
    ],
    cognito: () => [
      new CognitoIdentityProviderClient(settings()),
      new ListUsersCommand({ UserPoolId: running.local.outputs.userPoolId }),
    ],
    sqs: () => [
      new SQSClient(settings()),
      new SendMessageCommand({ QueueUrl: queue()?.url, MessageBody: 'x' }),
    ],
    ses: () => [new SESv2Client(settings()), new SendEmailCommand(mail)],
    mail: () => [new SESv2Client(settings()), new SendEmailCommand(mail)],
    s3: () => [
      new S3Client({ ...settings(), forcePathStyle: true }),
      new ListObjectsV2Command({ Bucket: app.buckets[0]?.name }),
    ],
  };

  // The names of the services' API references.
  test.each([
    ['dynamodb', 'throttle', 'ProvisionedThroughputExceededException', 400],
    ['dynamodb', 'fail', 'InternalServerError', 500],
    ['lambda', 'throttle', 'TooManyRequestsException', 429],
    ['lambda', 'fail', 'ServiceException', 500],
    ['cognito', 'throttle', 'TooManyRequestsException', 400],
    ['cognito', 'fail', 'InternalErrorException', 500],
    ['sqs', 'throttle', 'RequestThrottled', 400],
    ['sqs', 'fail', 'InternalFailure', 500],
    ['ses', 'throttle', 'TooManyRequestsException', 429],
    ['ses', 'fail', 'InternalFailure', 500],
    ['mail', 'fail', 'MessageRejected', 400],
    ['s3', 'throttle', 'SlowDown', 503],
    ['s3', 'fail', 'InternalError', 500],
  ])('%s %s: %s', async (service, kind, name, status) => {
    const [sdk, command] = calls[service]?.() ?? [];
    const client = sdk as Sdk;
    await setFaults({ service, kind, times: 1 });
    await expect(client.send(command)).rejects.toMatchObject({
      name,
      $metadata: { httpStatusCode: status },
    });
    // The rule rests, and the call goes through.
    await client.send(command);
    client.destroy();
    const { rules } = await answerOf<FaultList>(running.local, 'GET /faults');
    expect(rules).toEqual([{ service, kind, times: 1, met: 1 }]);
  });
});

describe('faults behind a resolver', () => {
  test('dynamodb: ctx.error is what AppSync makes of the exception', async () => {
    await setFaults({
      service: 'dynamodb',
      action: 'GetItem',
      resource: 'Tools',
      kind: 'throttle',
    });
    expect(await graphql('{ tool(id: "1") { id } }')).toMatchObject({
      errors: [{ errorType: 'DynamoDB:ProvisionedThroughputExceededException' }],
    });
    await setFaults({ service: 'dynamodb', action: 'PutItem', kind: 'throttle' });
    expect(await graphql('{ tool(id: "1") { id } }')).toEqual({ data: { tool: null } });
  });

  test('a data source by its name: others go on', async () => {
    await setFaults({ service: 'data-source', resource: 'Stock', kind: 'fail' });
    expect(await graphql('{ stock(id: "1") }')).toMatchObject({
      errors: [{ errorType: 'Lambda:AWSLambdaException' }],
    });
    expect(await graphql('{ tool(id: "1") { id } }')).toEqual({ data: { tool: null } });
    await setFaults({ service: 'data-source', resource: 'Tools', kind: 'fail' });
    expect(await graphql('{ tool(id: "1") { id } }')).toMatchObject({
      errors: [{ errorType: 'DynamoDB:DynamoDbException' }],
    });
  });

  test('lambda by its short name: the function does not run', async () => {
    await setFaults({ service: 'lambda', resource: 'stock', kind: 'throttle' });
    const before = running.lines.length;
    expect(await graphql('{ stock(id: "7") }')).toMatchObject({
      errors: [
        {
          errorType: 'Lambda:AWSLambdaException',
          message: expect.stringMatching(/^Rate Exceeded\. .*TooManyRequestsException/) as string,
        },
      ],
    });
    expect(running.lines.slice(before).some((line) => line.includes('"id":"7"'))).toBe(false);
  });

  test('delay: the field waits', async () => {
    await setFaults({ service: 'data-source', resource: 'Tools', kind: 'delay', ms: 300 });
    const begun = performance.now();
    expect(await graphql('{ tool(id: "1") { id } }')).toEqual({ data: { tool: null } });
    expect(performance.now() - begun).toBeGreaterThanOrEqual(295);
  });
});

test('denied mail: a sign-up says that its code could not be delivered', async () => {
  const { local } = running;
  await setFaults({ service: 'mail', kind: 'fail' });
  const answer = await fetch(local.url, {
    method: 'POST',
    headers: { 'x-amz-target': 'AWSCognitoIdentityProviderService.SignUp' },
    body: JSON.stringify({
      ClientId: local.outputs.clientId,
      Username: 'jo@example.com',
      Password: 'Correct-Horse-1',
    }),
  });
  expect(answer.status).toBe(400);
  expect(await answer.json()).toMatchObject({ __type: 'CodeDeliveryFailureException' });
  expect(await answerOf(local, 'GET /mails?to=jo@example.com')).toMatchObject({ mails: [] });
});

describe('PUT /_local/faults', () => {
  const rule = { service: 'dynamodb', kind: 'fail' };
  test.each([
    [{}, 400, 'rules of the body is no list.'],
    [{ rules: ['x'] }, 400, 'rules[0] is no JSON object.'],
    [
      { rules: [rule, { ...rule, rat: 1 }] },
      400,
      'rules[1] has rat; a rule takes service, action, resource, kind, rate, times, ms.',
    ],
    [
      { rules: [{ kind: 'fail' }] },
      400,
      /^rules\[0\]\.service is missing; it is one of dynamodb, lambda/,
    ],
    [
      { rules: [{ service: 'dynamodb', kind: 'burn' }] },
      400,
      'rules[0].kind is "burn"; it is one of throttle, fail, delay, lag.',
    ],
    [
      { rules: [{ service: 'sqs', kind: 'lag' }] },
      400,
      'rules[0].kind is lag, which indexes of dynamodb do and nothing of sqs.',
    ],
    [
      { rules: [{ ...rule, action: 'Get Item' }] },
      400,
      'rules[0].action is no name of an action, such as GetItem.',
    ],
    [{ rules: [{ ...rule, rate: 0 }] }, 400, 'rules[0].rate is no number above 0 and up to 1.'],
    [{ rules: [{ ...rule, times: 0 }] }, 400, /^rules\[0\]\.times is no whole number/],
    [{ rules: [{ ...rule, ms: 1e9 }] }, 400, 'rules[0].ms is no whole number from 1 to 600000.'],
    [{ rules: [{ ...rule, resource: '' }] }, 400, 'rules[0].resource is no name.'],
    [{ rules: [{ ...rule, resource: 'Nails' }] }, 404, /^No table is named Nails\. There is: /],
    [
      { rules: [{ service: 'lambda', kind: 'fail', resource: 'x' }] },
      404,
      /^No function is named x/,
    ],
    [{ rules: [{ service: 'sqs', kind: 'fail', resource: 'x' }] }, 404, /^No queue is named x/],
    [
      { rules: [{ service: 'data-source', kind: 'fail', resource: 'x' }] },
      404,
      /data-source has nothing named x\. There is: /,
    ],
    [
      { rules: [{ service: 'mail', kind: 'fail', resource: 'x' }] },
      404,
      /mail has nothing named x/,
    ],
    [{ rules: [], more: 1 }, 400, 'The body has more; it takes rules.'],
  ])('%j: refused with the reason, and what was set stays', async (body, status, message) => {
    await setFaults({ service: 's3', kind: 'fail' });
    const code = status === 404 ? 'NotFound' : 'BadRequest';
    const said = typeof message === 'string' ? message : expect.stringMatching(message);
    expect(await ask(running.local, 'PUT /faults', body)).toEqual(refusal(status, code, said));
    expect(await answerOf(running.local, 'GET /faults')).toEqual({
      rules: [{ service: 's3', kind: 'fail', met: 0 }],
    });
  });
});
