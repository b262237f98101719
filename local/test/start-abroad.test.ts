import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { CfnParameter, Stack, Stage } from 'aws-cdk-lib';
import type { App } from 'aws-cdk-lib';
import * as appsync from 'aws-cdk-lib/aws-appsync';
import * as dynamodb from 'aws-cdk-lib/aws-dynamodb';
import * as lambda from 'aws-cdk-lib/aws-lambda';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startLocal } from '../index.ts';
import type { Local } from '../index.ts';
import { signerFor } from './fixtures/orders/start-orders.ts';
import { postRaw } from '../testing/post-graphql.ts';
import { definitionOf, synthesizeApp } from './assembly/synthesize-app.ts';

const HANDLER = `
const { DynamoDBClient, DescribeTableCommand } = require('@aws-sdk/client-dynamodb');
exports.handler = async (event, context) => {
  const { Table } = await new DynamoDBClient().send(
    new DescribeTableCommand({ TableName: process.env.TABLE }),
  );
  const { AWS_REGION, GREETING } = process.env;
  return [AWS_REGION, context.invokedFunctionArn.split(':')[4], Table.TableStatus, GREETING].join(' ');
};`;

/** Two stages of a service, each in its region; the greeting has to be given. */
function build(root: App): void {
  for (const [name, region] of [
    ['Beta', 'eu-west-1'],
    ['Prod', 'eu-central-1'],
  ] as const) {
    const stage = new Stage(root, name, { env: { account: '123456789012', region } });
    const stack = new Stack(stage, 'Service');
    const table = new dynamodb.Table(stack, 'Table', {
      tableName: 'items',
      partitionKey: { name: 'id', type: dynamodb.AttributeType.STRING },
    });
    const fn = new lambda.Function(stack, 'Fn', {
      runtime: lambda.Runtime.NODEJS_24_X,
      handler: 'index.handler',
      code: lambda.Code.fromInline(HANDLER),
      environment: {
        TABLE: table.tableName,
        GREETING: new CfnParameter(stack, 'Greeting').valueAsString,
      },
    });
    table.grant(fn, 'dynamodb:DescribeTable');
    const api = new appsync.GraphqlApi(stack, 'Api', {
      name: 'abroad',
      definition: definitionOf('type Query { where: String }'),
      authorizationConfig: {
        defaultAuthorization: { authorizationType: appsync.AuthorizationType.IAM },
      },
    });
    const source = api.addLambdaDataSource('Fn', fn);
    source.createResolver('Where', { typeName: 'Query', fieldName: 'where' });
  }
}

let local: Local;
beforeAll(async () => {
  local = await startLocal({
    assemblyFolder: synthesizeApp(build),
    dataFolder: mkdtempSync(join(tmpdir(), 'abroad-')),
    port: 0,
    stacks: ['Beta/Service'],
    parameters: { Greeting: 'hello' },
  });
});
afterAll(() => local.stop());

async function ask(region: string) {
  const { host, pathname: path } = new URL(local.outputs.graphqlUrl);
  const body = JSON.stringify({ query: '{ where }' });
  const headers = await signerFor(host, 'local', region)({ path, body });
  return postRaw(local.outputs.graphqlUrl, body, { ...headers });
}

test('startLocal: runs the chosen stage with the given parameter, in the region it names', async () => {
  expect(local.outputs.region).toBe('eu-west-1');
  expect((await ask('eu-west-1')).body).toEqual({
    data: { where: 'eu-west-1 123456789012 ACTIVE hello' },
  });
});

test('AWS_IAM: a signature for another region is refused', async () => {
  expect((await ask('us-east-1')).status).toBe(401);
});
