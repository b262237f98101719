import { Stack } from 'aws-cdk-lib';
import * as appsync from 'aws-cdk-lib/aws-appsync';
import { expect, test } from 'vitest';
import { appOf } from './synthesize-app.ts';

const CODE = 'export const request = () => ({});\nexport const response = (ctx) => ctx.result;';
const runtime = { name: 'APPSYNC_JS', runtimeVersion: '1.0.0' };

/** An API whose one resolver and one function have this SyncConfig. */
function apiWith(
  syncConfig?: appsync.CfnResolver.SyncConfigProperty,
  dynamoDbConfig: Partial<appsync.CfnDataSource.DynamoDBConfigProperty> = {},
) {
  const app = appOf((root) => {
    const stack = new Stack(root, 'Trial');
    const api = new appsync.CfnGraphQLApi(stack, 'Api', {
      name: 'trial',
      authenticationType: 'API_KEY',
    });
    const { attrApiId: apiId } = api;
    new appsync.CfnGraphQLSchema(stack, 'Schema', { apiId, definition: 'type Query { a: Int }' });
    new appsync.CfnDataSource(stack, 'Comments', {
      apiId,
      name: 'Comments',
      type: 'AMAZON_DYNAMODB',
      dynamoDbConfig: { awsRegion: stack.region, tableName: 'Comments', ...dynamoDbConfig },
    });
    const shared = { apiId, dataSourceName: 'Comments', runtime, code: CODE, syncConfig };
    const step = new appsync.CfnFunctionConfiguration(stack, 'Step', { ...shared, name: 'step' });
    for (const [id, fieldName] of [
      ['A', 'a'],
      ['B', 'b'],
    ] as const) {
      new appsync.CfnResolver(stack, id, {
        ...shared,
        typeName: 'Query',
        fieldName,
        ...(fieldName === 'b' && {
          kind: 'PIPELINE',
          dataSourceName: undefined,
          pipelineConfig: { functions: [step.attrFunctionId] },
        }),
      });
    }
  });
  const [api] = app.apis;
  const [unit, pipeline] = api?.resolvers ?? [];
  return { source: api?.dataSources.get('Comments'), unit, step: pipeline?.functions[0] };
}

test('Versioned: the data source has its DeltaSyncConfig', () => {
  const { source } = apiWith(undefined, {
    versioned: true,
    deltaSyncConfig: {
      baseTableTtl: '43200',
      deltaSyncTableName: 'ChangeLog',
      deltaSyncTableTtl: '30',
    },
  });
  expect(source).toMatchObject({
    versioning: { baseTableTtl: 43_200, deltaSyncTableName: 'ChangeLog', deltaSyncTableTtl: 30 },
  });
});

test('without Versioned: not versioned', () => {
  expect(apiWith().source).not.toHaveProperty('versioning');
});

test.each(['OPTIMISTIC_CONCURRENCY', 'AUTOMERGE'])(
  'SyncConfig %s: of resolver and function',
  (handler) => {
    const { unit, step } = apiWith({ conflictDetection: 'VERSION', conflictHandler: handler });
    const conflictDetection = { handler, functionArn: null };
    expect(unit).toMatchObject({ conflictDetection });
    expect(step).toMatchObject({ conflictDetection });
  },
);

test('SyncConfig LAMBDA: the function that judges', () => {
  const lambdaConflictHandlerArn = 'arn:aws:lambda:us-east-1:000000000000:function:judge';
  const { unit } = apiWith({
    conflictDetection: 'VERSION',
    conflictHandler: 'LAMBDA',
    lambdaConflictHandlerConfig: { lambdaConflictHandlerArn },
  });
  expect(unit).toMatchObject({
    conflictDetection: { handler: 'LAMBDA', functionArn: lambdaConflictHandlerArn },
  });
});

test('SyncConfig NONE: nothing is detected', () => {
  expect(apiWith({ conflictDetection: 'NONE' }).unit).not.toHaveProperty('conflictDetection');
});
