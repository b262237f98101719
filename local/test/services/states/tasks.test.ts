import { describe, expect, test } from 'vitest';
import type { ServiceAnswer, ServiceCall } from '../../../services/states/tasks/call-service.ts';
import { createCallTask } from '../../../services/states/tasks/index.ts';
import type { TaskServices } from '../../../services/states/tasks/task-services.ts';

/** Runs a task whose service answers so; gives its result, and the call that it made. */
async function run(
  resource: string,
  argument: object,
  answer: Partial<ServiceAnswer> = {},
  begin: TaskServices['begin'] = () => {
    throw new Error('begins no machine');
  },
) {
  const calls: ServiceCall[] = [];
  const callTask = createCallTask({
    call(call) {
      calls.push(call);
      return Promise.resolve({ status: 200, headers: {}, body: '{}', ...answer });
    },
    begin,
  });
  const name = resource.startsWith('arn:') ? resource : `arn:aws:states:::${resource}`;
  const result = await callTask(name, argument, new AbortController().signal);
  return { result, call: calls[0] };
}

describe('tasks of DynamoDB', () => {
  test.each([
    ['dynamodb:getItem', 'GetItem'],
    ['dynamodb:putItem', 'PutItem'],
    ['dynamodb:updateItem', 'UpdateItem'],
    ['dynamodb:deleteItem', 'DeleteItem'],
  ])('%s: calls %s with the argument', async (resource, action) => {
    const argument = { TableName: 't', Key: { id: { S: '1' } } };
    const { result, call } = await run(resource, argument, { body: '{"Item":{"id":{"S":"1"}}}' });
    expect(call).toMatchObject({
      service: 'dynamodb',
      headers: { 'x-amz-target': `DynamoDB_20120810.${action}` },
      body: JSON.stringify(argument),
    });
    expect(result).toMatchObject({
      Item: { id: { S: '1' } },
      SdkHttpMetadata: { HttpStatusCode: 200 },
    });
  });

  test('a refusal: is an error of that name, of the SDK integration in its own', async () => {
    const __type = 'com.amazonaws.dynamodb.v20120810#ConditionalCheckFailedException';
    const refused = { status: 400, body: JSON.stringify({ __type, message: 'failed' }) };
    await expect(run('dynamodb:putItem', {}, refused)).rejects.toMatchObject({
      name: 'DynamoDB.ConditionalCheckFailedException',
      message: expect.stringContaining('failed') as string,
    });
    await expect(run('aws-sdk:dynamodb:putItem', {}, refused)).rejects.toMatchObject({
      name: 'DynamoDb.ConditionalCheckFailedException',
    });
  });
});

describe('tasks that tell others', () => {
  test('sqs:sendMessage: a body that is no text is sent as JSON', async () => {
    const argument = { QueueUrl: 'q', MessageBody: { a: 1 } };
    const { call } = await run('sqs:sendMessage', argument, { body: '{"MessageId":"1"}' });
    expect(call?.headers['x-amz-target']).toBe('AmazonSQS.SendMessage');
    expect(JSON.parse(call?.body ?? '')).toEqual({ QueueUrl: 'q', MessageBody: '{"a":1}' });
  });

  test('sns:publish: is a form with its attributes', async () => {
    const MessageAttributes = { kind: { DataType: 'String', StringValue: 'calm' } };
    const argument = { TopicArn: 'arn:t', Message: { a: 1 }, MessageAttributes };
    const body =
      '<PublishResponse><PublishResult><MessageId>7</MessageId></PublishResult></PublishResponse>';
    const { result, call } = await run('sns:publish', argument, { body });
    expect(Object.fromEntries(new URLSearchParams(call?.body))).toMatchObject({
      Action: 'Publish',
      TopicArn: 'arn:t',
      Message: '{"a":1}',
      'MessageAttributes.entry.1.Name': 'kind',
      'MessageAttributes.entry.1.Value.StringValue': 'calm',
    });
    expect(result).toEqual({ MessageId: '7' });
  });

  test('events:putEvents: an entry that is refused fails the task', async () => {
    const argument = { Entries: [{ Source: 's', DetailType: 'd', Detail: { a: 1 } }] };
    const { call } = await run('events:putEvents', argument, { body: '{"FailedEntryCount":0}' });
    expect(JSON.parse(call?.body ?? '')).toMatchObject({ Entries: [{ Detail: '{"a":1}' }] });
    await expect(
      run('events:putEvents', argument, { body: '{"FailedEntryCount":1}' }),
    ).rejects.toMatchObject({ name: 'EventBridge.FailedEntry' });
  });
});

describe('tasks of functions', () => {
  test('lambda:invoke: the answer is at Payload', async () => {
    const argument = { FunctionName: 'f', Payload: { a: 1 }, Qualifier: 'live' };
    const { result, call } = await run('lambda:invoke', argument, { body: '{"b":2}' });
    expect(call).toMatchObject({
      path: '/2015-03-31/functions/f/invocations?Qualifier=live',
      body: '{"a":1}',
    });
    expect(result).toMatchObject({ Payload: { b: 2 }, StatusCode: 200 });
  });

  test('the ARN of a function: its answer is the result, what it throws an error by its name', async () => {
    const arn = 'arn:aws:lambda:us-east-1:000000000000:function:f';
    expect((await run(arn, { a: 1 }, { body: '{"b":2}' })).result).toEqual({ b: 2 });
    const headers = { 'x-amz-function-error': 'Unhandled' };
    const body = '{"errorType":"Odd","errorMessage":"why"}';
    await expect(run(arn, {}, { headers, body })).rejects.toMatchObject({
      name: 'Odd',
      message: body,
    });
  });
});

describe('tasks of other machines', () => {
  const argument = { StateMachineArn: 'arn:m', Input: { a: 1 }, Name: 'n' };
  const began: unknown[] = [];
  const begin =
    (status: string): TaskServices['begin'] =>
    (...asked) => {
      began.push(asked);
      const description = { status, output: '{"b":2}' };
      return {
        executionArn: 'arn:e',
        startedAt: 5,
        ended: Promise.resolve({ status, description }),
      };
    };

  test.each([
    ['states:startExecution', { ExecutionArn: 'arn:e', StartDate: 5 }],
    ['states:startExecution.sync', { Status: 'SUCCEEDED', Output: '{"b":2}' }],
    ['states:startExecution.sync:2', { Status: 'SUCCEEDED', Output: { b: 2 } }],
  ])('%s: begins it with its input', async (resource, answer) => {
    const { result } = await run(resource, argument, {}, begin('SUCCEEDED'));
    expect(result).toEqual(answer);
    expect(began.at(-1)).toEqual(['arn:m', '{"a":1}', 'n']);
  });

  test('one that fails: fails the task that waits for it', async () => {
    await expect(
      run('states:startExecution.sync', argument, {}, begin('FAILED')),
    ).rejects.toMatchObject({ name: 'States.TaskFailed' });
  });
});

test.each(['sqs:sendMessage.waitForTaskToken', 'glue:startJobRun', 'aws-sdk:s3:getObject'])(
  '%s: is not played, and says so',
  async (resource) => {
    await expect(run(resource, {})).rejects.toMatchObject({
      name: 'States.Runtime',
      message: expect.stringContaining(`${resource} is not played here`) as string,
    });
  },
);
