import type { Origin, Role, UnsupportedResource } from '../model.ts';
import type { Parts } from '../template/types.ts';

interface User extends Origin {
  readonly what: string;
  readonly type: string;
  readonly roleArn: string | null;
}

/**
 * Roles of functions and data sources whose policies nobody here knows: they are held to nothing, which
 * has to be said, since AWS may refuse what works here.
 */
export function unenforcedRoles(
  parts: Pick<Parts, 'functions' | 'dataSources' | 'roles'>,
  roles: readonly Role[],
): UnsupportedResource[] {
  const users = [...functionsIn(parts), ...dataSourcesIn(parts)];
  const roleOf = ({ roleArn }: User): Role | undefined => roles.find(({ arn }) => arn === roleArn);
  const used = new Set(users.map(roleOf));
  return [
    ...users.filter((user) => !roleOf(user)).map(withoutRole),
    ...roles
      .filter((role) => used.has(role))
      .flatMap((role) => [...withUnknownPolicies(role), ...withUnknownBoundary(role, parts)]),
  ];
}

function functionsIn({ functions }: Pick<Parts, 'functions'>): User[] {
  return functions.map(({ stackName, logicalId, functionName, roleArn }) => {
    const what = `the function ${functionName}`;
    return { stackName, logicalId, what, type: 'AWS::Lambda::Function (Role)', roleArn };
  });
}

/** Those that AppSync reaches with a role. */
function dataSourcesIn({ dataSources }: Pick<Parts, 'dataSources'>): User[] {
  return dataSources.flatMap(({ part }) => {
    const { stackName, logicalId, name, roleArn = null } = part;
    const needsRole =
      part.type === 'HTTP' ? part.signing !== null : !['NONE', 'UNSUPPORTED'].includes(part.type);
    const type = 'AWS::AppSync::DataSource (ServiceRoleArn)';
    return needsRole
      ? [{ stackName, logicalId, what: `the data source ${name}`, type, roleArn }]
      : [];
  });
}

function withoutRole({ stackName, logicalId, what, type, roleArn }: User): UnsupportedResource {
  const role = roleArn === null ? 'It names no role' : `The role ${roleArn} is not in the assembly`;
  const consequence = `${role}: ${what} may do everything here.`;
  return { stackName, logicalId, type, consequence };
}

function withUnknownPolicies({
  stackName,
  logicalId,
  roleName,
  ...role
}: Role): UnsupportedResource[] {
  return (role.unknownPolicyArns ?? []).map((arn) => ({
    stackName,
    logicalId,
    type: 'AWS::IAM::Role (ManagedPolicyArns)',
    consequence: `What ${arn} says is not known here: whoever has the role ${roleName} may do everything.`,
  }));
}

function withUnknownBoundary(
  { stackName, logicalId, roleName, arn, boundary }: Role,
  { roles }: Pick<Parts, 'roles'>,
): UnsupportedResource[] {
  const boundaryArn = roles.find((part) => part.arn === arn)?.boundaryArn ?? null;
  if (boundaryArn === null || boundary !== null) return [];
  const type = 'AWS::IAM::Role (PermissionsBoundary)';
  const consequence = `What ${boundaryArn} says is not known here: it takes nothing away from the role ${roleName}.`;
  return [{ stackName, logicalId, type, consequence }];
}
