import { queueOf, type QueueAction } from '../action.ts';

/** https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_PurgeQueue.html */
export const PurgeQueue: QueueAction = (input, { queues, store }) => {
  store.purge(queueOf(input, { queues }).arn);
  return {};
};
