import { randomUUID } from 'node:crypto';
import { noTopic, type TopicAction, type TopicInput } from '../action.ts';
import { invalid, readMessage } from '../message.ts';

/** https://docs.aws.amazon.com/sns/latest/api/API_Publish.html */
export const Publish: TopicAction = {
  needs: (input) => ['sns:Publish', topicIn(input) ?? '*'],
  run(input, { publish, sendToPerson }) {
    const message = readMessage(input);
    const topicArn = topicIn(input);
    const { PhoneNumber: to } = input;
    if (topicArn === null && typeof to === 'string') {
      const body = message.textFor('sms');
      sendToPerson({ medium: 'SMS', to, subject: null, body, reason: 'Publish' });
      return { MessageId: randomUUID() };
    }
    if (topicArn === null)
      throw invalid('TopicArn or TargetArn Reason: no value for required parameter');
    const MessageId = publish(topicArn, message);
    if (MessageId === null) throw noTopic();
    return { MessageId };
  },
};

function topicIn({ TopicArn, TargetArn }: TopicInput): string | null {
  const arn = TopicArn ?? TargetArn;
  return typeof arn === 'string' ? arn : null;
}
