import type { ResourceType } from '../template/types.ts';
import { readSubscription, subscriptionArn } from './read/subscription.ts';

/** @see https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-sns-subscription.html */
export const subscription: ResourceType = {
  ref: (resource) => subscriptionArn(resource, resource.get('TopicArn')),
  attributes: { Arn: (resource) => subscriptionArn(resource, resource.get('TopicArn')) },
  read: (resource, parts) => readSubscription(resource, resource.all(), parts),
};
