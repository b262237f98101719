import { queueOf, QueueError, type QueueAction } from '../action.ts';

/** A queue is not purged again before. */
const PURGE_MS = 60_000; // 1 minute

/** https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_PurgeQueue.html */
export const PurgeQueue: QueueAction = (input, { queues, store, now, purges }) => {
  const { arn, queueName } = queueOf(input, { queues });
  const last = purges.get(arn);
  if (last !== undefined && now() - last < PURGE_MS) {
    throw new QueueError(
      'com.amazonaws.sqs#PurgeQueueInProgress',
      `Only one PurgeQueue operation on ${queueName} is allowed every 60 seconds.`,
      'AWS.SimpleQueueService.PurgeQueueInProgress',
    );
  }
  purges.set(arn, now());
  store.purge(arn);
  return {};
};
