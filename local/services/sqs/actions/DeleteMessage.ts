import { missingParameter, queueOf, QueueError, type QueueAction } from '../action.ts';
import type { QueueInput } from '../action.ts';

/**
 * A handle that is no longer the message's deletes nothing, without an error.
 * https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_DeleteMessage.html
 */
export const DeleteMessage: QueueAction = (input, { queues, store }) => {
  store.delete(queueOf(input, { queues }).arn, receiptHandleOf(input));
  return {};
};

/** @throws QueueError MissingParameter, ReceiptHandleIsInvalid */
export function receiptHandleOf({ ReceiptHandle: handle }: QueueInput): string {
  if (typeof handle !== 'string' || handle === '') throw missingParameter('ReceiptHandle');
  if (/^[A-Za-z0-9+/=-]{36,}$/.test(handle)) return handle;
  throw new QueueError(
    'com.amazonaws.sqs#ReceiptHandleIsInvalid',
    'The input receipt handle is invalid.',
  );
}
