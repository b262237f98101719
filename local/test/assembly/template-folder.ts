import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

/** A folder with these files. */
export function folderOf(files: Readonly<Record<string, string>>): string {
  const folder = mkdtempSync(join(tmpdir(), 'templates-'));
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    writeFileSync(join(folder, name), text);
  }
  return folder;
}

/** As people write one by hand, with paths as `aws cloudformation package` takes them. */
export const TEMPLATE = `
AWSTemplateFormatVersion: '2010-09-09'
Parameters:
  Stage: { Type: String, Default: dev }
Conditions:
  IsDev: !Equals [!Ref Stage, dev]
Resources:
  Table:
    Type: AWS::DynamoDB::Table
    Properties:
      TableName: !Sub 'todos-\${Stage}'
      BillingMode: PAY_PER_REQUEST
      AttributeDefinitions: [{ AttributeName: id, AttributeType: S }]
      KeySchema: [{ AttributeName: id, KeyType: HASH }]
  Role:
    Type: AWS::IAM::Role
    Properties:
      AssumeRolePolicyDocument:
        Statement: [{ Effect: Allow, Principal: { Service: appsync.amazonaws.com }, Action: sts:AssumeRole }]
  Api:
    Type: AWS::AppSync::GraphQLApi
    Properties:
      Name: !Join ['-', [todos, !If [IsDev, dev, !Ref 'AWS::NoValue']]]
      AuthenticationType: API_KEY
  Schema:
    Type: AWS::AppSync::GraphQLSchema
    Properties:
      ApiId: !GetAtt Api.ApiId
      DefinitionS3Location: schema.graphql
  Source:
    Type: AWS::AppSync::DataSource
    Properties:
      ApiId: !GetAtt Api.ApiId
      Name: Todos
      Type: AMAZON_DYNAMODB
      ServiceRoleArn: !GetAtt [Role, Arn]
      DynamoDBConfig: { TableName: !Ref Table, AwsRegion: !Ref AWS::Region }
  Get:
    Type: AWS::AppSync::Resolver
    Properties:
      ApiId: !GetAtt Api.ApiId
      TypeName: Query
      FieldName: get
      DataSourceName: !GetAtt Source.Name
      RequestMappingTemplateS3Location: ./resolvers/get.req.vtl
      ResponseMappingTemplate: $util.toJson($ctx.result)
  Echo:
    Type: AWS::Lambda::Function
    Properties:
      Runtime: nodejs22.x
      Handler: index.handler
      Role: !GetAtt Role.Arn
      Code: ./src
Outputs:
  Url: { Value: !GetAtt Api.GraphQLUrl }
`;
/** A folder of that template. */
export const FILES = {
  'template.yaml': TEMPLATE,
  'schema.graphql': 'type Query { get(id: ID): String }',
  'resolvers/get.req.vtl': '{"version": "2018-05-29", "operation": "GetItem"}',
  'src/index.js': 'exports.handler = async (event) => event;',
};
