import { invalidAttribute, namesIn, numberOf, queueOf } from '../action.ts';
import type { QueueAction, QueueInput } from '../action.ts';
import { md5Of, md5OfAttributes, type MessageAttributes } from '../message.ts';
import type { ReceivedMessage } from '../store.ts';

/**
 * Answers at once, whatever WaitTimeSeconds says.
 * https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_ReceiveMessage.html
 */
export const ReceiveMessage: QueueAction = (input, { queues, store, now, redrive }) => {
  const queue = queueOf(input, { queues });
  const { arn, visibilityTimeout = 30 } = queue;
  const asked = systemAttributes(input);
  const count = numberOf(input['MaxNumberOfMessages'], {
    name: 'MaxNumberOfMessages',
    otherwise: 1,
    min: 1,
    max: 10,
  });
  numberOf(input['WaitTimeSeconds'], WAIT);
  const hiddenFor = numberOf(input['VisibilityTimeout'], {
    name: 'VisibilityTimeout',
    otherwise: visibilityTimeout,
    min: 0,
    max: 43_200,
  });
  redrive(queue);
  const messages = store.receive(arn, { count, now: now(), hiddenFor: hiddenFor * 1_000 });
  const wanted = namesIn(input['MessageAttributeNames']);
  return messages.length === 0
    ? {}
    : { Messages: messages.map((message) => toMessage(message, { arn, asked, wanted })) };
};

const WAIT = {
  name: 'WaitTimeSeconds',
  otherwise: 0,
  min: 0,
  max: 20,
  reason: 'Must be >= 0 and <= 20',
};

const SYSTEM_ATTRIBUTES = new Set([
  'All',
  'SenderId',
  'SentTimestamp',
  'ApproximateReceiveCount',
  'AWSTraceHeader',
  'ApproximateFirstReceiveTimestamp',
  'SequenceNumber',
  'MessageDeduplicationId',
  'MessageGroupId',
  'DeadLetterQueueSourceArn',
]);

/** @throws QueueError InvalidAttributeName */
function systemAttributes(input: QueueInput): readonly string[] {
  const asked = [input['MessageSystemAttributeNames'], input['AttributeNames']].flatMap(namesIn);
  const unknown = asked.find((name) => !SYSTEM_ATTRIBUTES.has(name));
  if (unknown !== undefined) throw invalidAttribute(`Unknown Attribute ${unknown}.`);
  return asked;
}

interface Asked {
  /** Of the queue. */
  readonly arn: string;
  readonly asked: readonly string[];
  readonly wanted: readonly string[];
}

function toMessage(message: ReceivedMessage, { arn, asked, wanted }: Asked): object {
  const all: Readonly<Record<string, string>> = {
    // What a service of the account sent is the account's.
    SenderId: arn.split(':')[4] ?? '',
    ...message.system,
    SentTimestamp: String(message.sentAt),
    ApproximateFirstReceiveTimestamp: String(message.firstReceivedAt),
    ApproximateReceiveCount: String(message.receiveCount),
  };
  const Attributes = pick(all, asked);
  const given = JSON.parse(message.attributes ?? '{}') as MessageAttributes;
  const MessageAttributes = pick(given, wanted);
  return {
    MessageId: message.id,
    ReceiptHandle: message.receiptHandle,
    MD5OfBody: md5Of(message.body),
    Body: message.body,
    ...(Object.keys(Attributes).length > 0 && { Attributes }),
    ...(Object.keys(MessageAttributes).length > 0 && {
      MessageAttributes,
      MD5OfMessageAttributes: md5OfAttributes(MessageAttributes),
    }),
  };
}

/** `All`, names, and the beginnings of names before `.*`. */
function pick<T>(all: Readonly<Record<string, T>>, asked: readonly string[]): Record<string, T> {
  const isAsked = (name: string): boolean =>
    asked.some(
      (one) =>
        one === 'All' || one === name || (one.endsWith('.*') && name.startsWith(one.slice(0, -2))),
    );
  return Object.fromEntries(Object.entries(all).filter(([name]) => isAsked(name)));
}
