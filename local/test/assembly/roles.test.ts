import { CfnCondition, CfnResource, Fn, Stack } from 'aws-cdk-lib';
import * as appsync from 'aws-cdk-lib/aws-appsync';
import * as dynamodb from 'aws-cdk-lib/aws-dynamodb';
import * as iam from 'aws-cdk-lib/aws-iam';
import * as lambda from 'aws-cdk-lib/aws-lambda';
import * as sns from 'aws-cdk-lib/aws-sns';
import * as sqs from 'aws-cdk-lib/aws-sqs';
import { expect, test } from 'vitest';
import type { Role } from '../../assembly/model.ts';
import { appOf, definitionOf } from './synthesize-app.ts';

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
      definition: definitionOf('type Query { a: Int }'),
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

const when = (conditions: Record<string, unknown>, effect = iam.Effect.ALLOW) =>
  new iam.PolicyStatement({
    effect,
    conditions,
    actions: ['dynamodb:GetItem'],
    resources: [effect],
  });

test('Condition: one line for each operator and key', () => {
  const { app, roles } = rolesOf((stack) => {
    const role = new iam.Role(stack, 'Caller', { assumedBy });
    role.addToPolicy(
      when({
        'ForAllValues:StringEquals': { 'dynamodb:LeadingKeys': ['a', 'b'] },
        StringLike: { 'aws:PrincipalArn': stack.formatArn({ service: 'iam', resource: 'x' }) },
      }),
    );
  });
  expect(roles[0]?.statements[0]?.conditions).toEqual([
    {
      operator: 'ForAllValues:StringEquals',
      key: 'dynamodb:LeadingKeys',
      values: ['a', 'b'],
    },
    {
      operator: 'StringLike',
      key: 'aws:PrincipalArn',
      values: ['arn:aws:iam:us-east-1:000000000000:x'],
    },
  ]);
  expect(app.unsupported).toEqual([]);
});

test('a condition that cannot be told here: an Allow holds, a Deny does not; both are named', () => {
  const conditions = {
    StringEquals: { 'aws:PrincipalTag/team': 'a', 'aws:PrincipalAccount': '000000000000' },
  };
  const { app, roles } = rolesOf((stack) => {
    const role = new iam.Role(stack, 'Caller', { assumedBy });
    for (const effect of [iam.Effect.ALLOW, iam.Effect.DENY]) {
      role.addToPolicy(when(conditions, effect));
    }
  });
  expect(patternsOf(roles[0])).toEqual(['Allow']);
  expect(roles[0]?.statements[0]?.conditions).toEqual([
    { operator: 'StringEquals', key: 'aws:PrincipalAccount', values: ['000000000000'] },
  ]);
  expect(app.unsupported.map(({ consequence }) => consequence)).toEqual([
    expect.stringMatching(/StringEquals of aws:PrincipalTag\/team.*Allow holds without them/),
    expect.stringContaining('Deny never holds'),
  ]);
});

test('a policy without the version of 2012: its ${} are plain signs', () => {
  const document = (Version?: string) => ({
    policyName: Version ?? 'old',
    policyDocument: {
      Version,
      Statement: { Effect: 'Allow', Action: '*', Resource: 'a/${aws:userid}' },
    },
  });
  const { roles } = rolesOf((stack) => {
    const assumeRolePolicyDocument = {};
    for (const version of [undefined, '2012-10-17']) {
      const policies = [document(version)];
      new iam.CfnRole(stack, `R${version ? 2 : 1}`, { assumeRolePolicyDocument, policies });
    }
  });
  expect(roles.map(patternsOf)).toEqual([['a/${$}{aws:userid}'], ['a/${aws:userid}']]);
});

const code = lambda.Code.fromInline('exports.handler = () => {};');
const functionOf = (stack: Stack, id: string, role?: iam.IRole) =>
  new lambda.Function(stack, id, {
    code,
    handler: 'index.handler',
    runtime: lambda.Runtime.NODEJS_24_X,
    role,
  });

test('policies behind conditions of the template: those that hold', () => {
  const { roles } = rolesOf((stack) => {
    const expression = Fn.conditionEquals(stack.region, 'us-east-1');
    const isHome = new CfnCondition(stack, 'IsHome', { expression }).logicalId;
    const policy = (name: string) => ({
      PolicyName: name,
      PolicyDocument: { Statement: [{ Effect: 'Allow', Action: '*', Resource: name }] },
    });
    const NoValue = { Ref: 'AWS::NoValue' };
    const role = (id: string, Policies: unknown) =>
      new CfnResource(stack, id, { type: 'AWS::IAM::Role', properties: { Policies } });
    role('List', { 'Fn::If': [isHome, [policy('here')], [policy('there')]] });
    role('One', [{ 'Fn::If': [isHome, policy('one'), NoValue] }]);
    role('None', [{ 'Fn::If': [isHome, NoValue, policy('none')] }]);
  });
  expect(roles.map(patternsOf)).toEqual([['here'], ['one'], []]);
});

test('roles that are held to nothing: named, if a function or data source has them', () => {
  const elsewhere = 'arn:aws:iam::000000000000:role/elsewhere';
  const { app } = rolesOf((stack) => {
    const managed = iam.ManagedPolicy.fromAwsManagedPolicyName('AmazonUnheardOfAccess');
    const unheard = (id: string) =>
      new iam.Role(stack, id, { assumedBy, managedPolicies: [managed], roleName: id });
    unheard('Unused');
    functionOf(stack, 'Free', unheard('Used'));
    functionOf(stack, 'Held');
    functionOf(stack, 'Foreign', iam.Role.fromRoleArn(stack, 'Imported', elsewhere));
    const api = new appsync.GraphqlApi(stack, 'Api', {
      name: 'trial',
      definition: definitionOf('type Query { a: Int }'),
    });
    api.addNoneDataSource('None');
    api.addHttpDataSource('Http', 'https://example.com');
    new appsync.CfnDataSource(stack, 'Table', {
      apiId: api.apiId,
      name: 'table',
      type: 'AMAZON_DYNAMODB',
      dynamoDbConfig: { tableName: 'T', awsRegion: 'us-east-1' },
    });
  });
  const ofRoles = app.unsupported.filter(({ type }) => /Role|ManagedPolicy/.test(type));
  const told = ofRoles.map(({ logicalId, type, consequence }) =>
    [logicalId.replace(/[0-9A-F]{8}$/, ''), type, consequence].join(' | '),
  );
  expect(told).toEqual([
    expect.stringMatching(/^Foreign \| AWS::Lambda::Function \(Role\) \| .*role\/elsewhere/),
    expect.stringMatching(/^Table \| AWS::AppSync::DataSource \(ServiceRoleArn\) \| .*no role/),
    expect.stringMatching(/^Used \| AWS::IAM::Role \(ManagedPolicyArns\) \| .*UnheardOf/),
  ]);
});

test('a boundary that is elsewhere: named when a function has the role', () => {
  const { app } = rolesOf((stack) => {
    const permissionsBoundary = iam.ManagedPolicy.fromManagedPolicyName(stack, 'Other', 'other');
    functionOf(
      stack,
      'Function',
      new iam.Role(stack, 'Bounded', { assumedBy, permissionsBoundary }),
    );
  });
  expect(app.unsupported).toMatchObject([
    { type: 'AWS::IAM::Role (PermissionsBoundary)', consequence: expect.stringContaining('other') },
  ]);
});

test('Lambda Permission: of the function, its alias and its version', () => {
  const { app } = rolesOf((stack) => {
    const fn = functionOf(stack, 'Function');
    const principal = new iam.ServicePrincipal('cognito-idp.amazonaws.com');
    fn.addPermission('Pool', { principal, sourceArn: 'arn:pool', sourceAccount: '1' });
    fn.addAlias('live').addPermission('Live', { principal });
  });
  const permission = {
    functionArn: app.functions[0]?.arn,
    action: 'lambda:InvokeFunction',
    principal: 'cognito-idp.amazonaws.com',
  };
  expect(app.functionPermissions).toMatchObject([
    { ...permission, sourceArn: 'arn:pool', sourceAccount: '1' },
    { ...permission, sourceArn: null, sourceAccount: null },
  ]);
});

test('policies of tables and queues: what they say to roles, on the resource itself', () => {
  const { app } = rolesOf((stack) => {
    const role = new iam.Role(stack, 'Caller', { assumedBy });
    const service = new iam.ServicePrincipal('sns.amazonaws.com');
    const toRole = new iam.PolicyStatement({
      actions: ['dynamodb:GetItem'],
      resources: ['*'],
      principals: [role],
    });
    const resourcePolicy = new iam.PolicyDocument({ statements: [toRole] });
    const partitionKey = { name: 'id', type: dynamodb.AttributeType.STRING };
    new dynamodb.Table(stack, 'Old', { tableName: 'old', partitionKey, resourcePolicy });
    new dynamodb.TableV2(stack, 'New', { tableName: 'new', partitionKey, resourcePolicy });
    const queue = new sqs.Queue(stack, 'Queue', { queueName: 'letters', enforceSSL: true });
    queue.grantSendMessages(service);
  });
  const table = (name: string) => `arn:aws:dynamodb:us-east-1:000000000000:table/${name}`;
  const roleArn = app.roles[0]?.arn;
  const granted = app.resourceGrants.map(({ principals, statement }) => [
    principals,
    statement.effect,
    statement.resources.patterns,
    statement.conditions?.map(({ key }) => key),
  ]);
  expect(granted).toEqual([
    [[roleArn], 'Allow', [table('old'), `${table('old')}/*`], undefined],
    [[roleArn], 'Allow', [table('new'), `${table('new')}/*`], undefined],
    [['*'], 'Deny', ['arn:aws:sqs:us-east-1:000000000000:letters'], ['aws:SecureTransport']],
  ]);
});
