import { invalidAttribute, namesIn, queueOf, type QueueAction } from '../action.ts';
import { MAX_MESSAGE_BYTES } from '../message.ts';

/** Attributes that a queue may have, beside those this engine tells. */
const KNOWN = new Set([
  'All',
  'Policy',
  'RedrivePolicy',
  'FifoQueue',
  'ContentBasedDeduplication',
  'KmsMasterKeyId',
  'KmsDataKeyReusePeriodSeconds',
  'DeduplicationScope',
  'FifoThroughputLimit',
  'RedriveAllowPolicy',
  'SqsManagedSseEnabled',
]);

/** https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_GetQueueAttributes.html */
export const GetQueueAttributes: QueueAction = (input, { queues, store, now }) => {
  const { arn, visibilityTimeout = 30, redrive } = queueOf(input, { queues });
  const { visible, hidden, delayed } = store.counts(arn, now());
  // Nobody changes a queue but the template.
  const created = String(Math.floor(store.createdAt(arn, now()) / 1_000));
  const all: Readonly<Record<string, string>> = {
    ApproximateNumberOfMessages: String(visible),
    ApproximateNumberOfMessagesNotVisible: String(hidden),
    ApproximateNumberOfMessagesDelayed: String(delayed),
    CreatedTimestamp: created,
    DelaySeconds: '0',
    LastModifiedTimestamp: created,
    MaximumMessageSize: String(MAX_MESSAGE_BYTES),
    MessageRetentionPeriod: '345600',
    QueueArn: arn,
    ReceiveMessageWaitTimeSeconds: '0',
    VisibilityTimeout: String(visibilityTimeout),
    ...(redrive && {
      RedrivePolicy: JSON.stringify({
        deadLetterTargetArn: redrive.deadLetterArn,
        maxReceiveCount: redrive.maxReceiveCount,
      }),
    }),
  };
  const asked = namesIn(input['AttributeNames']);
  const unknown = asked.find((name) => !KNOWN.has(name) && !Object.hasOwn(all, name));
  if (unknown !== undefined) throw invalidAttribute(`Unknown Attribute ${unknown}.`);
  const Attributes = Object.fromEntries(
    Object.entries(all).filter(([name]) => asked.includes('All') || asked.includes(name)),
  );
  return Object.keys(Attributes).length > 0 ? { Attributes } : {};
};
