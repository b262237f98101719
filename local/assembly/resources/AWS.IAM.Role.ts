import { origin, physicalName, stableId } from '../template/ids.ts';
import { knownTexts, readPolicy, resolved } from '../policies/policy-document.ts';
import type { Resource, ResourceType } from '../template/types.ts';
import { list, record, text } from '../template/values.ts';

/**
 * Functions sign with their role, and AppSync takes on those of data sources: its policies say what they may do.
 * @see https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-iam-role.html
 */
export const role: ResourceType = {
  ref: roleName,
  attributes: {
    Arn: roleArn,
    RoleId: (resource) => `AROA${stableId(resource, 'RoleId', 17).toUpperCase()}`,
  },
  read(resource, parts) {
    parts.roles.push({
      ...origin(resource),
      roleName: roleName(resource),
      arn: roleArn(resource),
      statements: inlinePolicies(resource).flatMap((policy) =>
        readPolicy(resource, record(policy)['PolicyDocument'], parts),
      ),
      managedPolicyArns: knownTexts(resource, 'ManagedPolicyArns'),
      boundaryArn: knownTexts(resource, 'PermissionsBoundary')[0] ?? null,
    });
  },
};

/** The list, or a single one, may stand in a condition. */
function inlinePolicies(resource: Resource): unknown[] {
  const given = resource.raw('Policies');
  const policies = list(resolved(resource, given) ?? given);
  return policies.map((policy) => resolved(resource, policy) ?? policy);
}

function roleArn(resource: Resource): string {
  const path = text(resource.get('Path')) ?? '/';
  return `arn:aws:iam::${resource.environment.accountId}:role${path}${roleName(resource)}`;
}

function roleName(resource: Resource): string {
  return text(resource.get('RoleName')) ?? physicalName(resource, 64);
}
