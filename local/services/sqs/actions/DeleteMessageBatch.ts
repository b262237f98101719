import { queueOf, type QueueAction } from '../action.ts';
import { runBatch } from '../batch.ts';
import { receiptHandleOf } from './DeleteMessage.ts';

/** https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_DeleteMessageBatch.html */
export const DeleteMessageBatch: QueueAction = (input, { queues, store }) => {
  const { arn } = queueOf(input, { queues });
  return runBatch(input, (entry) => {
    store.delete(arn, receiptHandleOf(entry));
    return {};
  });
};
