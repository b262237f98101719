import { queueOf, type QueueAction } from '../action.ts';
import { md5Of, md5OfAttributes, readMessage, type SentMessage } from '../message.ts';
import { keptAttributes } from '../sent-attributes.ts';
import type { Principal } from '../../../aws/credentials.ts';
import type { QueueServices } from '../action.ts';

/** https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_SendMessage.html */
export const SendMessage: QueueAction = (input, services, caller) => {
  const { arn } = queueOf(input, services);
  return sendTo(arn, readMessage(input), services, caller);
};

/** Puts a message into a queue and answers as SendMessage does. */
export function sendTo(
  queueArn: string,
  { body, attributes, systemAttributes, groupId, delay }: SentMessage,
  { store, now }: QueueServices,
  caller: Principal | null,
): object {
  const MessageId = store.send(queueArn, body, {
    now: now(),
    delay,
    attributes: attributes === null ? null : JSON.stringify(attributes),
    system: keptAttributes(caller?.userId, systemAttributes, groupId),
  });
  return {
    MessageId,
    MD5OfMessageBody: md5Of(body),
    ...(attributes && { MD5OfMessageAttributes: md5OfAttributes(attributes) }),
    ...(systemAttributes && { MD5OfMessageSystemAttributes: md5OfAttributes(systemAttributes) }),
  };
}
