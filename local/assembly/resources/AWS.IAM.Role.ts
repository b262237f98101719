import { physicalName, stableId } from '../ids.ts';
import type { Resource, ResourceType } from '../types.ts';
import { text } from '../values.ts';

/**
 * Roles are not enforced, but functions and data sources sign with them.
 * @see https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-iam-role.html
 */
export const role: ResourceType = {
  ref: roleName,
  attributes: {
    Arn: (resource) => `arn:aws:iam::${resource.environment.accountId}:role/${roleName(resource)}`,
    RoleId: (resource) => `AROA${stableId(resource, 'RoleId', 17).toUpperCase()}`,
  },
};

function roleName(resource: Resource): string {
  return text(resource.get('RoleName')) ?? physicalName(resource, 64);
}
