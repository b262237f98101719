import { physicalName } from '../template/ids.ts';
import { knownTexts, readPolicy } from '../policies/policy-document.ts';
import type { Resource, ResourceType } from '../template/types.ts';
import { text } from '../template/values.ts';

/** @see https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-iam-managedpolicy.html */
export const managedPolicy: ResourceType = {
  ref: policyArn,
  attributes: { PolicyArn: policyArn },
  read(resource, parts) {
    parts.policies.push({
      arn: policyArn(resource),
      roleNames: knownTexts(resource, 'Roles'),
      statements: readPolicy(resource, resource.raw('PolicyDocument'), parts),
    });
  },
};

function policyArn(resource: Resource): string {
  const name = text(resource.get('ManagedPolicyName')) ?? physicalName(resource, 128);
  const path = text(resource.get('Path')) ?? '/';
  return `arn:aws:iam::${resource.environment.accountId}:policy${path}${name}`;
}
