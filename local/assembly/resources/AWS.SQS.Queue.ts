import { arn, origin, physicalName } from '../template/ids.ts';
import type { Resource, ResourceType } from '../template/types.ts';
import { number, text } from '../template/values.ts';

/** @see https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-sqs-queue.html */
export const queue: ResourceType = {
  ref: queueUrl,
  attributes: { Arn: queueArn, QueueName: queueName, QueueUrl: queueUrl },
  read(resource, parts) {
    parts.queues.push({
      ...origin(resource),
      queueName: queueName(resource),
      arn: queueArn(resource),
      url: queueUrl(resource),
      visibilityTimeout: number(resource.get('VisibilityTimeout'), 30),
    });
  },
};

function queueName(resource: Resource): string {
  return text(resource.get('QueueName')) ?? physicalName(resource, 80);
}

function queueArn(resource: Resource): string {
  return arn(resource, 'sqs', queueName(resource));
}

function queueUrl(resource: Resource): string {
  const { baseUrl, accountId } = resource.environment;
  return `${baseUrl}/${accountId}/${queueName(resource)}`;
}
