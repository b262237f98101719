import {
  DeleteMessageCommand,
  GetQueueAttributesCommand,
  GetQueueUrlCommand,
  ListQueuesCommand,
  PurgeQueueCommand,
  QueueDoesNotExist,
  SendMessageCommand,
} from '@aws-sdk/client-sqs';
import { describe, expect, test } from 'vitest';
import { openCheckpoints } from '../../../services/lambda/event-sources/checkpoints.ts';
import { ARN, letters, QueueUrl, START } from './letters.ts';

describe('SQS', () => {
  test('SendMessage, ReceiveMessage: the body, its attributes, and what SQS tells of it', async () => {
    const { sdk, receive, clock } = await letters();
    const MessageAttributes = { Kind: { DataType: 'String', StringValue: 'a' } };
    const { MessageId } = await sdk.send(
      new SendMessageCommand({ QueueUrl, MessageBody: 'ü', MessageAttributes }),
    );
    clock.advance(1_000);
    const [message] = await receive({
      MessageSystemAttributeNames: ['All'],
      MessageAttributeNames: ['Kind'],
    });
    expect(message).toMatchObject({
      MessageId,
      Body: 'ü',
      MessageAttributes,
      Attributes: {
        SentTimestamp: String(START),
        ApproximateFirstReceiveTimestamp: String(START + 1_000),
        ApproximateReceiveCount: '1',
      },
    });
  });

  test('ReceiveMessage: one message unless more are asked for, oldest first', async () => {
    const { queues, receive } = await letters();
    for (const body of ['1', '2', '3']) queues.send(ARN, body);
    expect((await receive()).map(({ Body }) => Body)).toEqual(['1']);
    expect((await receive({ MaxNumberOfMessages: 10 })).map(({ Body }) => Body)).toEqual([
      '2',
      '3',
    ]);
    expect(await receive()).toEqual([]);
  });

  test('a received message: is hidden for the visibility timeout, then comes again', async () => {
    const { queues, receive, counts, clock } = await letters();
    queues.send(ARN, 'x');
    await receive();
    expect(await counts()).toEqual(['0', '1']);
    clock.advance(39_999);
    expect(await receive()).toEqual([]);
    clock.advance(1);
    const [again] = await receive({ AttributeNames: ['ApproximateReceiveCount'] });
    expect(again?.Attributes).toEqual({ ApproximateReceiveCount: '2' });
    clock.advance(40_000);
    await receive({ VisibilityTimeout: 0 });
    expect(await counts()).toEqual(['1', '0']);
  });

  test('DeleteMessage: by the handle of the last receiver', async () => {
    const { sdk, queues, receive, counts, clock } = await letters();
    queues.send(ARN, 'x');
    const [first] = await receive();
    clock.advance(40_000);
    const [second] = await receive();
    const remove = (ReceiptHandle: string | undefined) =>
      sdk.send(new DeleteMessageCommand({ QueueUrl, ReceiptHandle }));
    await remove(first?.ReceiptHandle);
    expect(await counts()).toEqual(['0', '1']);
    await remove(second?.ReceiptHandle);
    expect(await counts()).toEqual(['0', '0']);
  });

  test('PurgeQueue: no message is left', async () => {
    const { sdk, queues, counts } = await letters();
    queues.send(ARN, 'x');
    await sdk.send(new PurgeQueueCommand({ QueueUrl }));
    expect(await counts()).toEqual(['0', '0']);
  });

  test('PurgeQueue: once a minute', async () => {
    const { sdk, queues, clock, counts } = await letters();
    const purge = () => sdk.send(new PurgeQueueCommand({ QueueUrl }));
    await purge();
    queues.send(ARN, 'x');
    clock.advance(59_999);
    await expect(purge()).rejects.toMatchObject({
      name: 'PurgeQueueInProgress',
      message: 'Only one PurgeQueue operation on letters is allowed every 60 seconds.',
    });
    expect(await counts()).toEqual(['1', '0']);
    clock.advance(1);
    await purge();
    expect(await counts()).toEqual(['0', '0']);
  });

  test('ReceiveMessage: tells the sender, its trace and group, as often as it is received', async () => {
    const { sdk, file, queues, receive, clock } = await letters();
    const StringValue = 'Root=1-5759e988-bd862e3fe1be46a994272793';
    const sent = await sdk.send(
      new SendMessageCommand({
        QueueUrl,
        MessageBody: 'x',
        MessageGroupId: 'tenant-1',
        MessageSystemAttributes: { AWSTraceHeader: { DataType: 'String', StringValue } },
      }),
    );
    expect(sent.MD5OfMessageSystemAttributes).toMatch(/^[0-9a-f]{32}$/);
    const own = {
      SenderId: 'AIDALOCALDEVELOPER',
      AWSTraceHeader: StringValue,
      MessageGroupId: 'tenant-1',
    };
    const all = { MessageSystemAttributeNames: ['All'] };
    expect((await receive(all))[0]?.Attributes).toMatchObject(own);
    clock.advance(40_000);
    await queues.stop();
    const again = await letters(file);
    again.clock.advance(40_000);
    expect((await again.receive(all))[0]?.Attributes).toMatchObject(own);
  });

  test('ReceiveMessage: what a service sent comes from the account', async () => {
    const { queues, receive } = await letters();
    queues.send(ARN, 'x');
    const [message] = await receive({ MessageSystemAttributeNames: ['SenderId'] });
    expect(message?.Attributes).toEqual({ SenderId: '000000000000' });
  });

  test('WaitTimeSeconds 21: InvalidParameterValue', async () => {
    const { receive } = await letters();
    await expect(receive({ WaitTimeSeconds: 21 })).rejects.toMatchObject({
      message:
        'Value 21 for parameter WaitTimeSeconds is invalid. Reason: Must be >= 0 and <= 20, if provided.',
    });
  });

  test('ListQueues: in pages of MaxResults', async () => {
    const { sdk } = await letters(undefined, ['replies', 'returns']);
    const list = (input: object) => sdk.send(new ListQueuesCommand(input));
    const first = await list({ MaxResults: 2 });
    const replies = QueueUrl.replace('letters', 'replies');
    expect(first.QueueUrls).toEqual([QueueUrl, replies]);
    const second = await list({ MaxResults: 2, NextToken: first.NextToken });
    expect(second.QueueUrls).toEqual([QueueUrl.replace('letters', 'returns')]);
    expect(second.NextToken).toBeUndefined();
    expect((await list({})).NextToken).toBeUndefined();
    await expect(list({ MaxResults: 1, NextToken: 'x' })).rejects.toMatchObject({
      message: 'Invalid or expired next token.',
    });
    for (const MaxResults of [0, 1_001]) {
      await expect(list({ MaxResults })).rejects.toMatchObject({
        message: `Value ${MaxResults} for parameter MaxResults is invalid. Reason: Must be between 1 and 1000, if provided.`,
      });
    }
  });

  test('GetQueueAttributes: tells since when the queue is there, after a restart too', async () => {
    const { sdk, file, queues, clock } = await letters();
    const times = {
      CreatedTimestamp: String(START / 1_000),
      LastModifiedTimestamp: String(START / 1_000),
    };
    const asked = new GetQueueAttributesCommand({
      QueueUrl,
      AttributeNames: ['CreatedTimestamp', 'LastModifiedTimestamp'],
    });
    expect((await sdk.send(asked)).Attributes).toEqual(times);
    clock.advance(90_000);
    await queues.stop();
    const again = await letters(file);
    again.clock.advance(90_000);
    expect((await again.sdk.send(asked)).Attributes).toEqual(times);
  });

  test('GetQueueUrl, ListQueues, GetQueueAttributes: tell of the queue', async () => {
    const { sdk } = await letters();
    const answer = await sdk.send(new GetQueueUrlCommand({ QueueName: 'letters' }));
    expect(answer.QueueUrl).toBe(QueueUrl);
    expect((await sdk.send(new ListQueuesCommand({}))).QueueUrls).toEqual([QueueUrl]);
    const { Attributes } = await sdk.send(
      new GetQueueAttributesCommand({
        QueueUrl,
        AttributeNames: ['QueueArn', 'VisibilityTimeout'],
      }),
    );
    expect(Attributes).toEqual({ QueueArn: ARN, VisibilityTimeout: '40' });
  });

  test('a queue that is not there: QueueDoesNotExist', async () => {
    const { sdk } = await letters();
    await expect(sdk.send(new GetQueueUrlCommand({ QueueName: 'x' }))).rejects.toBeInstanceOf(
      QueueDoesNotExist,
    );
  });

  test('MaxNumberOfMessages 11: InvalidParameterValue', async () => {
    const { receive } = await letters();
    await expect(receive({ MaxNumberOfMessages: 11 })).rejects.toMatchObject({
      message:
        'Value 11 for parameter MaxNumberOfMessages is invalid. Reason: Must be between 1 and 10, if provided.',
    });
  });

  test('what event sources gave up on: is received like any message', async () => {
    const { file, receive } = await letters();
    const checkpoints = openCheckpoints(file);
    checkpoints.sendMessage(ARN, '{"DDBStreamBatchInfo":{}}', START);
    checkpoints.close();
    expect((await receive()).map(({ Body }) => Body)).toEqual(['{"DDBStreamBatchInfo":{}}']);
  });

  test('messages: are there after a restart', async () => {
    const { file, queues } = await letters();
    queues.send(ARN, 'kept');
    await queues.stop();
    const { receive } = await letters(file);
    expect((await receive()).map(({ Body }) => Body)).toEqual(['kept']);
  });
});
