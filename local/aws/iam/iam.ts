import type {
  FunctionPermission,
  LambdaFunction,
  PolicyStatement,
  ResourceGrant,
  Role,
} from '../../assembly/model.ts';
import { systemClock, type Clock } from '../../shared/clock.ts';
import type { Principal } from '../credentials.ts';
import { compileCondition } from './conditions.ts';
import { createPermissions } from './permissions.ts';
import { compilePattern } from './patterns.ts';
import type { Permissions, RequestContext } from './types.ts';

/** What of an app says who may do what. */
export interface IamOptions {
  readonly accountId: string;
  readonly region: string;
  readonly roles: readonly Role[];
  /** Their resource policies are known; others may be invoked. */
  readonly functions: readonly Pick<LambdaFunction, 'arn' | 'functionName' | 'roleArn'>[];
  readonly functionPermissions: readonly FunctionPermission[];
  readonly resourceGrants: readonly ResourceGrant[];
  /** @default the system's */
  readonly clock?: Clock;
}

/** IAM as the rest of the engine asks it. */
export interface Iam {
  /** Who a role's session is; without `permissions` when nobody here knows what the role may do. */
  session(roleArn: string, sessionName: string): Principal;
  /** What a function may do; undefined when nobody here knows. */
  ofFunction(functionArn: string): Permissions | undefined;
  /** Whether the function's resource policy lets a service of AWS invoke it. */
  mayInvoke(functionArn: string, service: InvokingService): boolean;
}

interface InvokingService {
  /** `cognito-idp.amazonaws.com`. */
  readonly principal: string;
  /** What the service invokes the function for: a user pool, an API. */
  readonly sourceArn: string;
}

/** A role whose policies are all known is held to them; any other may do everything. */
export function createIam(options: IamOptions): Iam {
  const { accountId, roles, functions, functionPermissions, resourceGrants } = options;
  const byArn = new Map(roles.map((role) => [role.arn, role]));
  const byFunction = new Map(functions.map((one) => [one.arn, one]));
  const session: Iam['session'] = (roleArn, sessionName) => {
    const principal = principalOf(roleArn, sessionName, accountId);
    const role = byArn.get(roleArn);
    if (!role || (role.unknownPolicyArns ?? []).length > 0) return principal;
    const statements = [
      ...role.statements,
      ...functionPermissions.filter((grant) => grant.principal === roleArn).map(toStatement),
      ...resourceGrants
        .filter((grant) => names(grant, [roleArn, principal.arn], principal.accountId))
        .map(({ statement }) => statement),
    ];
    const context = contextOf(roleArn, principal, options);
    const permissions = createPermissions({ ...role, statements }, { ...principal, context });
    return { ...principal, permissions };
  };
  return {
    session,
    ofFunction(functionArn) {
      const found = byFunction.get(functionArn);
      return found && session(found.roleArn, found.functionName).permissions;
    },
    mayInvoke(functionArn, service) {
      if (!byFunction.has(functionArn)) return true;
      const context = { 'aws:SourceArn': service.sourceArn, 'aws:SourceAccount': accountId };
      return functionPermissions.some(
        (grant) =>
          grant.functionArn === functionArn &&
          (grant.principal === service.principal || grant.principal === '*') &&
          compilePattern(grant.action, { anyCase: true }).matches(
            'lambda:InvokeFunction',
            () => null,
          ) &&
          conditionsOf(grant).every((condition) => compileCondition(condition)(context)),
      );
    },
  };
}

/** Everybody may do everything: what parts of the engine go by that are told of no IAM. */
export const PERMISSIVE_IAM: Iam = createIam({
  accountId: '000000000000',
  region: 'us-east-1',
  roles: [],
  functions: [],
  functionPermissions: [],
  resourceGrants: [],
});

function principalOf(roleArn: string, sessionName: string, home: string): Principal {
  const roleName = roleArn.split('/').at(-1) ?? roleArn;
  const id = roleName.toUpperCase().replaceAll(/[^A-Z0-9]/g, '');
  const accountId = roleArn.split(':')[4] ?? home;
  return {
    arn: `arn:aws:sts::${accountId}:assumed-role/${roleName}/${sessionName}`,
    userId: `AROALOCAL${id.slice(0, 12)}:${sessionName}`,
    accountId,
  };
}

/** What holds for every request of the session. */
function contextOf(
  roleArn: string,
  { userId, accountId }: Principal,
  { region, clock = systemClock }: IamOptions,
): () => RequestContext {
  const constant = {
    'aws:PrincipalAccount': accountId,
    'aws:PrincipalArn': roleArn,
    'aws:PrincipalIsAWSService': 'false',
    'aws:PrincipalType': 'AssumedRole',
    'aws:RequestedRegion': region,
    'aws:ResourceAccount': accountId,
    // As on AWS, whatever the gateway here is reached by.
    'aws:SecureTransport': 'true',
    'aws:userid': userId,
    'aws:ViaAWSService': 'false',
  };
  return () => {
    const now = clock.now();
    return {
      ...constant,
      'aws:CurrentTime': new Date(now).toISOString(),
      'aws:EpochTime': String(Math.floor(now / 1_000)),
    };
  };
}

/** What an account is allowed, its roles have to be allowed by their own policies; a Deny is for all. */
function names(
  { principals, statement }: ResourceGrant,
  arns: readonly string[],
  accountId: string,
): boolean {
  const account = [accountId, `arn:aws:iam::${accountId}:root`];
  const named = [...arns, '*', ...(statement.effect === 'Deny' ? account : [])];
  return principals.some((principal) => named.includes(principal));
}

/** Within one account a role may do what either its own policies or the function's allow. */
function toStatement({ functionArn, action }: FunctionPermission): PolicyStatement {
  return {
    effect: 'Allow',
    actions: { patterns: [action], isExcept: false },
    resources: { patterns: [functionArn, `${functionArn}:*`], isExcept: false },
  };
}

function conditionsOf({ sourceArn, sourceAccount }: FunctionPermission) {
  return [
    ...(sourceArn === null
      ? []
      : [{ operator: 'ArnLike', key: 'aws:SourceArn', values: [sourceArn] }]),
    ...(sourceAccount === null
      ? []
      : [{ operator: 'StringEquals', key: 'aws:SourceAccount', values: [sourceAccount] }]),
  ];
}
