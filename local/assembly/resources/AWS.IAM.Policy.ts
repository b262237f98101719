import { physicalName } from '../template/ids.ts';
import { knownTexts, readPolicy } from '../policies/policy-document.ts';
import type { Resource, ResourceType } from '../template/types.ts';
import { requiredText, text } from '../template/values.ts';

/** @see https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-iam-policy.html */
export const policy: ResourceType = {
  ref: policyName,
  attributes: { Id: policyName },
  read(resource, parts) {
    parts.policies.push({
      arn: null,
      roleNames: knownTexts(resource, 'Roles'),
      statements: readPolicy(resource, resource.raw('PolicyDocument'), parts),
    });
  },
};

/** @see https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-iam-rolepolicy.html */
export const rolePolicy: ResourceType = {
  ref: policyName,
  attributes: {},
  read(resource, parts) {
    parts.policies.push({
      arn: null,
      roleNames: [requiredText(resource.get('RoleName'))],
      statements: readPolicy(resource, resource.raw('PolicyDocument'), parts),
    });
  },
};

function policyName(resource: Resource): string {
  return text(resource.get('PolicyName')) ?? physicalName(resource, 128);
}
