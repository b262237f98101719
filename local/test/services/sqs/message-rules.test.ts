import {
  ChangeMessageVisibilityBatchCommand,
  ChangeMessageVisibilityCommand,
  DeleteMessageBatchCommand,
  DeleteMessageCommand,
  GetQueueAttributesCommand,
  PurgeQueueCommand,
  SendMessageBatchCommand,
  SendMessageCommand,
} from '@aws-sdk/client-sqs';
import { describe, expect, test } from 'vitest';
import { letters, QueueUrl } from './letters.ts';

describe('rules of SQS', () => {
  test('MD5OfMessageAttributes: as AWS computes it, of what is sent and of what is received', async () => {
    const { sdk, receive } = await letters();
    const MessageAttributes = {
      timestamp: { DataType: 'Number', StringValue: '1493147359900' },
    };
    // Of the same attribute in the tests of moto, which took it from AWS.
    const MD5OfMessageAttributes = '235c5c510d26fb653d073faed50ae77c';
    const sent = await sdk.send(
      new SendMessageCommand({ QueueUrl, MessageBody: 'x', MessageAttributes }),
    );
    expect(sent).toMatchObject({ MD5OfMessageAttributes });
    expect((await receive({ MessageAttributeNames: ['time.*'] }))[0]).toMatchObject({
      MD5OfMessageAttributes,
    });
  });

  test('MessageId: is not given again when its message is gone', async () => {
    const { sdk, clock } = await letters();
    const ids = new Set<string | undefined>();
    for (let round = 0; round < 3; round += 1) {
      const message = new SendMessageCommand({ QueueUrl, MessageBody: 'x' });
      ids.add((await sdk.send(message)).MessageId);
      await sdk.send(new PurgeQueueCommand({ QueueUrl }));
      clock.advance(60_000);
    }
    expect(ids.size).toBe(3);
  });

  test.each<[string, object, string]>([
    ['a message over 1 MiB', { MessageBody: 'x'.repeat(1_048_577) }, 'shorter than 1048576 bytes'],
    ['no body', { MessageBody: '' }, 'MessageBody'],
    ['a control character', { MessageBody: 'a\u0001' }, 'Invalid characters found'],
    ['half a surrogate pair', { MessageBody: 'a\ud800' }, 'Invalid characters found'],
    ['a delay of 901 s', { MessageBody: 'x', DelaySeconds: 901 }, 'DelaySeconds'],
    [
      'an attribute without a type',
      { MessageBody: 'x', MessageAttributes: { a: { StringValue: 'b' } } },
      "message attribute 'a'",
    ],
    [
      'an attribute with an empty value',
      { MessageBody: 'x', MessageAttributes: { a: { DataType: 'String', StringValue: '' } } },
      "Message (user) attribute 'a' must contain a non-empty value of type 'String'.",
    ],
    [
      'a system attribute that is none',
      {
        MessageBody: 'x',
        MessageSystemAttributes: { Foo: { DataType: 'String', StringValue: 'x' } },
      },
      "'Foo' is invalid",
    ],
    [
      'a trace header that is no text',
      {
        MessageBody: 'x',
        MessageSystemAttributes: { AWSTraceHeader: { DataType: 'Number', StringValue: '1' } },
      },
      "'AWSTraceHeader'",
    ],
    [
      'a group with a space',
      { MessageBody: 'x', MessageGroupId: 'group 123' },
      'Value group 123 for parameter MessageGroupId is invalid. Reason: MessageGroupId can only include alphanumeric and punctuation characters. 1 to 128 in length.',
    ],
    [
      'an attribute of AWS',
      {
        MessageBody: 'x',
        MessageAttributes: { 'AWS.a': { DataType: 'String', StringValue: 'b' } },
      },
      "name 'AWS.a' is invalid",
    ],
    [
      '11 attributes',
      {
        MessageBody: 'x',
        MessageAttributes: Object.fromEntries(
          Array.from({ length: 11 }, (_, at) => [
            `a${at}`,
            { DataType: 'String', StringValue: 'b' },
          ]),
        ),
      },
      'exceeds the allowed maximum [10]',
    ],
  ])('SendMessage: %s is refused, and nothing is in the queue', async (_, input, message) => {
    const { call, counts } = await letters();
    const answer = await call('SendMessage', JSON.stringify({ QueueUrl, ...input }));
    expect(answer.status).toBe(400);
    expect(answer.text).toContain(message);
    expect(await counts()).toEqual(['0', '0']);
  });

  test('SendMessage: a message of 1 MiB is taken', async () => {
    const { sdk, receive } = await letters();
    const MessageBody = '"'.repeat(1_048_576);
    await sdk.send(new SendMessageCommand({ QueueUrl, MessageBody }));
    expect((await receive())[0]?.Body).toBe(MessageBody);
  });

  test('SendMessageBatch: what is above 1 MiB together is refused, attributes counted', async () => {
    const { sdk, counts } = await letters();
    const text = { DataType: 'String', StringValue: 'x'.repeat(500_000) };
    const entries = (MessageBody: string) =>
      ['a', 'b'].map((Id) => ({ Id, MessageBody, MessageAttributes: { text } }));
    const send = (MessageBody: string) =>
      sdk.send(new SendMessageBatchCommand({ QueueUrl, Entries: entries(MessageBody) }));
    // Each 500,000 and the body, the name and the type of the attribute: 10.
    await expect(send('x'.repeat(24_279))).rejects.toMatchObject({ name: 'BatchRequestTooLong' });
    expect(await counts()).toEqual(['0', '0']);
    expect((await send('x'.repeat(24_278))).Successful).toHaveLength(2);
  });

  test.each(['{', '[]', '"x"', 'null', '\u0001\u001b[2J'])(
    'body %j: is a SerializationException, not a failure of the engine',
    async (body) => {
      const { call } = await letters();
      const answer = await call('SendMessage', body);
      expect(answer.status).toBe(400);
      expect(answer.text).toContain('SerializationException');
    },
  );

  test('signature: none, one of another service, and one that does not hold are refused', async () => {
    const { call } = await letters();
    expect(await call('ListQueues', '{}', { authorization: '' })).toMatchObject({ status: 403 });
    expect(await call('ListQueues', '{}', { service: 'sns' })).toMatchObject({ status: 403 });
    expect(await call('ListQueues', '{}', { secretAccessKey: 'x' })).toMatchObject({
      status: 403,
      text: expect.stringContaining('InvalidSignatureException'),
    });
    expect(await call('ListQueues', '{}')).toMatchObject({ status: 200 });
  });

  test('SendMessageBatch, DeleteMessageBatch, ChangeMessageVisibilityBatch, ChangeMessageVisibility: the answers and limits of AWS', async () => {
    const { sdk, receive, counts } = await letters();
    const entry = (Id: string, MessageBody = 'x') => ({ Id, MessageBody });
    const send = (...Entries: { Id: string; MessageBody: string }[]) =>
      sdk.send(new SendMessageBatchCommand({ QueueUrl, Entries }));
    const sent = await send(entry('a'), entry('b', '\u0001'));
    expect(sent.Successful?.map(({ Id }) => Id)).toEqual(['a']);
    expect(sent.Failed).toMatchObject([
      { Id: 'b', SenderFault: true, Code: 'InvalidMessageContents' },
    ]);
    await expect(send()).rejects.toMatchObject({ name: 'EmptyBatchRequest' });
    const eleven = Array.from({ length: 11 }, (_, at) => entry(`n${at}`));
    await expect(send(...eleven)).rejects.toMatchObject({ name: 'TooManyEntriesInBatchRequest' });
    await expect(send(entry('a'), entry('a'))).rejects.toMatchObject({
      name: 'BatchEntryIdsNotDistinct',
    });
    const half = 'x'.repeat(600_000);
    await expect(send(entry('a', half), entry('b', half))).rejects.toMatchObject({
      name: 'BatchRequestTooLong',
    });
    const [message] = await receive();
    const Entries = [{ Id: 'a', ReceiptHandle: message?.ReceiptHandle, VisibilityTimeout: 0 }];
    await sdk.send(new ChangeMessageVisibilityBatchCommand({ QueueUrl, Entries }));
    const visible = { QueueUrl, ReceiptHandle: message?.ReceiptHandle, VisibilityTimeout: 0 };
    await expect(sdk.send(new ChangeMessageVisibilityCommand(visible))).rejects.toMatchObject({
      name: 'MessageNotInflight',
    });
    expect(await counts()).toEqual(['1', '0']);
    const again = await receive();
    const gone = [{ Id: 'a', ReceiptHandle: again[0]?.ReceiptHandle }];
    await sdk.send(new DeleteMessageBatchCommand({ QueueUrl, Entries: gone }));
    expect(await counts()).toEqual(['0', '0']);
  });

  test('DelaySeconds: the message comes when it is over', async () => {
    const { sdk, receive, clock } = await letters();
    await sdk.send(new SendMessageCommand({ QueueUrl, MessageBody: 'x', DelaySeconds: 10 }));
    expect(await receive()).toEqual([]);
    clock.advance(10_000);
    const [message] = await receive({ MessageSystemAttributeNames: ['All'] });
    expect(message?.Attributes).toMatchObject({ ApproximateReceiveCount: '1' });
  });

  test('names and handles that are none of SQS: are refused', async () => {
    const { sdk, receive } = await letters();
    const attributes = new GetQueueAttributesCommand({
      QueueUrl,
      AttributeNames: ['Nonsense' as 'All'],
    });
    await expect(sdk.send(attributes)).rejects.toMatchObject({ name: 'InvalidAttributeName' });
    await expect(receive({ AttributeNames: ['Nonsense'] })).rejects.toMatchObject({
      name: 'InvalidAttributeName',
    });
    const remove = new DeleteMessageCommand({ QueueUrl, ReceiptHandle: 'nonsense' });
    await expect(sdk.send(remove)).rejects.toMatchObject({ name: 'ReceiptHandleIsInvalid' });
  });

  test('query protocol: older SDKs and HTTP data sources send, receive and read errors', async () => {
    const { query } = await letters();
    const sent = await query(
      'Action=SendMessage&MessageBody=a%3Cb&MessageAttribute.1.Name=timestamp&MessageAttribute.1.Value.DataType=Number&MessageAttribute.1.Value.StringValue=1493147359900',
    );
    expect(sent.status).toBe(200);
    expect(sent.text).toContain(
      '<MD5OfMessageAttributes>235c5c510d26fb653d073faed50ae77c</MD5OfMessageAttributes>',
    );
    const received = await query(
      'Action=ReceiveMessage&MaxNumberOfMessages=10&AttributeName.1=All&MessageAttributeName.1=All',
    );
    expect(received.text).toMatch(
      /<ReceiveMessageResult><Message><MessageId>.*<Body>a&#60;b<\/Body>.*<Attribute><Name>SentTimestamp<\/Name><Value>\d+<\/Value><\/Attribute>.*<MessageAttribute><Name>timestamp<\/Name><Value><DataType>Number<\/DataType>/,
    );
    const refused = await query('Action=SendMessage');
    expect(refused.status).toBe(400);
    expect(refused.text).toContain('<Code>MissingParameter</Code>');
    expect((await query('x=y')).text).toContain('<Code>MissingAction</Code>');
  });
});
