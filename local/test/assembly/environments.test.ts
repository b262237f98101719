import { Stack } from 'aws-cdk-lib';
import type { App } from 'aws-cdk-lib';
import * as appsync from 'aws-cdk-lib/aws-appsync';
import * as cognito from 'aws-cdk-lib/aws-cognito';
import * as dynamodb from 'aws-cdk-lib/aws-dynamodb';
import * as lambda from 'aws-cdk-lib/aws-lambda';
import { describe, expect, test } from 'vitest';
import { appOf, definitionOf, readFrom, synthesizeApp } from './synthesize-app.ts';

const ACCOUNT = '123456789012';

function addFunction(stack: Stack, environment: Record<string, string>): lambda.Function {
  return new lambda.Function(stack, 'Fn', {
    runtime: lambda.Runtime.NODEJS_24_X,
    handler: 'index.handler',
    code: lambda.Code.fromInline('exports.handler = async () => 1;'),
    environment,
  });
}

function addTable(stack: Stack): dynamodb.Table {
  return new dynamodb.Table(stack, 'Table', {
    partitionKey: { name: 'id', type: dynamodb.AttributeType.STRING },
  });
}

describe('a stack that names its region and account', () => {
  const app = appOf((root) => {
    const stack = new Stack(root, 'Far', { env: { account: ACCOUNT, region: 'eu-west-1' } });
    const api = new appsync.GraphqlApi(stack, 'Api', {
      name: 'far',
      definition: definitionOf('type Query { a: Int }'),
      authorizationConfig: {
        defaultAuthorization: { authorizationType: appsync.AuthorizationType.IAM },
      },
    });
    const fn = addFunction(stack, { REGION: stack.region, ACCOUNT: stack.account });
    api.grantQuery(fn, 'a');
    api.addDynamoDbDataSource('Table', addTable(stack));
    new cognito.UserPool(stack, 'Pool');
  });

  test('readAssembly: region and account are those of the first API', () => {
    expect(app).toMatchObject({ region: 'eu-west-1', accountId: ACCOUNT });
  });

  test('ARNs and ids: lie there, as the texts that CDK writes itself', () => {
    expect(app.apis[0]?.arn).toMatch(/^arn:aws:appsync:eu-west-1:123456789012:apis\//);
    expect(app.functions[0]).toMatchObject({
      arn: expect.stringMatching(/^arn:aws:lambda:eu-west-1:123456789012:function:/),
      roleArn: expect.stringMatching(/^arn:aws:iam::123456789012:role\//),
      environment: { REGION: 'eu-west-1', ACCOUNT },
    });
    expect(app.tables[0]?.arn).toMatch(/^arn:aws:dynamodb:eu-west-1:123456789012:table\//);
    expect(app.userPools[0]?.userPoolId).toBe('eu-west-1_LocalPool');
  });

  test('grantQuery: the policy names the ARN that the API has', () => {
    const granted = app.roles.flatMap(({ statements }) => statements);
    const patterns = granted.flatMap(({ resources }) => resources.patterns);
    expect(patterns).toContain(`${app.apis[0]?.arn ?? ''}/types/Query/fields/a`);
  });
});

describe('stacks in several regions', () => {
  const build = (root: App): void => {
    const env = (region: string) => ({
      env: { account: ACCOUNT, region },
      crossRegionReferences: true,
    });
    const table = addTable(new Stack(root, 'Data', env('us-east-1')));
    addFunction(new Stack(root, 'Service', env('eu-west-1')), {
      TABLE: table.tableName,
      ARN: table.tableArn,
    });
  };

  test('Custom::CrossRegionExportReader: gives what the stack of the other region exports', () => {
    const app = appOf(build);
    expect(app.functions.map(({ environment }) => environment)).toEqual([
      { TABLE: app.tables[0]?.tableName, ARN: app.tables[0]?.arn },
    ]);
    expect(app.tables[0]?.arn).toMatch(/^arn:aws:dynamodb:us-east-1:123456789012:/);
    expect(app.unsupported).toEqual([]);
  });

  test('stacks of one name: are refused, until one is chosen', () => {
    const folder = synthesizeApp((root) => {
      for (const region of ['us-east-1', 'eu-west-1']) {
        addTable(
          new Stack(root, `In-${region}`, { stackName: 'app', env: { account: ACCOUNT, region } }),
        );
      }
    });
    expect(() => readFrom(folder)).toThrow(
      /Several stacks are named app: In-us-east-1.*In-eu-west-1.*--stack/,
    );
    const app = readFrom(folder, { stacks: ['In-eu-west-1'] });
    expect(app.tables.map(({ arn }) => arn)).toEqual([expect.stringContaining(':eu-west-1:')]);
  });
});
