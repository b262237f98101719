import type { App, Role } from '../../assembly/model.ts';
import { shortFunctionName } from './functions.ts';

/** An IAM role. */
export interface RoleDescription {
  readonly name: string;
  readonly arn: string;
  readonly logicalId: string;
  readonly stackName: string;
  /** What takes it on: `function create-user`, `data source Users of api`. */
  readonly usedBy: readonly string[];
  /** Whether it is held to its policies: those that nobody here has the text of make it free. */
  readonly isEnforced: boolean;
  readonly unknownPolicyArns: readonly string[];
}

/** Describes a role and who takes it on. */
export function describeRole(role: Role, app: App): RoleDescription {
  const { roleName: name, arn, logicalId, stackName, unknownPolicyArns = [] } = role;
  const isEnforced = unknownPolicyArns.length === 0;
  return {
    name,
    arn,
    logicalId,
    stackName,
    usedBy: usersOf(arn, app),
    isEnforced,
    unknownPolicyArns,
  };
}

function usersOf(roleArn: string, app: App): readonly string[] {
  const functions = app.functions.filter((one) => one.roleArn === roleArn);
  const dataSources = app.apis.flatMap((api) =>
    [...api.dataSources.values()]
      .filter((source) => source.roleArn === roleArn)
      .map((source) => `data source ${source.name} of ${api.name}`),
  );
  const groups = app.userPools.flatMap((pool) =>
    pool.groups
      .filter((group) => group.roleArn === roleArn)
      .map((group) => `group ${group.groupName} of ${pool.userPoolId}`),
  );
  return [
    ...functions.map(({ arn }) => `function ${shortFunctionName(arn, app)}`),
    ...dataSources,
    ...groups,
  ];
}
