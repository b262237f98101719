import { CfnCondition, CfnMapping, Fn, Stack, Stage } from 'aws-cdk-lib';
import * as appsync from 'aws-cdk-lib/aws-appsync';
import * as dynamodb from 'aws-cdk-lib/aws-dynamodb';
import * as lambda from 'aws-cdk-lib/aws-lambda';
import { expect, test } from 'vitest';
import { appOf, definitionOf } from './synthesize-app.ts';

/** A stage of two stacks that name no environment; what is made depends on mappings and conditions. */
const app = appOf((root) => {
  const stage = new Stage(root, 'Prod');
  const data = new Stack(stage, 'Data');
  const sizes = new CfnMapping(data, 'Sizes', {
    mapping: { 'us-east-1': { memory: 256 }, 'eu-west-1': { memory: 512 } },
  });
  const table = new dynamodb.Table(data, 'Items', {
    partitionKey: { name: 'id', type: dynamodb.AttributeType.STRING },
  });
  const elsewhere = new CfnCondition(data, 'Elsewhere', {
    expression: Fn.conditionEquals(data.region, 'eu-west-1'),
  });
  const spare = new dynamodb.CfnTable(data, 'Spare', {
    keySchema: [{ attributeName: 'id', keyType: 'HASH' }],
    attributeDefinitions: [{ attributeName: 'id', attributeType: 'S' }],
  });
  spare.cfnOptions.condition = elsewhere;

  const service = new Stack(stage, 'Service');
  const api = new appsync.GraphqlApi(service, 'Api', {
    name: 'staged',
    definition: definitionOf('type Query { a: Int }'),
  });
  api.addDynamoDbDataSource('Items', table);
  const fn = new lambda.Function(data, 'Fn', {
    code: lambda.Code.fromInline('exports.handler = async () => 1'),
    handler: 'index.handler',
    runtime: lambda.Runtime.NODEJS_24_X,
    memorySize: Fn.findInMap('Sizes', data.region, 'memory') as unknown as number,
    environment: { SPARE: Fn.conditionIf('Elsewhere', spare.ref, 'none').toString() },
  });
  fn.node.addDependency(table, sizes);
});

test('a Stage: its stacks are read, with references between them', () => {
  expect(app.tables.map(({ stackName }) => stackName)).toEqual(['Prod-Data']);
  expect(app.apis[0]?.dataSources.get('Items')).toMatchObject({
    tableName: app.tables[0]?.tableName,
  });
});

test('FindInMap, a condition on a resource, DependsOn: in stacks without environment', () => {
  expect(app.functions).toMatchObject([{ memorySize: 256, environment: { SPARE: 'none' } }]);
  expect(app.unsupported).toEqual([]);
});
