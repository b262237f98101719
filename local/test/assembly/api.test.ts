import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Duration, Stack } from 'aws-cdk-lib';
import type { App } from 'aws-cdk-lib';
import * as appsync from 'aws-cdk-lib/aws-appsync';
import * as cognito from 'aws-cdk-lib/aws-cognito';
import * as dynamodb from 'aws-cdk-lib/aws-dynamodb';
import * as lambda from 'aws-cdk-lib/aws-lambda';
import { describe, expect, test } from 'vitest';
import { appOf, readFrom, synthesizeApp } from './synthesize-app.ts';

const SDL = 'type Query { a: String b: String c: [String] }\n';
const CODE =
  'export function request() { return {} }\nexport function response(c) { return c.result }\n';

function folderWith(files: Record<string, string>): string {
  const folder = mkdtempSync(join(tmpdir(), 'sources-'));
  for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, name), text);
  return folder;
}

function definition(): appsync.Definition {
  return appsync.Definition.fromFile(join(folderWith({ 'schema.graphql': SDL }), 'schema.graphql'));
}

describe('GraphQL API', () => {
  const app = appOf((root) => {
    const stack = new Stack(root, 'Trial');
    const pool = new cognito.UserPool(stack, 'Pool');
    const table = new dynamodb.Table(stack, 'Items', {
      partitionKey: { name: 'id', type: dynamodb.AttributeType.STRING },
    });
    const authorizer = new lambda.Function(stack, 'Authorizer', {
      code: lambda.Code.fromInline('exports.handler = async () => ({ isAuthorized: true })'),
      handler: 'index.handler',
      runtime: lambda.Runtime.NODEJS_24_X,
    });
    const api = new appsync.GraphqlApi(stack, 'Api', {
      name: 'trial',
      definition: definition(),
      introspectionConfig: appsync.IntrospectionConfig.DISABLED,
      queryDepthLimit: 7,
      resolverCountLimit: 90,
      environmentVariables: { TABLE: table.tableName },
      authorizationConfig: {
        defaultAuthorization: {
          authorizationType: appsync.AuthorizationType.USER_POOL,
          userPoolConfig: {
            userPool: pool,
            appIdClientRegex: 'abc',
            defaultAction: appsync.UserPoolDefaultAction.DENY,
          },
        },
        additionalAuthorizationModes: [
          { authorizationType: appsync.AuthorizationType.IAM },
          { authorizationType: appsync.AuthorizationType.API_KEY },
          {
            authorizationType: appsync.AuthorizationType.OIDC,
            openIdConnectConfig: {
              oidcProvider: 'https://issuer.example',
              clientId: 'cl',
              tokenExpiryFromAuth: 10,
              tokenExpiryFromIssue: 20,
            },
          },
          {
            authorizationType: appsync.AuthorizationType.LAMBDA,
            lambdaAuthorizerConfig: {
              handler: authorizer,
              resultsCacheTtl: Duration.seconds(30),
              validationRegex: '^x',
            },
          },
        ],
      },
    });
    const code = join(folderWith({ 'code.js': CODE }), 'code.js');
    const items = api.addDynamoDbDataSource('ItemsSource', table);
    items.createResolver('A', {
      typeName: 'Query',
      fieldName: 'a',
      code: appsync.Code.fromAsset(code),
      runtime: appsync.FunctionRuntime.JS_1_0_0,
    });
    const none = api.addNoneDataSource('Nothing');
    const steps = ['one', 'two'].map(
      (name) =>
        new appsync.AppsyncFunction(stack, name, {
          api,
          dataSource: none,
          name,
          code: appsync.Code.fromInline(`${CODE}// ${name}`),
          runtime: appsync.FunctionRuntime.JS_1_0_0,
        }),
    );
    new appsync.Resolver(stack, 'B', {
      api,
      typeName: 'Query',
      fieldName: 'b',
      pipelineConfig: steps,
      code: appsync.Code.fromInline(CODE),
      runtime: appsync.FunctionRuntime.JS_1_0_0,
    });
    api
      .addLambdaDataSource('Compute', authorizer)
      .createResolver('C', { typeName: 'Query', fieldName: 'c', maxBatchSize: 5 });
    api.addHttpDataSource('Web', 'https://web.example', {
      authorizationConfig: { signingRegion: 'eu-west-1', signingServiceName: 'states' },
    });
  });
  const [api] = app.apis;
  if (!api) throw new Error('The assembly has no API');

  test('GraphQLApi: has a 26 character id and answers on /graphql of the gateway', () => {
    expect(api.apiId).toMatch(/^[a-z0-9]{26}$/);
    expect(api.arn).toBe(`arn:aws:appsync:us-east-1:000000000000:apis/${api.apiId}`);
    expect(api).toMatchObject({
      name: 'trial',
      path: '/graphql',
      url: 'http://127.0.0.1:4000/graphql',
      realtimeUrl: 'ws://127.0.0.1:4000/graphql/realtime',
      schema: SDL,
      introspection: 'DISABLED',
      queryDepthLimit: 7,
      resolverCountLimit: 90,
    });
    expect(api.environmentVariables).toEqual({ TABLE: app.tables[0]?.tableName });
  });

  test('GraphQLApi: reads every authorization mode', () => {
    expect(api.defaultAuth).toEqual({
      type: 'AMAZON_COGNITO_USER_POOLS',
      userPoolId: 'us-east-1_LocalPool',
      issuer: 'https://cognito-idp.us-east-1.amazonaws.com/us-east-1_LocalPool',
      defaultAction: 'DENY',
      appIdClientRegex: 'abc',
    });
    expect(api.additionalAuth).toEqual([
      { type: 'AWS_IAM' },
      { type: 'API_KEY' },
      {
        type: 'OPENID_CONNECT',
        issuer: 'https://issuer.example',
        clientId: 'cl',
        authTtl: 10,
        iatTtl: 20,
      },
      {
        type: 'AWS_LAMBDA',
        functionArn: app.functions[0]?.arn,
        resultTtl: 30,
        identityValidationExpression: '^x',
      },
    ]);
  });

  test('ApiKey: has the form of AWS and does not expire without Expires', () => {
    expect(api.apiKeys).toEqual([
      { key: expect.stringMatching(/^da2-[a-z0-9]{26}$/), expires: null },
    ]);
  });

  test('DataSource: reads each type with its target resolved', () => {
    expect(api.dataSources.get('ItemsSource')).toMatchObject({
      type: 'AMAZON_DYNAMODB',
      tableName: app.tables[0]?.tableName,
      region: 'us-east-1',
    });
    expect(api.dataSources.get('Nothing')).toMatchObject({ type: 'NONE' });
    expect(api.dataSources.get('Compute')).toMatchObject({
      type: 'AWS_LAMBDA',
      functionArn: app.functions[0]?.arn,
    });
    expect(api.dataSources.get('Web')).toMatchObject({
      type: 'HTTP',
      endpoint: 'https://web.example',
      signing: { region: 'eu-west-1', service: 'states' },
    });
  });

  test('Resolver: takes the code of an asset, byte for byte', () => {
    const resolver = api.resolvers.find(({ fieldName }) => fieldName === 'a');
    expect(resolver).toMatchObject({
      typeName: 'Query',
      kind: 'UNIT',
      dataSourceName: 'ItemsSource',
      templates: null,
      functions: [],
      arn: `${api.arn}/types/Query/resolvers/a`,
    });
    expect(resolver?.code?.source).toBe(CODE);
    expect(resolver?.code?.file).toMatch(/asset\.[0-9a-f]{64}\.js$/);
  });

  test('Resolver: a pipeline has its functions in order', () => {
    const resolver = api.resolvers.find(({ fieldName }) => fieldName === 'b');
    expect(resolver?.kind).toBe('PIPELINE');
    expect(resolver?.dataSourceName).toBeNull();
    expect(resolver?.functions.map(({ name }) => name)).toEqual(['one', 'two']);
    expect(resolver?.functions[1]).toMatchObject({
      dataSourceName: 'Nothing',
      functionId: expect.stringMatching(/^[a-z0-9]{26}$/),
      code: { source: `${CODE}// two` },
    });
  });

  test('Resolver: one without code on a Lambda data source is a direct Lambda resolver', () => {
    const resolver = api.resolvers.find(({ fieldName }) => fieldName === 'c');
    expect(resolver).toMatchObject({ code: null, templates: null, maxBatchSize: 5 });
  });

  test('readAssembly: gives the same ids and keys again for the same assembly and seed', () => {
    const folder = synthesizeApp(oneKeyApi);
    expect(readFrom(folder)).toEqual(readFrom(folder));
    expect(readFrom(folder, { secretSeed: 'another' }).apis[0]?.apiKeys).not.toEqual(
      readFrom(folder).apis[0]?.apiKeys,
    );
  });
});

function oneKeyApi(root: App): void {
  const stack = new Stack(root, 'Keyed');
  new appsync.GraphqlApi(stack, 'Api', { name: 'keyed', definition: definition() });
}
