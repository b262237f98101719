import { join } from 'node:path';
import { expect, test } from 'vitest';
import { readFrom } from './synthesize-app.ts';
import { FILES, folderOf } from './template-folder.ts';

/** After the samples of https://docs.aws.amazon.com/serverless-application-model/latest/developerguide/sam-resource-graphqlapi.html */
const TEMPLATE = `
Transform: AWS::Serverless-2016-10-31
Globals:
  Function:
    Runtime: nodejs22.x
    Timeout: 7
    Environment: { Variables: { STAGE: dev } }
Resources:
  Posts:
    Type: AWS::Serverless::SimpleTable
  Jobs:
    Type: AWS::SQS::Queue
  Worker:
    Type: AWS::Serverless::Function
    Properties:
      CodeUri: src/
      Handler: index.handler
      Environment: { Variables: { TABLE: !Ref Posts } }
      Policies:
        - DynamoDBCrudPolicy: { TableName: !Ref Posts }
        - Statement: [{ Effect: Allow, Action: 'ses:SendEmail', Resource: '*' }]
      Events:
        Job: { Type: SQS, Properties: { Queue: !GetAtt Jobs.Arn, BatchSize: 5 } }
  Api:
    Type: AWS::Serverless::GraphQLApi
    Properties:
      SchemaUri: schema.graphql
      Auth:
        Type: AWS_IAM
        Additional: [{ Type: API_KEY }, { Type: AWS_LAMBDA, LambdaAuthorizer: { AuthorizerUri: !GetAtt Worker.Arn } }]
      ApiKeys: { Web: { Description: page } }
      DataSources:
        DynamoDb: { PostsSource: { TableName: !Ref Posts, TableArn: !GetAtt Posts.Arn } }
        Lambda: { WorkerSource: { FunctionArn: !GetAtt Worker.Arn } }
      Functions:
        readPost:
          Runtime: { Name: APPSYNC_JS, Version: 1.0.0 }
          DataSource: PostsSource
          CodeUri: resolvers/read.js
        pass:
          Runtime: { Name: APPSYNC_JS, Version: 1.0.0 }
          DataSource: NONE
          InlineCode: 'export function request(ctx) { return {} } export function response(ctx) { return ctx.prev.result }'
      Resolvers:
        Query:
          get:
            Runtime: { Name: APPSYNC_JS, Version: 1.0.0 }
            Pipeline: [readPost, pass]
Outputs:
  Url: { Value: !GetAtt Api.GraphQLUrl }
`;

test('a template of SAM: functions, tables, APIs and event sources are what SAM makes of them', () => {
  const folder = folderOf({
    ...FILES,
    'template.yaml': TEMPLATE,
    'resolvers/read.js': 'export function request() {} export function response() {}',
  });
  const app = readFrom(folder, { codeFolder: join(folder, 'inline') });
  const [table] = app.tables;
  expect(app.unsupported).toEqual([]);
  expect(table?.createTableInput).toMatchObject({
    AttributeDefinitions: [{ AttributeName: 'id', AttributeType: 'S' }],
    BillingMode: 'PAY_PER_REQUEST',
  });
  expect(app.functions).toMatchObject([
    {
      codeFolder: join(folder, 'src/'),
      timeout: 7,
      environment: { STAGE: 'dev', TABLE: table?.tableName },
    },
  ]);
  expect(app.queueMappings).toMatchObject([{ batchSize: 5, queueArn: app.queues[0]?.arn }]);
  const statements = JSON.stringify(app.roles.find(({ logicalId }) => logicalId === 'WorkerRole'));
  for (const part of ['dynamodb:DeleteItem', `${table?.arn}/index/*`, 'ses:SendEmail'])
    expect(statements).toContain(part);
  expect(app.apis).toMatchObject([
    {
      name: 'Api',
      schema: FILES['schema.graphql'],
      defaultAuth: { type: 'AWS_IAM' },
      additionalAuth: [{ type: 'API_KEY' }, { type: 'AWS_LAMBDA' }],
      apiKeys: [{}],
      resolvers: [
        {
          typeName: 'Query',
          fieldName: 'get',
          kind: 'PIPELINE',
          functions: [
            { name: 'readPost', dataSourceName: 'PostsSource' },
            { name: 'pass', dataSourceName: 'None' },
          ],
        },
      ],
    },
  ]);
  expect(app.functionPermissions).toMatchObject([
    {
      functionArn: app.functions[0]?.arn,
      action: 'lambda:InvokeFunction',
      principal: 'appsync.amazonaws.com',
      sourceArn: app.apis[0]?.arn,
    },
  ]);
  expect(app.apis[0]?.dataSources.get('WorkerSource')).toMatchObject({
    functionArn: app.functions[0]?.arn,
  });
});

test('a type of SAM that is not known: is named, the rest is read', () => {
  const template = TEMPLATE.replace(
    'Outputs:',
    '  Rest:\n    Type: AWS::Serverless::HttpApi\nOutputs:',
  );
  const folder = folderOf({
    ...FILES,
    'template.yaml': template,
    'resolvers/read.js': 'export function request() {} export function response() {}',
  });
  const app = readFrom(folder);
  expect(app.unsupported).toMatchObject([{ logicalId: 'Rest', type: 'AWS::Serverless::HttpApi' }]);
  expect(app.apis).toHaveLength(1);
});
