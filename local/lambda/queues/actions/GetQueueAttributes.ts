import { queueOf, type QueueAction } from '../action.ts';

/** https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_GetQueueAttributes.html */
export const GetQueueAttributes: QueueAction = (input, { queues, store, now }) => {
  const { arn, visibilityTimeout = 30 } = queueOf(input, { queues });
  const { visible, hidden } = store.counts(arn, now());
  const all: Readonly<Record<string, string>> = {
    ApproximateNumberOfMessages: String(visible),
    ApproximateNumberOfMessagesNotVisible: String(hidden),
    ApproximateNumberOfMessagesDelayed: '0',
    QueueArn: arn,
    VisibilityTimeout: String(visibilityTimeout),
  };
  const asked = Array.isArray(input['AttributeNames']) ? input['AttributeNames'].map(String) : [];
  const Attributes = Object.fromEntries(
    Object.entries(all).filter(([name]) => asked.includes('All') || asked.includes(name)),
  );
  return Object.keys(Attributes).length > 0 ? { Attributes } : {};
};
