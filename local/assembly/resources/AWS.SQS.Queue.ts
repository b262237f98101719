import type { Queue } from '../model.ts';
import { arn, origin, physicalName } from '../template/ids.ts';
import type { Resource, ResourceType } from '../template/types.ts';
import { number, record, text } from '../template/values.ts';

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
      ...redriveOf(resource),
    });
  },
};

function redriveOf(resource: Resource): Pick<Queue, 'redrive'> {
  const { deadLetterTargetArn, maxReceiveCount } = record(resource.get('RedrivePolicy'));
  const deadLetterArn = text(deadLetterTargetArn);
  if (deadLetterArn === undefined) return {};
  return { redrive: { deadLetterArn, maxReceiveCount: number(maxReceiveCount, 10) } };
}

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
