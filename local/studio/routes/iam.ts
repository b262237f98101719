import type { PolicyStatement, Role } from '../../assembly/model.ts';
import { describeRole, type RoleDescription } from '../describe/roles.ts';
import { rolesNamed } from '../read/role.ts';
import type { Studio } from '../studio-context.ts';
import { badRequest } from './local-route-error.ts';
import { defineRoute } from './route.ts';

/** What a role may do. */
export interface RoleRights extends RoleDescription {
  /** Of its own, attached and managed policies. */
  readonly statements: readonly PolicyStatement[];
  /** Of its permissions boundary; null without one. */
  readonly boundary: readonly PolicyStatement[] | null;
  /** With `action` and `resource`: the verdict of IAM; else null. */
  readonly verdict: Verdict | null;
}

/** Whether an action on a resource is allowed. */
export interface Verdict {
  readonly isAllowed: boolean;
  /** AWS's sentence of a refusal; null for what is allowed. */
  readonly reason: string | null;
}

/** `GET /_local/iam`. */
export interface IamRights {
  readonly roles: readonly RoleRights[];
  /** What policies of functions, tables and queues themselves allow. */
  readonly resources: readonly ResourceRight[];
}

/** A line of a resource's own policy. */
export interface ResourceRight {
  /** ARNs, accounts, services or `*`. */
  readonly principals: readonly string[];
  readonly statement: PolicyStatement;
}

/** Who may do what. */
export const iam = defineRoute({
  method: 'GET',
  path: '/_local/iam',
  about:
    'Who may do what, by role: `?principal=` a role or function alone, `?action=dynamodb:GetItem&resource=ARN` with the ' +
    'verdict for each role. It is that of a request which has nothing that conditions ask for: `IamRights`.',
  answer(studio, { query }): IamRights {
    const action = query.get('action');
    const resource = query.get('resource');
    if ((action === null) !== (resource === null)) {
      throw badRequest('action and resource go together: ?action=dynamodb:GetItem&resource=ARN.');
    }
    if (action !== null && !/^[\w-]+:\w+$/.test(action)) {
      throw badRequest(`action=${action} is no action of IAM, such as dynamodb:GetItem.`);
    }
    const asked = action === null || resource === null ? null : { action, resource };
    const roles = rolesNamed(query.get('principal'), studio);
    return {
      roles: roles.map((role) => rightsOf(role, asked, studio)),
      resources: resourceRights(studio),
    };
  },
});

function rightsOf(
  role: Role,
  asked: { readonly action: string; readonly resource: string } | null,
  { app, iam: policies }: Studio,
): RoleRights {
  const { statements, boundary } = role;
  const { permissions } = policies.session(role.arn, 'studio');
  const reason = asked && (permissions?.refusal(asked.action, asked.resource) ?? null);
  const verdict = asked && { isAllowed: reason === null, reason };
  return { ...describeRole(role, app), statements, boundary, verdict };
}

function resourceRights({ app }: Studio): readonly ResourceRight[] {
  const ofFunctions = app.functionPermissions.map((permission): ResourceRight => {
    const { principal, action, functionArn, sourceArn } = permission;
    return {
      principals: [principal],
      statement: {
        effect: 'Allow',
        actions: { patterns: [action], isExcept: false },
        resources: { patterns: [functionArn], isExcept: false },
        ...(sourceArn !== null && {
          conditions: [{ operator: 'ArnLike', key: 'aws:SourceArn', values: [sourceArn] }],
        }),
      },
    };
  });
  return [...ofFunctions, ...app.resourceGrants];
}
