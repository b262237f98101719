import type {
  FunctionPermission,
  PolicyStatement,
  ResourceGrant,
  Role,
} from '../../../assembly/model.ts';
import { createIam, type Iam } from '../../../aws/iam/index.ts';
import type { Clock } from '../../../shared/clock.ts';

/** A statement, written briefly; on everything unless told. */
export type Given = Readonly<
  {
    effect?: 'Allow' | 'Deny';
    when?: Readonly<Record<string, Readonly<Record<string, readonly string[]>>>>;
  } & Partial<Record<'on' | 'notOn' | 'do' | 'notDo', string>>
>;

/** The statement in the model's form. */
export function statement(given: Given): PolicyStatement {
  return {
    effect: given.effect ?? 'Allow',
    actions: { patterns: [given.notDo ?? given.do ?? '*'], isExcept: given.notDo !== undefined },
    resources: { patterns: [given.notOn ?? given.on ?? '*'], isExcept: given.notOn !== undefined },
    conditions: Object.entries(given.when ?? {}).flatMap(([operator, keys]) =>
      Object.entries(keys).map(([key, values]) => ({ operator, key, values })),
    ),
  };
}

/** ARN of the role that `iamWith` knows. */
export const ROLE_ARN = 'arn:aws:iam::000000000000:role/Caller';

interface AppGiven {
  readonly boundary?: readonly Given[];
  readonly unknownPolicyArns?: readonly string[];
  readonly functions?: readonly string[];
  readonly functionPermissions?: readonly FunctionPermission[];
  readonly resourceGrants?: readonly ResourceGrant[];
  readonly clock?: Clock;
}

/** The IAM of an app with one role. */
export function iamWith(statements: readonly Given[], given: AppGiven = {}): Iam {
  const { boundary, unknownPolicyArns, clock } = given;
  const { functions = [], functionPermissions = [], resourceGrants = [] } = given;
  const role: Role = {
    stackName: 'T',
    logicalId: 'R',
    roleName: 'Caller',
    arn: ROLE_ARN,
    statements: statements.map(statement),
    boundary: boundary?.map(statement) ?? null,
    ...(unknownPolicyArns && { unknownPolicyArns }),
  };
  return createIam({
    accountId: '000000000000',
    region: 'us-east-1',
    roles: [role],
    functions: functions.map((arn) => ({ arn, functionName: 'fn', roleArn: ROLE_ARN })),
    functionPermissions,
    resourceGrants,
    clock,
  });
}
