import { Stack } from 'aws-cdk-lib';
import * as appsync from 'aws-cdk-lib/aws-appsync';
import * as iam from 'aws-cdk-lib/aws-iam';
import * as sns from 'aws-cdk-lib/aws-sns';
import { expect, test } from 'vitest';
import type { Role } from '../../../local/assembly/model.ts';
import { appOf } from './synthesize-app.ts';

/** The roles of a stack. */
function rolesOf(build: (stack: Stack) => void) {
  const app = appOf((root) => build(new Stack(root, 'Trial')));
  return { app, roles: app.roles };
}

const assumedBy = new iam.ServicePrincipal('lambda.amazonaws.com');
const graphql = (effect: iam.Effect, ...resources: string[]) =>
  new iam.PolicyStatement({ effect, actions: ['appsync:GraphQL'], resources });
const allow = (...resources: string[]) => graphql(iam.Effect.ALLOW, ...resources);

const patternsOf = (role: Role | undefined): unknown =>
  role?.statements.flatMap(({ resources }) => resources.patterns).toSorted();

test('Role: statements of its own policies, of attached and of managed ones', () => {
  const { roles } = rolesOf((stack) => {
    const role = new iam.Role(stack, 'Caller', {
      assumedBy,
      inlinePolicies: { own: new iam.PolicyDocument({ statements: [allow('own')] }) },
      managedPolicies: [
        new iam.ManagedPolicy(stack, 'Shared', { statements: [allow('shared')] }),
        iam.ManagedPolicy.fromAwsManagedPolicyName('AWSAppSyncInvokeFullAccess'),
        iam.ManagedPolicy.fromAwsManagedPolicyName('service-role/AWSLambdaBasicExecutionRole'),
      ],
    });
    role.addToPolicy(allow('attached'));
    new iam.ManagedPolicy(stack, 'Given', { statements: [allow('given')], roles: [role] });
    new iam.CfnRolePolicy(stack, 'Late', {
      policyName: 'late',
      roleName: role.roleName,
      policyDocument: { Statement: { Effect: 'Allow', Action: 'appsync:*', Resource: 'late' } },
    });
  });
  expect(roles).toHaveLength(1);
  expect(patternsOf(roles[0])).toEqual(['*', 'attached', 'given', 'late', 'own', 'shared']);
});

test('grantMutation: the ARN of the field', () => {
  const { app, roles } = rolesOf((stack) => {
    const role = new iam.Role(stack, 'Caller', { assumedBy });
    const api = new appsync.GraphqlApi(stack, 'Api', {
      name: 'trial',
      definition: appsync.Definition.fromSchema({
        bind: () => ({ apiId: '', definition: 'type Query { a: Int }' }),
      }),
    });
    api.grantMutation(role, 'publish');
  });
  expect(roles.find(({ logicalId }) => logicalId.startsWith('Caller'))?.statements).toEqual([
    {
      effect: 'Allow',
      actions: { patterns: ['appsync:GraphQL'], isExcept: false },
      resources: {
        patterns: [`${app.apis[0]?.arn ?? ''}/types/Mutation/fields/publish`],
        isExcept: false,
      },
    },
  ]);
});

test('NotAction, NotResource, Deny: read as they are', () => {
  const { roles } = rolesOf((stack) => {
    new iam.Role(stack, 'Caller', { assumedBy }).addToPolicy(
      new iam.PolicyStatement({
        effect: iam.Effect.DENY,
        notActions: ['s3:*'],
        notResources: ['x'],
      }),
    );
  });
  expect(roles[0]?.statements).toEqual([
    {
      effect: 'Deny',
      actions: { patterns: ['s3:*'], isExcept: true },
      resources: { patterns: ['x'], isExcept: true },
    },
  ]);
});

test('PermissionsBoundary: of the assembly; one that is elsewhere takes nothing away', () => {
  const { roles } = rolesOf((stack) => {
    const boundary = new iam.ManagedPolicy(stack, 'Boundary', { statements: [allow('b')] });
    new iam.Role(stack, 'Bounded', { assumedBy, permissionsBoundary: boundary });
    new iam.Role(stack, 'Elsewhere', {
      assumedBy,
      permissionsBoundary: iam.ManagedPolicy.fromManagedPolicyName(stack, 'Other', 'other'),
    });
  });
  const boundaryOf = (name: string) =>
    roles.find(({ logicalId }) => logicalId.startsWith(name))?.boundary;
  expect(boundaryOf('Bounded')).toMatchObject([{ resources: { patterns: ['b'] } }]);
  expect(boundaryOf('Elsewhere')).toBeNull();
});

test('a resource that has no value here: left out, the start goes on', () => {
  const { roles } = rolesOf((stack) => {
    const topic = new sns.CfnTopic(stack, 'Topic');
    new iam.Role(stack, 'Caller', { assumedBy }).addToPolicy(
      allow('known', topic.getAtt('Unheard').toString()),
    );
  });
  expect(patternsOf(roles[0])).toEqual(['known']);
});

test('a condition on appsync:GraphQL: an Allow holds, a Deny does not; both are named', () => {
  const conditions = { StringEquals: { 'aws:PrincipalTag/team': 'a' } };
  const { app, roles } = rolesOf((stack) => {
    const role = new iam.Role(stack, 'Caller', { assumedBy });
    for (const effect of [iam.Effect.ALLOW, iam.Effect.DENY]) {
      const actions = ['appsync:GraphQL'];
      role.addToPolicy(
        new iam.PolicyStatement({ effect, actions, resources: [effect], conditions }),
      );
    }
  });
  expect(patternsOf(roles[0])).toEqual(['Allow']);
  expect(app.unsupported.map(({ consequence }) => consequence)).toEqual([
    expect.stringContaining('Allow always holds'),
    expect.stringContaining('Deny never holds'),
  ]);
});
