import { QueueError, queueOf, type QueueAction } from '../action.ts';
import { entriesOf, runBatch } from '../batch.ts';
import { MAX_MESSAGE_BYTES, readMessage, sizeOfEntry } from '../message.ts';
import { sendTo } from './SendMessage.ts';

/** https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_SendMessageBatch.html */
export const SendMessageBatch: QueueAction = (input, services, caller) => {
  const { arn } = queueOf(input, services);
  const total = entriesOf(input).reduce((sum, entry) => sum + sizeOfEntry(entry), 0);
  if (total > MAX_MESSAGE_BYTES) {
    throw new QueueError(
      'com.amazonaws.sqs#BatchRequestTooLong',
      `Batch requests cannot be longer than ${MAX_MESSAGE_BYTES} bytes. You have sent ${total} bytes.`,
      'AWS.SimpleQueueService.BatchRequestTooLong',
    );
  }
  return runBatch(input, (entry) => sendTo(arn, readMessage(entry), services, caller));
};
