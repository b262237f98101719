import { invokeFor } from '../../events/index.ts';
import { functionEvent } from '../notification.ts';
import type { Subscriber } from './subscriber.ts';

/** https://docs.aws.amazon.com/sns/latest/dg/sns-lambda-as-subscriber.html */
export const lambda: Subscriber = (notification, services) => {
  const { endpoint: arn, topicArn } = notification.subscription;
  const sender = { principal: 'sns.amazonaws.com', sourceArn: topicArn };
  return invokeFor({ arn, body: functionEvent(notification), sender }, services);
};
