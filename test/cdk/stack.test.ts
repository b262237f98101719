import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Match } from 'aws-cdk-lib/assertions';
import { parse } from 'graphql';
import { beforeAll, describe, expect, it } from 'vitest';
import { ROOT } from '../../cdk/bundle.ts';
import { stageOf } from '../../cdk/stages.ts';
import { NAMED } from '../support/synthesize.ts';
import { actions, FUNCTIONS, templateOf, type StageTemplate } from '../support/template.ts';

let dev: StageTemplate;
let prod: StageTemplate;

beforeAll(() => {
  dev = templateOf('dev');
  prod = templateOf('prod');
});

const ofType = (type: string) => dev.find(type).map(([, { Properties }]) => Properties);

describe('the API', () => {
  it('takes Cognito tokens by default and IAM beside', () => {
    dev.template.hasResourceProperties('AWS::AppSync::GraphQLApi', {
      AuthenticationType: 'AMAZON_COGNITO_USER_POOLS',
      AdditionalAuthenticationProviders: [{ AuthenticationType: 'AWS_IAM' }],
      UserPoolConfig: { DefaultAction: 'ALLOW' },
    });
    dev.template.resourceCountIs('AWS::AppSync::ApiKey', 0);
  });

  it('limits what one query may cost', () => {
    dev.template.hasResourceProperties('AWS::AppSync::GraphQLApi', { ResolverCountLimit: 250 });
    prod.template.hasResourceProperties('AWS::AppSync::GraphQLApi', { QueryDepthLimit: 8 });
  });

  it('shows its schema in dev only', () => {
    dev.template.hasResourceProperties('AWS::AppSync::GraphQLApi', {
      IntrospectionConfig: 'ENABLED',
    });
    prod.template.hasResourceProperties('AWS::AppSync::GraphQLApi', {
      IntrospectionConfig: 'DISABLED',
    });
  });

  it('logs without what people sent, traces, and forgets its logs', () => {
    dev.template.hasResourceProperties('AWS::AppSync::GraphQLApi', {
      LogConfig: { ExcludeVerboseContent: true },
      XrayEnabled: true,
    });
    for (const { RetentionInDays } of ofType('AWS::Logs::LogGroup')) {
      expect(RetentionInDays).toBe(7);
    }
    dev.template.resourceCountIs('Custom::LogRetention', 0);
  });

  it('tells resolvers the name of the table', () => {
    const [table] = dev.find('AWS::DynamoDB::GlobalTable').map(([id]) => id);
    dev.template.hasResourceProperties('AWS::AppSync::GraphQLApi', {
      EnvironmentVariables: { USERS_TABLE: { Ref: table } },
    });
  });
});

describe('the resolvers', () => {
  const schema = parse(readFileSync(join(ROOT, 'schema.graphql'), 'utf8'));
  const fields = schema.definitions.flatMap((definition) =>
    definition.kind === 'ObjectTypeDefinition' &&
    ['Query', 'Mutation', 'Subscription'].includes(definition.name.value)
      ? (definition.fields ?? []).map((field) => `${definition.name.value}.${field.name.value}`)
      : [],
  );

  it('are exactly one for each field of Query, Mutation and Subscription, and some of User', () => {
    const bound = ofType('AWS::AppSync::Resolver').map(
      ({ TypeName, FieldName }) => `${String(TypeName)}.${String(FieldName)}`,
    );
    expect(bound.toSorted()).toEqual(
      [...fields, 'User.history', 'User.sessions', 'User.factors'].toSorted(),
    );
  });

  it('run APPSYNC_JS, none is VTL or a direct Lambda resolver', () => {
    const code = [
      ...ofType('AWS::AppSync::Resolver'),
      ...ofType('AWS::AppSync::FunctionConfiguration'),
    ];
    for (const { Runtime, CodeS3Location } of code) {
      expect(Runtime).toEqual({ Name: 'APPSYNC_JS', RuntimeVersion: '1.0.0' });
      expect(CodeS3Location).toBeDefined();
    }
  });

  it('stay within the functions that AppSync allows a pipeline', () => {
    for (const { PipelineConfig } of ofType('AWS::AppSync::Resolver')) {
      const pipeline = PipelineConfig as { Functions: unknown[] } | undefined;
      expect(pipeline?.Functions.length ?? 0).toBeLessThanOrEqual(10);
    }
  });

  it('may read the table and no more', () => {
    const may = (dataSource: string) =>
      dev
        .find('AWS::IAM::Role')
        .filter(([id]) => id.includes(`DataSources${dataSource}`))
        .flatMap(([id]) => dev.statements(id))
        .flatMap(actions);
    expect(may('usersRead')).toEqual([
      'dynamodb:BatchGetItem',
      'dynamodb:GetItem',
      'dynamodb:Query',
    ]);
  });
});

describe('the log of the API', () => {
  it('counts the failures that no function saw, by the line of resolvers/lib/errors.ts', () => {
    dev.template.hasResourceProperties('AWS::Logs::MetricFilter', {
      FilterPattern: String.raw`"\"failed\" {\"field\":"`,
      MetricTransformations: [
        {
          MetricNamespace: 'UserManager/dev',
          MetricName: 'failed',
          MetricValue: '1',
          DefaultValue: 0,
        },
      ],
    });
  });
});

describe('the user pool', () => {
  it('knows people by e-mail in any case, and lets nobody sign up', () => {
    dev.template.hasResourceProperties('AWS::Cognito::UserPool', {
      UsernameAttributes: ['email'],
      UsernameConfiguration: { CaseSensitive: false },
      AdminCreateUserConfig: { AllowAdminCreateUserOnly: true },
      Policies: {
        PasswordPolicy: {
          MinimumLength: 12,
          RequireLowercase: true,
          RequireUppercase: true,
          RequireNumbers: true,
          RequireSymbols: true,
        },
      },
    });
  });

  it('has a group for each role of the schema', () => {
    const groups = ofType('AWS::Cognito::UserPoolGroup').map(({ GroupName }) => GroupName);
    expect(groups.toSorted()).toEqual(['ADMIN', 'MEMBER']);
  });

  it('has a public client without passwords in clear, that writes nothing the directory holds', () => {
    dev.template.hasResourceProperties('AWS::Cognito::UserPoolClient', {
      GenerateSecret: false,
      ExplicitAuthFlows: ['ALLOW_USER_SRP_AUTH', 'ALLOW_USER_AUTH', 'ALLOW_REFRESH_TOKEN_AUTH'],
      AllowedOAuthFlowsUserPoolClient: false,
      AllowedOAuthFlows: Match.absent(),
      CallbackURLs: Match.absent(),
      PreventUserExistenceErrors: 'ENABLED',
      EnableTokenRevocation: true,
      WriteAttributes: ['locale'],
    });
  });

  it('has a machine client for client credentials with both scopes', () => {
    dev.template.hasResourceProperties('AWS::Cognito::UserPoolResourceServer', {
      Identifier: 'users',
      Scopes: [Match.objectLike({ ScopeName: 'read' }), Match.objectLike({ ScopeName: 'write' })],
    });
    dev.template.hasResourceProperties('AWS::Cognito::UserPoolClient', {
      GenerateSecret: true,
      AllowedOAuthFlows: ['client_credentials'],
      AllowedOAuthFlowsUserPoolClient: true,
    });
    dev.template.resourceCountIs('AWS::Cognito::UserPoolClient', 3);
  });

  it('has limit-access-token shape both tokens, on the feature plan that this needs', () => {
    const [id] = dev.functionOf('limit-access-token');
    const LambdaArn = { 'Fn::GetAtt': [id, 'Arn'] };
    for (const stage of [dev, prod]) {
      stage.template.hasResourceProperties('AWS::Cognito::UserPool', {
        LambdaConfig: { PreTokenGenerationConfig: { LambdaVersion: 'V2_0' } },
        UserPoolTier: 'ESSENTIALS',
      });
    }
    dev.template.hasResourceProperties('AWS::Cognito::UserPool', {
      LambdaConfig: { PreTokenGenerationConfig: { LambdaArn } },
    });
    dev.template.hasResourceProperties('AWS::Lambda::Permission', {
      FunctionName: LambdaArn,
      Principal: 'cognito-idp.amazonaws.com',
    });
  });

  it('leaves access tokens as they are where a stage wants Cognito’s user operations', () => {
    const open = templateOf({ ...stageOf('dev'), name: 'open', cognitoSelfService: true });
    const [pool] = open.find('AWS::Cognito::UserPool');
    expect(pool?.[1].Properties['LambdaConfig']).toEqual({ PostAuthentication: expect.anything() });
  });

  it('tells record-sign-in of each sign-in, and may call it', () => {
    const [id] = dev.functionOf('record-sign-in');
    const arn = { 'Fn::GetAtt': [id, 'Arn'] };
    dev.template.hasResourceProperties('AWS::Cognito::UserPool', {
      LambdaConfig: { PostAuthentication: arn },
    });
    dev.template.hasResourceProperties('AWS::Lambda::Permission', {
      FunctionName: arn,
      Principal: 'cognito-idp.amazonaws.com',
    });
  });
});

describe('prod', () => {
  it('watches the API, each function, both queues and their lag, and lost identities', () => {
    const alarms = prod.find('AWS::CloudWatch::Alarm').map(([, { Properties }]) => Properties);
    const watched = alarms.map(({ MetricName }) => MetricName);
    const count = (metric: string) => watched.filter((one) => one === metric).length;
    expect(count('5XXError')).toBe(1);
    expect(count('Errors')).toBe(FUNCTIONS.length);
    expect(count('ApproximateNumberOfMessagesVisible')).toBe(2);
    expect(count('IteratorAge')).toBe(2);
    expect(count('DestinationDeliveryFailures')).toBe(2);
    expect(count('IdentityMissing')).toBe(1);
    expect(count('Throttles')).toBe(FUNCTIONS.length);
    expect(count('Reputation.BounceRate')).toBe(1);
    expect(count('Reputation.ComplaintRate')).toBe(1);
    for (const { AlarmActions, AlarmDescription } of alarms) {
      // What is half of another alarm tells nobody.
      const isHalf = String(AlarmDescription).startsWith('One half of ');
      expect(AlarmActions ?? []).toHaveLength(isHalf ? 0 : 1);
    }
  });

  it('lets AppSync count what reads by itself, and no operation by the name that a caller gives it', () => {
    prod.template.hasResourceProperties('AWS::AppSync::GraphQLApi', {
      EnhancedMetricsConfig: {
        ResolverLevelMetricsBehavior: 'PER_RESOLVER_METRICS',
        DataSourceLevelMetricsBehavior: 'PER_DATA_SOURCE_METRICS',
        OperationLevelMetricsConfig: 'DISABLED',
      },
    });
    const counted = (stage: StageTemplate, type: string, name: string) =>
      stage
        .find(type)
        .filter(([, { Properties }]) => Properties['MetricsConfig'] === 'ENABLED')
        .map(([, { Properties }]) => Properties[name]);
    expect(counted(prod, 'AWS::AppSync::Resolver', 'FieldName').toSorted()).toEqual([
      'getUser',
      'getUserByEmail',
      'history',
      'listUsers',
      'me',
      'userActivity',
      'userStats',
    ]);
    expect(counted(prod, 'AWS::AppSync::DataSource', 'Name')).toEqual(['usersRead']);
    expect(counted(dev, 'AWS::AppSync::Resolver', 'FieldName')).toEqual([]);
  });

  it('stands behind a firewall; dev does not', () => {
    prod.template.resourceCountIs('AWS::WAFv2::WebACLAssociation', 2);
    dev.template.resourceCountIs('AWS::WAFv2::WebACL', 0);
    dev.template.resourceCountIs('AWS::CloudWatch::Alarm', 0);
  });

  it('mails by SES from the own address; dev by the sender of Cognito', () => {
    prod.template.hasResourceProperties('AWS::Cognito::UserPool', {
      EmailConfiguration: {
        EmailSendingAccount: 'DEVELOPER',
        From: NAMED.mailFrom,
        SourceArn: 'arn:aws:ses:eu-central-1:111122223333:identity/users.anycompany.com',
      },
    });
    dev.template.hasResourceProperties('AWS::Cognito::UserPool', {
      EmailConfiguration: Match.absent(),
    });
  });

  it('goes to the account and region that it is told; dev to those of the shell', () => {
    expect(prod.environment).toBe('aws://111122223333/eu-central-1');
    expect(dev.environment).toBe('aws://unknown-account/unknown-region');
  });

  it('keeps people when the stack goes', () => {
    prod.template.hasResource('AWS::Cognito::UserPool', {
      DeletionPolicy: 'Retain',
      Properties: Match.objectLike({ DeletionProtection: 'ACTIVE' }),
    });
  });
});

describe('the outputs', () => {
  it('are what a client needs', () => {
    const names = Object.keys(dev.template.findOutputs('*'));
    // Beside what the stacks tell each other.
    const told = names.filter((name) => !name.startsWith('PublishOutput'));
    expect(told.toSorted()).toEqual([
      'ConsoleConfig',
      'ConsoleUrl',
      'DeadLetterQueues',
      'FailedChangesBucket',
      'GraphqlUrl',
      'MachineClientId',
      'RealtimeUrl',
      'Region',
      'TokenUrl',
      'UserPoolClientId',
      'UserPoolId',
      'UsersTableName',
    ]);
  });
});
