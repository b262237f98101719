import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { CfnOutput, CfnResource, Stack } from 'aws-cdk-lib';
import * as appsync from 'aws-cdk-lib/aws-appsync';
import * as cognito from 'aws-cdk-lib/aws-cognito';
import * as dynamodb from 'aws-cdk-lib/aws-dynamodb';
import * as lambda from 'aws-cdk-lib/aws-lambda';
import type { SitesSettings } from '../sites/index.ts';
import { synthesizeApp } from './assembly/synthesize-app.ts';

const SDL = `
  type Query { hello(name: String): String, read(id: ID!): String, compute: String }
  type Mutation { write(id: ID!, text: String): String, say(text: String): String }
  type Subscription { said(text: String): String @aws_subscribe(mutations: ["say"]) }
`;

const handlers = (request: string, response: string, imports = ''): string =>
  `${imports}\nexport function request(ctx) { ${request} }\nexport function response(ctx) { ${response} }\n`;

const UTIL = "import { util } from '@aws-appsync/utils';";

const FIELDS = [
  ['Query', 'hello', 'None', handlers('return {};', 'return `hello ${ctx.args.name}`;')],
  ['Mutation', 'say', 'None', handlers('return {};', 'return ctx.args.text;')],
  [
    'Query',
    'compute',
    'Compute',
    handlers("return { operation: 'Invoke', payload: {} };", 'return ctx.result;'),
  ],
  [
    'Query',
    'read',
    'Items',
    handlers(
      "return { operation: 'GetItem', key: util.dynamodb.toMapValues({ id: ctx.args.id }) };",
      'return ctx.result ? ctx.result.text : null;',
      UTIL,
    ),
  ],
  [
    'Mutation',
    'write',
    'Items',
    handlers(
      "return { operation: 'PutItem', key: util.dynamodb.toMapValues({ id: ctx.args.id }), attributeValues: util.dynamodb.toMapValues({ text: ctx.args.text }) };",
      'return ctx.result.text;',
      UTIL,
    ),
  ],
] as const;

/** A small app with one of everything, in an assembly; `extend` adds to it. */
export function smallAssembly(
  extend: (stack: Stack, table: dynamodb.Table) => void = () => {},
): string {
  const schema = join(mkdtempSync(join(tmpdir(), 'schema-')), 'schema.graphql');
  writeFileSync(schema, SDL);
  return synthesizeApp((root) => {
    const stack = new Stack(root, 'Small');
    const table = new dynamodb.Table(stack, 'Table', {
      partitionKey: { name: 'id', type: dynamodb.AttributeType.STRING },
      billingMode: dynamodb.BillingMode.PAY_PER_REQUEST,
    });
    new CfnOutput(stack, 'TableName', { value: table.tableName });
    new CfnOutput(stack, 'PageConfig', { value: stack.toJsonString({ table: table.tableName }) });
    const compute = new lambda.Function(stack, 'Function', {
      code: lambda.Code.fromInline('exports.handler = async () => `table ${process.env.TABLE}`;'),
      handler: 'index.handler',
      runtime: lambda.Runtime.NODEJS_24_X,
      environment: { TABLE: table.tableName },
    });
    const api = new appsync.GraphqlApi(stack, 'Api', {
      name: 'small',
      definition: appsync.Definition.fromFile(schema),
    });
    api.addNoneDataSource('None');
    api.addDynamoDbDataSource('Items', table);
    api.addLambdaDataSource('Compute', compute);
    for (const [typeName, fieldName, source, code] of FIELDS) {
      new CfnResource(stack, typeName + fieldName, {
        type: 'AWS::AppSync::Resolver',
        properties: {
          ApiId: api.apiId,
          TypeName: typeName,
          FieldName: fieldName,
          DataSourceName: source,
          Runtime: { Name: 'APPSYNC_JS', RuntimeVersion: '1.0.0' },
          Code: code,
        },
      });
    }
    const pool = new cognito.UserPool(stack, 'Pool');
    pool.addClient('Web', { disableOAuth: true, authFlows: { userSrp: true } });
    const read = new cognito.ResourceServerScope({ scopeName: 'read', scopeDescription: 'Read' });
    pool.addResourceServer('Server', { identifier: 'items', scopes: [read] });
    pool.addClient('Machine', {
      generateSecret: true,
      oAuth: {
        flows: { clientCredentials: true },
        scopes: [cognito.OAuthScope.custom('items/read')],
      },
    });
    new CfnResource(stack, 'Firewall', { type: 'AWS::WAFv2::WebACL' });
    extend(stack, table);
  });
}

/** A project around it: its "synthesis" copies it; it has a page and a seed. */
export function smallProject(
  assembly: string,
  sites: SitesSettings = { '/': { name: 'page', folder: 'page' } },
): string {
  const folder = mkdtempSync(join(tmpdir(), 'project-'));
  mkdirSync(join(folder, 'page'));
  writeFileSync(join(folder, 'page', 'index.html'), '<h1>small</h1>');
  writeFileSync(
    join(folder, 'seed.mjs'),
    `import { appendFileSync } from 'node:fs';
     export async function seed({ outputs, log }) {
       appendFileSync(new URL('seeded.txt', import.meta.url), outputs.graphqlUrl + '\\n');
       log.info('seed', 'sown');
       return { users: [{ email: 'a@example.com', password: 'Secret-1!', role: 'ADMIN' }] };
     }`,
  );
  writeFileSync(
    join(folder, 'cdk.json'),
    JSON.stringify({ app: `cp -r "${assembly}" "$CDK_OUTDIR"` }),
  );
  writeFileSync(
    join(folder, 'package.json'),
    JSON.stringify({
      local: {
        inputs: ['cdk.json'],
        sites,
        seed: 'seed.mjs',
      },
    }),
  );
  return folder;
}
