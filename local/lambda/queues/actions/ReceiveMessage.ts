import { createHash } from 'node:crypto';
import { numberOf, queueOf, type QueueAction } from '../action.ts';
import type { ReceivedMessage } from '../store.ts';

/**
 * Answers at once, whatever WaitTimeSeconds says.
 * https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_ReceiveMessage.html
 */
export const ReceiveMessage: QueueAction = (input, { queues, store, now }) => {
  const { arn, visibilityTimeout = 30 } = queueOf(input, { queues });
  const count = numberOf(input['MaxNumberOfMessages'], {
    name: 'MaxNumberOfMessages',
    otherwise: 1,
    min: 1,
    max: 10,
  });
  const hiddenFor = numberOf(input['VisibilityTimeout'], {
    name: 'VisibilityTimeout',
    otherwise: visibilityTimeout,
    min: 0,
    max: 43_200,
  });
  const messages = store.receive(arn, { count, now: now(), hiddenFor: hiddenFor * 1_000 });
  return messages.length === 0
    ? {}
    : { Messages: messages.map((message) => toMessage(message, input)) };
};

function toMessage(message: ReceivedMessage, input: Readonly<Record<string, unknown>>): object {
  const asked = [input['MessageSystemAttributeNames'], input['AttributeNames']].flatMap(names);
  const all: Readonly<Record<string, string>> = {
    SentTimestamp: String(message.sentAt),
    ApproximateFirstReceiveTimestamp: String(message.firstReceivedAt),
    ApproximateReceiveCount: String(message.receiveCount),
  };
  const Attributes = pick(all, asked);
  const given = JSON.parse(message.attributes ?? '{}') as Readonly<Record<string, unknown>>;
  const MessageAttributes = pick(given, names(input['MessageAttributeNames']));
  return {
    MessageId: message.id,
    ReceiptHandle: message.receiptHandle,
    MD5OfBody: createHash('md5').update(message.body).digest('hex'),
    Body: message.body,
    ...(Object.keys(Attributes).length > 0 && { Attributes }),
    ...(Object.keys(MessageAttributes).length > 0 && { MessageAttributes }),
  };
}

const names = (value: unknown): readonly string[] =>
  Array.isArray(value) ? value.map(String) : [];

function pick<T>(all: Readonly<Record<string, T>>, asked: readonly string[]): Record<string, T> {
  const whole = asked.includes('All') || asked.includes('.*');
  return Object.fromEntries(Object.entries(all).filter(([name]) => whole || asked.includes(name)));
}
