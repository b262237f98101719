import { arn, origin, physicalName } from '../template/ids.ts';
import type { Resource, ResourceType } from '../template/types.ts';
import { list, record, text } from '../template/values.ts';
import { readSubscription } from './read/subscription.ts';

/** @see https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-sns-topic.html */
export const topic: ResourceType = {
  ref: topicArn,
  attributes: { TopicArn: topicArn, TopicName: topicName },
  read(resource, parts) {
    const names = { topicName: topicName(resource), arn: topicArn(resource) };
    parts.topics.push({ ...origin(resource), ...names });
    list(resource.get('Subscription')).forEach((given, index) => {
      readSubscription(resource, { ...record(given), TopicArn: names.arn }, parts, String(index));
    });
  },
};

function topicName(resource: Resource): string {
  return text(resource.get('TopicName')) ?? physicalName(resource, 256);
}

function topicArn(resource: Resource): string {
  return arn(resource, 'sns', topicName(resource));
}
