import { queueOf, type QueueAction } from '../action.ts';

/**
 * A handle that is no longer the message's deletes nothing, without an error.
 * https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_DeleteMessage.html
 */
export const DeleteMessage: QueueAction = (input, { queues, store }) => {
  store.delete(queueOf(input, { queues }).arn, String(input['ReceiptHandle']));
  return {};
};
