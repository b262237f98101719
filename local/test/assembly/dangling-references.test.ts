import { CfnResource, NestedStack, Stack } from 'aws-cdk-lib';
import * as appsync from 'aws-cdk-lib/aws-appsync';
import * as cognito from 'aws-cdk-lib/aws-cognito';
import * as dynamodb from 'aws-cdk-lib/aws-dynamodb';
import * as lambda from 'aws-cdk-lib/aws-lambda';
import * as sources from 'aws-cdk-lib/aws-lambda-event-sources';
import * as s3 from 'aws-cdk-lib/aws-s3';
import { describe, expect, test } from 'vitest';
import { appOf, definitionOf } from './synthesize-app.ts';

const SCHEMA = 'type Query { a: Int }';
const CODE = appsync.Code.fromInline(
  'export const request = () => ({});\nexport const response = () => null;\n',
);
const runtime = appsync.FunctionRuntime.JS_1_0_0;
const id = { name: 'id', type: dynamodb.AttributeType.STRING };

function addApi(stack: Stack, name = 'Api'): appsync.GraphqlApi {
  return new appsync.GraphqlApi(stack, name, {
    name,
    definition: definitionOf(SCHEMA),
  });
}

function addFunction(
  stack: Stack,
  name: string,
  props: Partial<lambda.FunctionProps> = {},
): lambda.Function {
  return new lambda.Function(stack, name, {
    runtime: lambda.Runtime.NODEJS_24_X,
    handler: 'index.handler',
    code: lambda.Code.fromInline('exports.handler = async () => 1;'),
    ...props,
  });
}

const ruby = {
  runtime: new lambda.Runtime('ruby3.4', undefined, { supportsInlineCode: true }),
  code: lambda.Code.fromInline('x = 1'),
};

describe('what is imported by its name', () => {
  const app = appOf((root) => {
    const stack = new Stack(root, 'S');
    const pool = cognito.UserPool.fromUserPoolId(stack, 'ForeignPool', 'us-east-1_Elsewhere');
    pool.addClient('Client');
    const api = new appsync.GraphqlApi(stack, 'Api', {
      name: 'api',
      definition: definitionOf(SCHEMA),
      authorizationConfig: {
        defaultAuthorization: {
          authorizationType: appsync.AuthorizationType.USER_POOL,
          userPoolConfig: { userPool: pool },
        },
        additionalAuthorizationModes: [
          {
            authorizationType: appsync.AuthorizationType.LAMBDA,
            lambdaAuthorizerConfig: { handler: addFunction(stack, 'Judge', ruby) },
          },
        ],
      },
    });
    api.addDynamoDbDataSource('Table', dynamodb.Table.fromTableName(stack, 'ForeignTable', 'old'));
    api.addLambdaDataSource('Code', addFunction(stack, 'Snake', ruby));
    const other = appsync.GraphqlApi.fromGraphqlApiAttributes(stack, 'ForeignApi', {
      graphqlApiId: 'elsewhere',
    });
    const none = other.addNoneDataSource('None');
    none.createResolver('Field', { typeName: 'Query', fieldName: 'a', runtime, code: CODE });
    none.createFunction('Step', { name: 'step', runtime, code: CODE });
  });
  const consequences = new Map(app.unsupported.map(({ type, consequence }) => [type, consequence]));

  test.each([
    ['AWS::AppSync::GraphQLApi (AMAZON_COGNITO_USER_POOLS)', /us-east-1_Elsewhere .*refused/],
    ['AWS::AppSync::GraphQLApi (AWS_LAMBDA)', /Judge.* does not run here: .*refused/],
    ['AWS::AppSync::DataSource (AMAZON_DYNAMODB)', /table old is not in the assembly/],
    ['AWS::AppSync::DataSource (AWS_LAMBDA)', /Snake.* does not run here: fields on Code/],
    ['AWS::AppSync::DataSource', /belongs to the API elsewhere/],
    ['AWS::AppSync::FunctionConfiguration', /belongs to the API elsewhere/],
    ['AWS::AppSync::Resolver', /belongs to the API elsewhere/],
    ['AWS::Cognito::UserPoolClient', /user pool us-east-1_Elsewhere is not in the assembly/],
  ])('%s: is named at start', (type, consequence) => {
    expect(consequences.get(type)).toMatch(consequence);
  });
});

describe('event source mappings that could feed nothing', () => {
  const app = appOf((root) => {
    const stack = new Stack(root, 'S');
    const own = new dynamodb.Table(stack, 'Own', {
      partitionKey: id,
      stream: dynamodb.StreamViewType.NEW_IMAGE,
    });
    const foreign = dynamodb.Table.fromTableAttributes(stack, 'Foreign', {
      tableName: 'old',
      tableStreamArn: 'arn:aws:dynamodb:us-east-1:000000000000:table/old/stream/2020',
    });
    const startingPosition = lambda.StartingPosition.LATEST;
    const from = (table: dynamodb.ITable) =>
      new sources.DynamoEventSource(table, { startingPosition });
    addFunction(stack, 'Node').addEventSource(from(own));
    addFunction(stack, 'OfForeign').addEventSource(from(foreign));
    addFunction(stack, 'Snake', ruby).addEventSource(from(own));
  });

  test('EventSourceMapping: one of a foreign stream or a function that does not run is named', () => {
    expect(app.eventSourceMappings.map(({ functionArn }) => functionArn)).toEqual([
      expect.stringMatching(/:function:S-Node/),
    ]);
    const named = app.unsupported.filter(({ type }) => type === 'AWS::Lambda::EventSourceMapping');
    expect(named.map(({ consequence }) => consequence)).toEqual([
      expect.stringContaining('table/old/stream/2020 is of no table'),
      expect.stringMatching(/S-Snake\w+ does not run here/),
    ]);
  });
});

test('a function with code in a bucket of its own: is named, the rest runs', () => {
  const app = appOf((root) => {
    const stack = new Stack(root, 'S');
    const bucket = s3.Bucket.fromBucketName(stack, 'Builds', 'ci-builds');
    addFunction(stack, 'Built', { code: lambda.Code.fromBucket(bucket, 'main/built.zip') });
    addFunction(stack, 'Own');
  });
  expect(app.functions.map(({ functionName }) => functionName)).toEqual([
    expect.stringMatching(/^S-Own/),
  ]);
  expect(app.unsupported).toMatchObject([
    { logicalId: expect.stringMatching(/^Built/), type: 'AWS::Lambda::Function (archive)' },
  ]);
});

describe('names that two resources have', () => {
  const twice = (build: (stack: Stack, name: string) => void) => () =>
    appOf((root) => {
      const stack = new Stack(root, 'S');
      for (const name of ['One', 'Two']) build(stack, name);
    });

  test.each<[string, (stack: Stack, name: string) => void]>([
    ['function f', (stack, name) => addFunction(stack, name, { functionName: 'f' })],
    [
      'table t',
      (stack, name) => new dynamodb.Table(stack, name, { tableName: 't', partitionKey: id }),
    ],
    [
      'queue q',
      (stack, name) =>
        new CfnResource(stack, name, { type: 'AWS::SQS::Queue', properties: { QueueName: 'q' } }),
    ],
  ])('%s: is refused with both places', (name, build) => {
    expect(twice(build)).toThrow(
      expect.objectContaining({
        code: 'ERR_ASSEMBLY',
        message: expect.stringMatching(
          new RegExp(`^S\\.One\\w* and S\\.Two\\w* are both the ${name}\\. Rename one\\.$`),
        ) as string,
      }),
    );
  });

  test('a resolver and a data source: are refused within one API, not in two', () => {
    const twoApis = appOf((root) => {
      const stack = new Stack(root, 'S');
      for (const name of ['One', 'Two']) {
        const none = addApi(stack, name).addNoneDataSource('None');
        none.createResolver(name, { typeName: 'Query', fieldName: 'a', runtime, code: CODE });
      }
    });
    expect(twoApis.apis.map(({ resolvers }) => resolvers.length)).toEqual([1, 1]);
    const oneApi = (): unknown =>
      appOf((root) => {
        const stack = new Stack(root, 'S');
        const api = addApi(stack);
        const none = api.addNoneDataSource('None');
        new appsync.CfnDataSource(stack, 'Again', { apiId: api.apiId, name: 'None', type: 'NONE' });
        for (const name of ['One', 'Two']) {
          none.createResolver(name, { typeName: 'Query', fieldName: 'a', runtime, code: CODE });
        }
      });
    expect(oneApi).toThrow(/both the resolver Query\.a[^]*S\.Again are both the data source None/);
  });

  test('the same construct ids in several stacks: have names of their own', () => {
    const app = appOf((root) => {
      for (const name of ['A', 'B']) {
        const stack = new Stack(root, name);
        addFunction(stack, 'Fn');
        const nested = new NestedStack(stack, 'Nested');
        new dynamodb.Table(nested, 'Table', { partitionKey: id });
        addApi(stack).addNoneDataSource('None');
      }
    });
    for (const all of [
      app.functions.map(({ arn }) => arn),
      app.tables.map(({ arn }) => arn),
      app.apis.map(({ apiId }) => apiId),
    ]) {
      expect(new Set(all).size).toBe(2);
    }
  });

  test('two stages with one table name: the message tells how to run one of them', () => {
    const build = (): unknown =>
      appOf((root) => {
        for (const name of ['Beta', 'Prod']) {
          new dynamodb.Table(new Stack(root, name), 'T', { tableName: 't', partitionKey: id });
        }
      });
    expect(build).toThrow(/Beta\.T\w+ and Prod\.T\w+ are both the table t\. .*--stack/);
  });
});
