import { record } from '../template/values.ts';
import type { Expansion, Properties } from './expand-sam.ts';
import { roleFor } from './policies.ts';

type Resources = Record<string, { readonly Type: string; readonly Properties: Properties }>;

/** What SAM gives a pipeline that has no code of its own. */
const THROUGH = `export function request(ctx) { return {}; }
export function response(ctx) { return ctx.prev.result; }`;

/** @see https://docs.aws.amazon.com/serverless-application-model/latest/developerguide/sam-resource-graphqlapi.html */
export const graphqlApi: Expansion = (logicalId, properties) => {
  const ApiId = { 'Fn::GetAtt': [logicalId, 'ApiId'] };
  const { SchemaInline, SchemaUri, Name, Auth } = properties;
  const made: Resources = {
    [logicalId]: {
      Type: 'AWS::AppSync::GraphQLApi',
      Properties: { Name: Name ?? logicalId, ...authOf(record(Auth)) },
    },
    [`${logicalId}Schema`]: {
      Type: 'AWS::AppSync::GraphQLSchema',
      Properties: {
        ApiId,
        ...(SchemaInline === undefined
          ? { DefinitionS3Location: SchemaUri }
          : { Definition: SchemaInline }),
      },
    },
  };
  for (const [name, key] of Object.entries(record(properties['ApiKeys']))) {
    const { ExpiresOn, Description } = record(key);
    made[`${logicalId}${name}`] = {
      Type: 'AWS::AppSync::ApiKey',
      Properties: {
        ApiId,
        ...(ExpiresOn !== undefined && { Expires: ExpiresOn }),
        ...(Description !== undefined && { Description }),
      },
    };
  }
  return {
    ...made,
    ...authorizerPermissions(logicalId, record(Auth)),
    ...dataSources(logicalId, ApiId, properties),
    ...functions(logicalId, ApiId, properties),
    ...resolvers(logicalId, ApiId, properties),
  };
};

function authOf({ Type, Additional, ...rest }: Properties): Properties {
  const others = Array.isArray(Additional) ? (Additional as unknown[]).map(record) : [];
  return {
    ...modeOf({ Type: Type ?? 'API_KEY', ...rest }),
    ...(others.length > 0 && { AdditionalAuthenticationProviders: others.map(modeOf) }),
  };
}

/** SAM leaves `Config` out of the names. */
function modeOf({ Type, UserPool, OpenIDConnect, LambdaAuthorizer }: Properties): Properties {
  return {
    AuthenticationType: Type,
    ...(UserPool !== undefined && {
      UserPoolConfig: { DefaultAction: 'ALLOW', ...record(UserPool) },
    }),
    ...(OpenIDConnect !== undefined && { OpenIDConnectConfig: OpenIDConnect }),
    ...(LambdaAuthorizer !== undefined && { LambdaAuthorizerConfig: LambdaAuthorizer }),
  };
}

/** SAM connects the API to its authorizers: it may invoke them. */
function authorizerPermissions(logicalId: string, { Additional, ...first }: Properties): Resources {
  const others = Array.isArray(Additional) ? (Additional as unknown[]).map(record) : [];
  const authorizers = [first, ...others].flatMap(({ LambdaAuthorizer }) => {
    const { AuthorizerUri } = record(LambdaAuthorizer);
    return AuthorizerUri === undefined ? [] : [AuthorizerUri];
  });
  return Object.fromEntries(
    authorizers.map((FunctionName, index) => [
      `${logicalId}ToLambdaAuthConnector${index + 1}WriteLambdaPermission`,
      {
        Type: 'AWS::Lambda::Permission',
        Properties: {
          Action: 'lambda:InvokeFunction',
          FunctionName,
          Principal: 'appsync.amazonaws.com',
          SourceArn: { Ref: logicalId },
        },
      },
    ]),
  );
}

/** Each with the role that SAM makes for it. */
function dataSources(logicalId: string, ApiId: unknown, properties: Properties): Resources {
  const { DynamoDb, Lambda } = record(properties['DataSources']);
  const none = { ApiId, Name: 'None', Type: 'NONE' };
  const made: Resources = {
    [`${logicalId}NoneDataSource`]: { Type: 'AWS::AppSync::DataSource', Properties: none },
  };
  const add = (name: string, roleArn: unknown, config: Properties, policy: Properties): void => {
    const id = `${logicalId}${name}DataSource`;
    const ServiceRoleArn = roleArn ?? { 'Fn::GetAtt': [`${id}Role`, 'Arn'] };
    made[id] = {
      Type: 'AWS::AppSync::DataSource',
      Properties: { ApiId, Name: name, ServiceRoleArn, ...config },
    };
    if (roleArn === undefined) {
      made[`${id}Role`] = {
        Type: 'AWS::IAM::Role',
        Properties: roleFor('appsync.amazonaws.com', [{ Effect: 'Allow', ...policy }]),
      };
    }
  };
  for (const [name, given] of Object.entries(record(DynamoDb))) {
    const { TableName, TableArn, Region, ServiceRoleArn } = record(given);
    const DynamoDBConfig = { TableName, AwsRegion: Region ?? { Ref: 'AWS::Region' } };
    const config = { Type: 'AMAZON_DYNAMODB', DynamoDBConfig };
    const Resource = [TableArn, { 'Fn::Join': ['', [TableArn, '/index/*']] }];
    add(name, ServiceRoleArn, config, { Action: 'dynamodb:*', Resource });
  }
  for (const [name, given] of Object.entries(record(Lambda))) {
    const { FunctionArn, ServiceRoleArn } = record(given);
    const config = { Type: 'AWS_LAMBDA', LambdaConfig: { LambdaFunctionArn: FunctionArn } };
    const Resource = [FunctionArn, { 'Fn::Join': ['', [FunctionArn, ':*']] }];
    add(name, ServiceRoleArn, config, { Action: 'lambda:InvokeFunction', Resource });
  }
  return made;
}

function codeOf({ InlineCode, CodeUri, Runtime }: Properties): Properties {
  const { Name = 'APPSYNC_JS', Version = '1.0.0' } = record(Runtime);
  return {
    Runtime: { Name, RuntimeVersion: Version },
    ...(CodeUri === undefined ? { Code: InlineCode ?? THROUGH } : { CodeS3Location: CodeUri }),
  };
}

function functions(logicalId: string, ApiId: unknown, properties: Properties): Resources {
  return Object.fromEntries(
    Object.entries(record(properties['Functions'])).map(([name, definition]) => {
      const given = record(definition);
      return [
        `${logicalId}${name}`,
        {
          Type: 'AWS::AppSync::FunctionConfiguration',
          Properties: {
            ApiId,
            Name: name,
            FunctionVersion: '2018-05-29',
            DataSourceName: sourceName(logicalId, given['DataSource']),
            ...codeOf(given),
          },
        },
      ];
    }),
  );
}

/** A name, or `NONE`; made after the data source. */
const sourceName = (logicalId: string, name: unknown): unknown =>
  name === undefined || name === 'NONE'
    ? { 'Fn::GetAtt': [`${logicalId}NoneDataSource`, 'Name'] }
    : name;

function resolvers(logicalId: string, ApiId: unknown, properties: Properties): Resources {
  return Object.fromEntries(
    Object.entries(record(properties['Resolvers'])).flatMap(([TypeName, fields]) =>
      Object.entries(record(fields)).map(([name, definition]) => {
        const given = record(definition);
        const steps = Array.isArray(given['Pipeline']) ? (given['Pipeline'] as unknown[]) : [];
        const Functions = steps.map((step) => ({
          'Fn::GetAtt': [`${logicalId}${String(step)}`, 'FunctionId'],
        }));
        return [
          `${logicalId}${TypeName}${name}`,
          {
            Type: 'AWS::AppSync::Resolver',
            Properties: {
              ApiId,
              TypeName,
              FieldName: given['FieldName'] ?? name,
              Kind: 'PIPELINE',
              PipelineConfig: { Functions },
              ...codeOf(given),
            },
          },
        ];
      }),
    ),
  );
}
