import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { App, RemovalPolicy, Stack } from 'aws-cdk-lib';
import {
  AuthorizationType,
  Code as ResolverCode,
  Definition,
  FunctionRuntime,
  GraphqlApi,
  MappingTemplate,
  type BaseDataSource,
} from 'aws-cdk-lib/aws-appsync';
import { OAuthScope, ResourceServerScope, UserPool } from 'aws-cdk-lib/aws-cognito';
import { AttributeType, BillingMode, Table } from 'aws-cdk-lib/aws-dynamodb';
import { Code, Function, Runtime } from 'aws-cdk-lib/aws-lambda';
import type { Field } from './fields.ts';
import { TABLE } from './items.ts';
import { TEMPLATES } from './templates.ts';

/** What the machine client may ask for. */
export const SCOPE = 'bench/read';

/**
 * Synthesizes the app under test into a folder, once: a second time in one process the CDK would leave out
 * the files that it knows to have staged.
 */
export function synthesizeBenchApp(folder: string): void {
  if (existsSync(join(folder, 'manifest.json'))) return;
  process.env['CDK_VALIDATION'] = 'false';
  const app = new App({ analyticsReporting: false, outdir: folder });
  const stack = new Stack(app, 'Bench');
  const pool = createPool(stack);
  const api = new GraphqlApi(stack, 'Api', {
    name: 'bench',
    definition: Definition.fromFile(pathOf('schema.graphql')),
    authorizationConfig: {
      defaultAuthorization: {
        authorizationType: AuthorizationType.USER_POOL,
        userPoolConfig: { userPool: pool },
      },
    },
  });
  const sources = createDataSources(stack, api);
  for (const [field, source] of Object.entries(sources)) {
    if (field === 'template') continue;
    source.createResolver(`Query.${field}`, {
      typeName: 'Query',
      fieldName: field,
      runtime: FunctionRuntime.JS_1_0_0,
      code: ResolverCode.fromAsset(pathOf(`resolvers/Query.${field}.js`)),
    });
  }
  sources.template.createResolver('Query.template', {
    typeName: 'Query',
    fieldName: 'template',
    requestMappingTemplate: MappingTemplate.fromString(TEMPLATES.request),
    responseMappingTemplate: MappingTemplate.fromString(TEMPLATES.response),
  });
  app.synth();
}

function createPool(stack: Stack): UserPool {
  const pool = new UserPool(stack, 'Pool');
  const read = new ResourceServerScope({ scopeName: 'read', scopeDescription: 'Read' });
  const server = pool.addResourceServer('Server', { identifier: 'bench', scopes: [read] });
  pool.addDomain('Domain', { cognitoDomain: { domainPrefix: 'bench' } });
  pool
    .addClient('Machine', {
      generateSecret: true,
      oAuth: {
        flows: { clientCredentials: true },
        scopes: [OAuthScope.resourceServer(server, read)],
      },
    })
    .node.addDependency(server);
  return pool;
}

function createDataSources(stack: Stack, api: GraphqlApi): Record<Field, BaseDataSource> {
  const table = new Table(stack, 'Items', {
    tableName: TABLE,
    partitionKey: { name: 'list', type: AttributeType.STRING },
    sortKey: { name: 'id', type: AttributeType.STRING },
    billingMode: BillingMode.PAY_PER_REQUEST,
    removalPolicy: RemovalPolicy.DESTROY,
  });
  const lambda = new Function(stack, 'Function', {
    code: Code.fromAsset(pathOf('function')),
    handler: 'index.handler',
    runtime: Runtime.NODEJS_24_X,
  });
  const items = api.addDynamoDbDataSource('ItemsSource', table);
  const none = api.addNoneDataSource('NoneSource');
  return {
    none,
    template: none,
    item: items,
    items,
    lambda: api.addLambdaDataSource('FunctionSource', lambda),
  };
}

function pathOf(name: string): string {
  return fileURLToPath(new URL(name, import.meta.url));
}
