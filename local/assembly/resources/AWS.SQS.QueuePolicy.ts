import { knownTexts } from '../policies/policy-document.ts';
import { readResourcePolicy } from '../policies/resource-policy.ts';
import type { ResourceType } from '../template/types.ts';

/** @see https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-sqs-queuepolicy.html */
export const queuePolicy: ResourceType = {
  ref: (resource) => resource.logicalId,
  attributes: { Id: (resource) => resource.logicalId },
  read(resource, parts) {
    const { region, accountId } = resource.environment;
    const arns = knownTexts(resource, 'Queues').map(
      (url) => `arn:aws:sqs:${region}:${accountId}:${url.split('/').at(-1) ?? ''}`,
    );
    const document = resource.raw('PolicyDocument');
    parts.resourceGrants.push(...readResourcePolicy(resource, document, arns, parts));
  },
};
