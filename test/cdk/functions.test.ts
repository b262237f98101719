import { Match } from 'aws-cdk-lib/assertions';
import { beforeAll, describe, expect, it } from 'vitest';
import { actions, FUNCTIONS, templateOf, type StageTemplate } from '../support/template.ts';

let stack: StageTemplate;
let prod: StageTemplate;

beforeAll(() => {
  stack = templateOf('dev');
  prod = templateOf('prod');
});

const partition = [
  'arn:',
  { Ref: 'AWS::Partition' },
  ':ses:',
  { Ref: 'AWS::Region' },
  ':',
  { Ref: 'AWS::AccountId' },
];

const actionsOn = (name: string, service: string) =>
  stack
    .statementsOf(name)
    .flatMap(actions)
    .filter((action) => action.startsWith(`${service}:`))
    .toSorted();

const INVITING = [
  'AdminCreateUser',
  'AdminGetUser',
  'AdminSetUserPassword',
  'AdminUpdateUserAttributes',
];

describe('the functions', () => {
  it('are the folders of functions/ and no others', () => {
    stack.template.resourceCountIs('AWS::Lambda::Function', FUNCTIONS.length);
  });

  it.each(FUNCTIONS)('%s runs on Node 24 and arm64, with traces and JSON logs', (name) => {
    expect(stack.functionOf(name)[1].Properties).toMatchObject({
      Runtime: 'nodejs24.x',
      Architectures: ['arm64'],
      Handler: 'index.handler',
      TracingConfig: { Mode: 'Active' },
      LoggingConfig: { LogFormat: 'JSON', LogGroup: { Ref: expect.any(String) } },
    });
  });

  it('have a role each', () => {
    const roles = FUNCTIONS.map((name) =>
      JSON.stringify(stack.functionOf(name)[1].Properties['Role']),
    );
    expect(new Set(roles).size).toBe(FUNCTIONS.length);
  });

  it.each([
    ['create-user', ['GetItem', 'PutItem', 'Query']],
    ['update-user', ['DeleteItem', 'PutItem', 'Query', 'UpdateItem']],
    ['update-me', ['Query', 'UpdateItem']],
    ['request-email-change', ['GetItem', 'GetItem', 'PutItem', 'Query']],
    ['confirm-email-change', ['DeleteItem', 'GetItem', 'PutItem', 'Query', 'UpdateItem']],
    ['suspend-user', ['Query', 'UpdateItem']],
    ['reactivate-user', ['GetItem', 'Query', 'UpdateItem']],
    ['sign-out-everywhere', ['Query', 'UpdateItem']],
    ['user-sessions', []],
    ['user-factors', []],
    ['revoke-session', ['Query', 'UpdateItem']],
    ['reset-factors', ['Query', 'UpdateItem']],
    ['resend-invitation', ['DeleteItem', 'Query', 'UpdateItem']],
    ['revoke-invitation', ['DeleteItem', 'Query', 'UpdateItem']],
    ['record-sign-in', ['ConditionCheckItem', 'PutItem', 'Query', 'UpdateItem']],
    ['export-user', ['GetItem', 'Query']],
    ['search-users', ['BatchGetItem', 'Query']],
    ['delete-user', ['DeleteItem', 'PutItem', 'Query', 'UpdateItem']],
    ['purge-user', ['DeleteItem', 'Query', 'UpdateItem']],
    ['remind-invited', ['DeleteItem', 'PutItem', 'Query', 'Query']],
  ])('%s may do %j with the table', (name, expected) => {
    const ofUsers = stack
      .statementsOf(name)
      .filter(({ Resource }) => JSON.stringify(Resource).includes('"UsersTable'))
      .flatMap(actions);
    expect(ofUsers.toSorted()).toEqual(expected.map((action) => `dynamodb:${action}`));
  });

  it.each([
    ['publish-changes', ['BatchGetItem', 'DeleteItem', 'PutItem', 'Query', 'UpdateItem']],
    ['sync-identity', ['BatchGetItem', 'DeleteItem', 'PutItem', 'Query', 'UpdateItem']],
    ['purge-user', ['DeleteItem', 'Query']],
    ['update-user', []],
  ])('%s may do %j with the changes that were set aside', (name, expected) => {
    const ofParked = stack
      .statementsOf(name)
      .filter(({ Resource }) => /parkedchangesTable/u.test(JSON.stringify(Resource)))
      .flatMap(actions);
    expect(ofParked.toSorted()).toEqual(expected.map((action) => `dynamodb:${action}`));
  });

  it.each(['publish-changes', 'sync-identity'])('%s is fed from its own queue alone', (name) => {
    const rights = stack
      .statementsOf(name)
      .filter((one) => actions(one).some((action) => action.startsWith('sqs:')));
    expect(rights.flatMap(actions).toSorted()).toEqual([
      'sqs:DeleteMessage',
      'sqs:GetQueueAttributes',
      'sqs:ReceiveMessage',
      'sqs:SendMessage',
    ]);
    const [id] = stack.functionOf(name);
    stack.template.hasResourceProperties('AWS::Lambda::EventSourceMapping', {
      FunctionName: { Ref: id },
      EventSourceArn: rights[0]?.Resource,
      FunctionResponseTypes: ['ReportBatchItemFailures'],
      ScalingConfig: { MaximumConcurrency: 2 },
    });
  });

  it('count-people may read the counts, and query who is invited in one index', () => {
    const rights = stack
      .statementsOf('count-people')
      .filter((one) => actions(one).some((action) => action.startsWith('dynamodb:')));
    expect(rights).toMatchObject([
      {
        Action: 'dynamodb:GetItem',
        Condition: { 'ForAllValues:StringLike': { 'dynamodb:LeadingKeys': ['DIRECTORY'] } },
      },
      {
        Action: 'dynamodb:Query',
        Condition: { 'ForAllValues:StringLike': { 'dynamodb:LeadingKeys': ['INVITED#*'] } },
      },
    ]);
    expect(JSON.stringify(rights[1]?.Resource)).toContain('/index/byStatusRoleCreated"');
    stack.template.hasResourceProperties('AWS::Scheduler::Schedule', {
      ScheduleExpression: 'rate(1 hour)',
      Target: { Arn: { 'Fn::GetAtt': [stack.functionOf('count-people')[0], 'Arn'] } },
    });
  });

  it('change-backlog may count the messages of the four queues, and nothing else', () => {
    const rights = stack.statementsOf('change-backlog');
    const counting = rights.filter((one) => actions(one)[0]?.startsWith('sqs:'));
    expect(counting.flatMap(actions)).toEqual(['sqs:GetQueueAttributes']);
    expect(
      new Set((counting[0]?.Resource as unknown[]).map((one) => JSON.stringify(one))).size,
    ).toBe(4);
    expect(
      ['dynamodb', 'cognito-idp'].flatMap((service) => actionsOn('change-backlog', service)),
    ).toEqual([]);
  });

  it.each([
    ['create-user', ['AdminAddUserToGroup', 'AdminDeleteUser', ...INVITING].toSorted()],
    ['resend-invitation', INVITING],
    [
      'export-user',
      [
        'AdminGetUser',
        'AdminGetUserAuthFactors',
        'AdminListGroupsForUser',
        'AdminListUserSessions',
      ],
    ],
    ['user-sessions', ['AdminListUserSessions']],
    ['user-factors', ['AdminGetUserAuthFactors']],
    ['revoke-session', ['AdminListUserSessions', 'AdminRevokeUserSession']],
    [
      'reset-factors',
      ['AdminDeleteSoftwareToken', 'AdminGetUserAuthFactors', 'AdminSetUserMFAPreference'],
    ],
    ['purge-user', []],
    ['update-user', ['AdminSetUserPassword']],
    ['publish-changes', []],
    ['record-sign-in', []],
  ])('%s may do %j with the user pool', (name, expected) => {
    expect(actionsOn(name, 'cognito-idp')).toEqual(expected.map((one) => `cognito-idp:${one}`));
  });

  it('publish-changes alone may call the API, and there one field', () => {
    const publishing = FUNCTIONS.filter((name) => actionsOn(name, 'appsync').length > 0);
    expect(publishing).toEqual(['publish-changes']);
    const statement = stack
      .statementsOf('publish-changes')
      .find((one) => actions(one).includes('appsync:GraphQL'));
    expect(JSON.stringify(statement?.Resource)).toContain(
      '/types/Mutation/fields/publishUserChange"',
    );
    expect(stack.variablesOf('publish-changes')).toMatchObject({
      GRAPHQL_URL: { 'Fn::GetAtt': [expect.any(String), 'GraphQLUrl'] },
    });
  });

  it('mail from the one address alone, be it or its domain that SES has verified', () => {
    const mailing = FUNCTIONS.filter((name) => actionsOn(name, 'ses').length > 0);
    expect(mailing).toEqual([
      'create-user',
      'update-user',
      'request-email-change',
      'confirm-email-change',
      'reset-factors',
      'resend-invitation',
      'sync-identity',
      'remind-invited',
    ]);
    for (const name of mailing) {
      const statement = stack.statementsOf(name).find((one) => actions(one)[0] === 'ses:SendEmail');
      expect(actions(statement!)).toEqual(['ses:SendEmail']);
      const identities = ['directory@example.com', 'example.com'];
      expect(statement?.Resource).toEqual(
        identities.map((identity) => ({
          'Fn::Join': ['', [...partition, `:identity/${identity}`]],
        })),
      );
      expect(statement).toMatchObject({
        Condition: { StringEquals: { 'ses:FromAddress': 'directory@example.com' } },
      });
      expect(stack.variablesOf(name)).toMatchObject({ MAIL_FROM: 'directory@example.com' });
    }
  });

  it('know the table, and the user pool unless they have nothing to do with it', () => {
    const without = (variable: string) =>
      FUNCTIONS.filter((name) => !Object.hasOwn(stack.variablesOf(name), variable));
    expect(without('USERS_TABLE')).toEqual([
      'user-sessions',
      'user-factors',
      'change-backlog',
      'limit-access-token',
    ]);
    expect(without('USER_POOL_ID')).toEqual([
      'request-email-change',
      'confirm-email-change',
      'change-backlog',
      'search-users',
      'delete-user',
      'purge-user',
      'record-sign-in',
      'limit-access-token',
      'publish-changes',
      'remind-invited',
      'count-people',
    ]);
  });
});

describe('permissions', () => {
  it.each(['dev', 'prod'])(
    'name what they are for (%s): only X-Ray and alarms take no name',
    (stage) => {
      const statements = (stage === 'dev' ? stack : prod).statements();
      expect(statements.length).toBeGreaterThan(20);
      const open = statements.filter(({ Resource }) => [Resource].flat().includes('*'));
      for (const statement of open) {
        if (actions(statement)[0] === 'cloudwatch:DescribeAlarms') continue;
        expect(actions(statement).toSorted()).toEqual([
          'xray:PutTelemetryRecords',
          'xray:PutTraceSegments',
        ]);
      }
      expect(statements.flatMap(actions).filter((action) => action.includes('*'))).toEqual([]);
    },
  );

  it('come from no ready-made policy', () => {
    for (const [, { Properties }] of stack.find('AWS::IAM::Role')) {
      expect(Properties).not.toHaveProperty('ManagedPolicyArns');
    }
  });
});

describe('the event sources', () => {
  it.each([
    ['publish-changes', 4],
    ['sync-identity', 10],
  ])('%s takes changes of records alone, %i batches at once', (name, lanes) => {
    const [id] = stack.functionOf(name);
    stack.template.hasResourceProperties('AWS::Lambda::EventSourceMapping', {
      FunctionName: { Ref: id },
      FilterCriteria: {
        Filters: [{ Pattern: '{"dynamodb":{"Keys":{"sk":{"S":["PROFILE"]}}}}' }],
      },
      StartingPosition: 'TRIM_HORIZON',
      ParallelizationFactor: lanes,
      BisectBatchOnFunctionError: true,
      FunctionResponseTypes: ['ReportBatchItemFailures'],
      MaximumRetryAttempts: 10,
      MaximumRecordAgeInSeconds: 12 * 60 * 60,
      DestinationConfig: { OnFailure: { Destination: { 'Fn::GetAtt': Match.anyValue() } } },
    });
  });

  it.each(['publish-changes', 'sync-identity'])('%s may read that stream alone', (name) => {
    const [table] = stack.find('AWS::DynamoDB::GlobalTable').map(([id]) => id);
    const reading = stack
      .statementsOf(name)
      .filter((one) => actions(one).includes('dynamodb:GetRecords'));
    expect(reading.map(({ Resource }) => Resource)).toEqual([
      { 'Fn::GetAtt': [table, 'StreamArn'] },
    ]);
  });

  it('have a queue each that tells of what they gave up and one of what they set aside, encrypted on the way and at rest', () => {
    stack.template.resourceCountIs('AWS::SQS::Queue', 4);
    stack.template.allResourcesProperties('AWS::SQS::Queue', { SqsManagedSseEnabled: true });
    stack.template.resourceCountIs('AWS::SQS::QueuePolicy', 4);
    stack.template.allResourcesProperties('AWS::SQS::QueuePolicy', {
      PolicyDocument: Match.objectLike({
        Statement: Match.arrayWith([
          Match.objectLike({
            Effect: 'Deny',
            Condition: { Bool: { 'aws:SecureTransport': 'false' } },
          }),
        ]),
      }),
    });
  });
});
