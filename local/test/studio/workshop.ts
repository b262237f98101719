import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Duration, Stack } from 'aws-cdk-lib';
import * as appsync from 'aws-cdk-lib/aws-appsync';
import * as cognito from 'aws-cdk-lib/aws-cognito';
import * as dynamodb from 'aws-cdk-lib/aws-dynamodb';
import * as iam from 'aws-cdk-lib/aws-iam';
import * as lambda from 'aws-cdk-lib/aws-lambda';
import { DynamoEventSource, SqsDlq, SqsEventSource } from 'aws-cdk-lib/aws-lambda-event-sources';
import * as s3 from 'aws-cdk-lib/aws-s3';
import * as sqs from 'aws-cdk-lib/aws-sqs';
import { CfnResource, type App } from 'aws-cdk-lib';
import type { Clock } from '../../shared/clock.ts';
import { runApp, type RunningApp } from '../fixtures/run-app.ts';
import { definitionOf } from '../assembly/synthesize-app.ts';

/** What all functions of the workshop run: an event says what becomes of it. */
const CODE = `
const fs = require('node:fs');
exports.handler = async (event) => {
  console.log('got', JSON.stringify(event));
  if (event && event.mend) fs.writeFileSync(process.env.MENDED, '');
  if (event && event.fail) throw new TypeError(event.fail);
  if (event && event.Records) {
    const bad = event.Records.some((record) => JSON.stringify(record).includes('poison'));
    if (bad && !fs.existsSync(process.env.MENDED)) throw new Error('poison');
  }
  return { event, now: Date.now(), made: new Date().toISOString(), stage: process.env.STAGE };
};`;

/** Starts the engine on the workshop, synthesized as the engine would: with the paths of constructs. */
export function startWorkshop(clock?: Clock): Promise<RunningApp> {
  const folder = mkdtempSync(join(tmpdir(), 'workshop-'));
  const context = { folder, 'aws:cdk:enable-path-metadata': true };
  return runApp(buildWorkshop, { clock, context });
}

/** An app that has several of what the studio shows: APIs, indexes, a pool, queues, a stream, a role. */
function buildWorkshop(root: App): void {
  const stack = new Stack(root, 'Workshop');
  const tools = toolsTable(stack);
  const letters = new sqs.Queue(stack, 'Letters');
  const orders = new sqs.Queue(stack, 'Orders', { visibilityTimeout: Duration.seconds(40) });
  const follow = workshopFunction(stack, 'follow');
  follow.addEventSource(
    new DynamoEventSource(tools, {
      startingPosition: lambda.StartingPosition.TRIM_HORIZON,
      retryAttempts: 0,
      batchSize: 1,
      onFailure: new SqsDlq(letters),
    }),
  );
  workshopFunction(stack, 'take-order').addEventSource(new SqsEventSource(orders));
  const stock = workshopFunction(stack, 'stock');
  tools.grantReadData(stock);
  const pool = peoplePool(stack);
  const main = mainApi(stack, pool, tools);
  const count = main.addLambdaDataSource('Stock', stock);
  resolver(main, count.name, 'Query', 'stock', "{ operation: 'Invoke', payload: ctx.args }");
  const open = new appsync.GraphqlApi(stack, 'Open', {
    name: 'open',
    definition: definitionOf('type Query { hello: String }'),
  });
  resolver(open, open.addNoneDataSource('None').name, 'Query', 'hello', '{}');
  const clerk = new iam.Role(stack, 'Clerk', { assumedBy: new iam.AccountRootPrincipal() });
  tools.grantReadData(clerk);
  main.grantQuery(clerk, 'tool');
  new s3.Bucket(stack, 'Photos');
  new CfnResource(stack, 'Firewall', { type: 'AWS::WAFv2::WebACL' });
}

function toolsTable(stack: Stack): dynamodb.Table {
  const tools = new dynamodb.Table(stack, 'Tools', {
    partitionKey: { name: 'id', type: dynamodb.AttributeType.STRING },
    stream: dynamodb.StreamViewType.NEW_AND_OLD_IMAGES,
    timeToLiveAttribute: 'until',
    billingMode: dynamodb.BillingMode.PAY_PER_REQUEST,
  });
  tools.addGlobalSecondaryIndex({
    indexName: 'byKind',
    partitionKey: { name: 'kind', type: dynamodb.AttributeType.STRING },
    sortKey: { name: 'weight', type: dynamodb.AttributeType.NUMBER },
    projectionType: dynamodb.ProjectionType.KEYS_ONLY,
  });
  return tools;
}

function workshopFunction(stack: Stack, name: string): lambda.Function {
  return new lambda.Function(stack, name, {
    code: lambda.Code.fromInline(CODE),
    handler: 'index.handler',
    runtime: lambda.Runtime.NODEJS_24_X,
    // Once this file is there, poison no longer harms.
    environment: {
      STAGE: 'test',
      MENDED: join(stack.node.getContext('folder') as string, 'mended'),
    },
  });
}

function peoplePool(stack: Stack): cognito.UserPool {
  const pool = new cognito.UserPool(stack, 'People', {
    selfSignUpEnabled: true,
    signInAliases: { email: true },
    autoVerify: { email: true },
  });
  pool.addClient('Web', { authFlows: { userSrp: true, userPassword: true } });
  pool.addGroup('Masters', { groupName: 'MASTERS' });
  pool.addGroup('Hands', { groupName: 'HANDS' });
  return pool;
}

function mainApi(stack: Stack, pool: cognito.UserPool, tools: dynamodb.Table): appsync.GraphqlApi {
  const { USER_POOL, IAM } = appsync.AuthorizationType;
  const api = new appsync.GraphqlApi(stack, 'Main', {
    name: 'main',
    definition: appsync.Definition.fromFile(join(import.meta.dirname, 'workshop.graphql')),
    authorizationConfig: {
      defaultAuthorization: {
        authorizationType: USER_POOL,
        userPoolConfig: { userPool: pool },
      },
      additionalAuthorizationModes: [
        { authorizationType: appsync.AuthorizationType.API_KEY },
        { authorizationType: IAM },
      ],
    },
  });
  const { name } = api.addDynamoDbDataSource('Tools', tools);
  resolver(api, name, 'Query', 'tool', "{ operation: 'GetItem', key: { id: { S: ctx.args.id } } }");
  const none = api.addNoneDataSource('None').name;
  resolver(api, none, 'Query', 'whoami', '{}', 'JSON.stringify(ctx.identity)');
  resolver(api, none, 'Query', 'now', '{}', 'util.time.nowISO8601()');
  return api;
}

function resolver(
  api: appsync.GraphqlApi,
  dataSourceName: string,
  typeName: string,
  fieldName: string,
  request: string,
  response = 'ctx.error ? util.error(ctx.error.message, ctx.error.type) : ctx.result',
): void {
  new CfnResource(api, `${typeName}.${fieldName}`, {
    type: 'AWS::AppSync::Resolver',
    properties: {
      ApiId: api.apiId,
      TypeName: typeName,
      FieldName: fieldName,
      DataSourceName: dataSourceName,
      Runtime: { Name: 'APPSYNC_JS', RuntimeVersion: '1.0.0' },
      Code:
        "import { util } from '@aws-appsync/utils';\n" +
        `export function request(ctx) { return ${request}; }\n` +
        `export function response(ctx) { return ${response}; }\n`,
    },
  });
}
