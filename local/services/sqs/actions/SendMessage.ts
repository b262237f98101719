import { queueOf, type QueueAction } from '../action.ts';
import { md5Of, md5OfAttributes, readMessage, type SentMessage } from '../message.ts';
import type { QueueServices } from '../action.ts';

/** https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_SendMessage.html */
export const SendMessage: QueueAction = (input, services) => {
  const { arn } = queueOf(input, services);
  return sendTo(arn, readMessage(input), services);
};

/** Puts a message into a queue and answers as SendMessage does. */
export function sendTo(
  queueArn: string,
  { body, attributes, delay }: SentMessage,
  { store, now }: QueueServices,
): object {
  const MessageId = store.send(queueArn, body, {
    now: now(),
    delay,
    attributes: attributes === null ? null : JSON.stringify(attributes),
  });
  return {
    MessageId,
    MD5OfMessageBody: md5Of(body),
    ...(attributes && { MD5OfMessageAttributes: md5OfAttributes(attributes) }),
  };
}
