import type { QueueAction } from '../action.ts';

/** https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_ListQueues.html */
export const ListQueues: QueueAction = (input, { queues }) => {
  const { QueueNamePrefix: prefix = '' } = input;
  const QueueUrls = queues
    .filter(({ queueName }) => queueName.startsWith(String(prefix)))
    .map(({ url }) => url);
  return QueueUrls.length > 0 ? { QueueUrls } : {};
};
