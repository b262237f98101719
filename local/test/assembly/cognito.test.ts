import { CfnResource, Duration, Stack } from 'aws-cdk-lib';
import * as cognito from 'aws-cdk-lib/aws-cognito';
import * as lambda from 'aws-cdk-lib/aws-lambda';
import { describe, expect, test } from 'vitest';
import { appOf } from './synthesize-app.ts';

describe('Cognito', () => {
  const app = appOf((root) => {
    const stack = new Stack(root, 'People');
    const trigger = new lambda.Function(stack, 'Trigger', {
      functionName: 'trigger',
      code: lambda.Code.fromInline('exports.handler = async (event) => event;'),
      handler: 'index.handler',
      runtime: lambda.Runtime.NODEJS_24_X,
    });
    const pool = new cognito.UserPool(stack, 'Pool', {
      passwordPolicy: { minLength: 14 },
      lambdaTriggers: { preTokenGeneration: trigger },
    });
    pool.addClient('Web', {
      userPoolClientName: 'web',
      authFlows: { userSrp: true },
      disableOAuth: true,
      accessTokenValidity: Duration.minutes(30),
      idTokenValidity: Duration.hours(2),
      refreshTokenValidity: Duration.days(10),
      preventUserExistenceErrors: true,
      enableTokenRevocation: true,
    });
    const server = pool.addResourceServer('Server', {
      identifier: 'users',
      scopes: [
        new cognito.ResourceServerScope({ scopeName: 'read', scopeDescription: 'Read users' }),
      ],
    });
    pool
      .addClient('Machine', {
        generateSecret: true,
        oAuth: {
          flows: { clientCredentials: true },
          scopes: [cognito.OAuthScope.custom('users/read')],
        },
      })
      .node.addDependency(server);
    const managedLoginVersion = cognito.ManagedLoginVersion.NEWER_MANAGED_LOGIN;
    pool.addDomain('Domain', { cognitoDomain: { domainPrefix: 'people' }, managedLoginVersion });
    new CfnResource(stack, 'Sessions', {
      type: 'AWS::Cognito::UserPoolSessionConfigurationAttachment',
      properties: {
        UserPoolId: pool.userPoolId,
        UserSessionTracking: 'ENABLED',
        TokenSession: { MaxPerUser: 5 },
      },
    });
    new cognito.CfnUserPoolGroup(stack, 'Admins', {
      userPoolId: pool.userPoolId,
      groupName: 'ADMIN',
      description: 'All',
      precedence: 0,
    });
    new CfnResource(stack, 'Bare', {
      type: 'AWS::Cognito::UserPoolClient',
      properties: { UserPoolId: pool.userPoolId },
    });
    new cognito.UserPool(stack, 'Second');
  });
  const [pool, second] = app.userPools;
  const clientOf = (logicalId: string) =>
    pool?.clients.find((client) => client.logicalId.includes(logicalId));

  test('UserPool: the first has the fixed id, the next an id of AWS’s form', () => {
    expect(pool).toMatchObject({
      userPoolId: 'us-east-1_LocalPool',
      arn: 'arn:aws:cognito-idp:us-east-1:000000000000:userpool/us-east-1_LocalPool',
      issuer: 'https://cognito-idp.us-east-1.amazonaws.com/us-east-1_LocalPool',
      domain: 'people',
      hasManagedLogin: true,
    });
    expect(second?.userPoolId).toMatch(/^us-east-1_[A-Za-z0-9]{9}$/);
    expect(second?.clients).toEqual([]);
    expect([second?.domain, second?.hasManagedLogin]).toEqual([null, false]);
  });

  test('UserPool: keeps its properties, triggers as ARNs', () => {
    expect(pool?.properties).toMatchObject({
      Policies: { PasswordPolicy: { MinimumLength: 14 } },
      LambdaConfig: {
        PreTokenGeneration: 'arn:aws:lambda:us-east-1:000000000000:function:trigger',
      },
    });
  });

  test('UserPoolSessionConfigurationAttachment: says whether sessions of the pool are kept track of', () => {
    expect(pool?.sessionTracking).toEqual({ isOn: true, maxPerUser: 5 });
    expect(second?.sessionTracking).toBeNull();
  });

  test('UserPoolClient: a public client has no secret, lifetimes are in seconds', () => {
    expect(clientOf('Web')).toMatchObject({
      clientId: expect.stringMatching(/^[a-z0-9]{26}$/),
      clientName: 'web',
      clientSecret: null,
      explicitAuthFlows: ['ALLOW_USER_SRP_AUTH', 'ALLOW_REFRESH_TOKEN_AUTH'],
      allowedOAuthFlows: [],
      accessTokenValidity: 1_800,
      idTokenValidity: 7_200,
      refreshTokenValidity: 864_000,
      preventUserExistenceErrors: true,
      enableTokenRevocation: true,
    });
  });

  test('UserPoolClient: a machine client has a secret, flow and scopes', () => {
    expect(clientOf('Machine')).toMatchObject({
      clientSecret: expect.stringMatching(/^[a-z0-9]{51}$/),
      allowedOAuthFlows: ['client_credentials'],
      allowedOAuthScopes: ['users/read'],
    });
  });

  test('UserPoolClient: defaults are those of Cognito', () => {
    expect(clientOf('Bare')).toMatchObject({
      explicitAuthFlows: ['ALLOW_REFRESH_TOKEN_AUTH', 'ALLOW_USER_SRP_AUTH', 'ALLOW_CUSTOM_AUTH'],
      accessTokenValidity: 3_600,
      idTokenValidity: 3_600,
      refreshTokenValidity: 30 * 86_400,
      preventUserExistenceErrors: false,
    });
  });

  test('UserPool: has its groups and resource servers', () => {
    expect(pool?.groups).toEqual([
      {
        stackName: 'People',
        logicalId: 'Admins',
        groupName: 'ADMIN',
        description: 'All',
        precedence: 0,
        roleArn: null,
      },
    ]);
    expect(pool?.resourceServers).toMatchObject([
      { identifier: 'users', scopes: [{ name: 'read', description: 'Read users' }] },
    ]);
  });
});
