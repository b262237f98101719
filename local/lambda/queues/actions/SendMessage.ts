import { createHash } from 'node:crypto';
import { queueOf, QueueError, type QueueAction } from '../action.ts';

/** https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_SendMessage.html */
export const SendMessage: QueueAction = (input, { queues, store, now }) => {
  const { arn } = queueOf(input, { queues });
  const { MessageBody: body, MessageAttributes: attributes } = input;
  if (typeof body !== 'string' || body === '') {
    throw new QueueError(
      'com.amazonaws.sqs#MissingParameter',
      'The request must contain the parameter MessageBody.',
      'MissingParameter',
    );
  }
  const MessageId = store.send(arn, body, {
    now: now(),
    attributes: attributes === undefined ? null : JSON.stringify(attributes),
  });
  return { MessageId, MD5OfMessageBody: createHash('md5').update(body).digest('hex') };
};
