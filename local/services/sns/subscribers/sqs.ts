import { queueText } from '../notification.ts';
import type { Subscriber } from './subscriber.ts';

/** https://docs.aws.amazon.com/sns/latest/dg/sns-large-payload-raw-message-delivery.html */
const MOST_RAW_ATTRIBUTES = 10;

/** https://docs.aws.amazon.com/sns/latest/dg/sns-sqs-as-subscriber.html */
export const sqs: Subscriber = (notification, { sendToQueue }) => {
  const { endpoint, rawMessageDelivery } = notification.subscription;
  const { attributes } = notification.message;
  const count = Object.keys(attributes).length;
  if (rawMessageDelivery && count > MOST_RAW_ATTRIBUTES) {
    const message = `A raw message has ${MOST_RAW_ATTRIBUTES} attributes at most, this one ${count}.`;
    return { code: 'INVALID_PARAMETER', message };
  }
  const sent = rawMessageDelivery && count > 0 ? attributes : undefined;
  if (sendToQueue(endpoint, queueText(notification), sent)) return null;
  return { code: 'NO_RESOURCE', message: `${endpoint} is no queue of this app.` };
};
