import { Stack } from 'aws-cdk-lib';
import * as dynamodb from 'aws-cdk-lib/aws-dynamodb';
import { describe, expect, test } from 'vitest';
import { appOf } from './synthesize-app.ts';

const STRING = dynamodb.AttributeType.STRING;

describe('DynamoDB tables', () => {
  const app = appOf((root) => {
    const stack = new Stack(root, 'Data');
    const table = new dynamodb.Table(stack, 'Orders', {
      partitionKey: { name: 'pk', type: STRING },
      sortKey: { name: 'sk', type: dynamodb.AttributeType.NUMBER },
      billingMode: dynamodb.BillingMode.PAY_PER_REQUEST,
      stream: dynamodb.StreamViewType.NEW_AND_OLD_IMAGES,
      timeToLiveAttribute: 'expires',
      pointInTimeRecoverySpecification: { pointInTimeRecoveryEnabled: true },
    });
    table.addGlobalSecondaryIndex({
      indexName: 'byStatus',
      partitionKey: { name: 'status', type: STRING },
      projectionType: dynamodb.ProjectionType.KEYS_ONLY,
    });
    table.addLocalSecondaryIndex({
      indexName: 'byDate',
      sortKey: { name: 'date', type: STRING },
    });
    new dynamodb.Table(stack, 'Provisioned', {
      tableName: 'named',
      partitionKey: { name: 'id', type: STRING },
      readCapacity: 3,
      writeCapacity: 4,
    });
    new dynamodb.TableV2(stack, 'Modern', {
      partitionKey: { name: 'id', type: STRING },
      dynamoStream: dynamodb.StreamViewType.KEYS_ONLY,
      globalSecondaryIndexes: [
        { indexName: 'byKind', partitionKey: { name: 'kind', type: STRING } },
      ],
    });
  });
  const tableOf = (logicalId: string) => app.tables.find((t) => t.logicalId.startsWith(logicalId));

  test('Table: becomes the input of CreateTable, indexes and stream included', () => {
    const table = tableOf('Orders');
    expect(table?.tableName).toBe(`Data-${table?.logicalId ?? ''}`);
    expect(table?.createTableInput).toEqual({
      TableName: table?.tableName,
      AttributeDefinitions: expect.arrayContaining([
        { AttributeName: 'pk', AttributeType: 'S' },
        { AttributeName: 'sk', AttributeType: 'N' },
        { AttributeName: 'status', AttributeType: 'S' },
        { AttributeName: 'date', AttributeType: 'S' },
      ]),
      KeySchema: [
        { AttributeName: 'pk', KeyType: 'HASH' },
        { AttributeName: 'sk', KeyType: 'RANGE' },
      ],
      BillingMode: 'PAY_PER_REQUEST',
      GlobalSecondaryIndexes: [
        {
          IndexName: 'byStatus',
          KeySchema: [{ AttributeName: 'status', KeyType: 'HASH' }],
          Projection: { ProjectionType: 'KEYS_ONLY' },
        },
      ],
      LocalSecondaryIndexes: [
        {
          IndexName: 'byDate',
          KeySchema: [
            { AttributeName: 'pk', KeyType: 'HASH' },
            { AttributeName: 'date', KeyType: 'RANGE' },
          ],
          Projection: { ProjectionType: 'ALL' },
        },
      ],
      StreamSpecification: { StreamEnabled: true, StreamViewType: 'NEW_AND_OLD_IMAGES' },
    });
    expect(table?.timeToLiveAttribute).toBe('expires');
    expect(table?.arn).toBe(
      `arn:aws:dynamodb:us-east-1:000000000000:table/${table?.tableName ?? ''}`,
    );
    expect(table?.streamArn).toMatch(/:table\/Data-Orders[^/]*\/stream\//);
  });

  test('Table: provisioned capacity is kept, a given name too', () => {
    expect(tableOf('Provisioned')).toMatchObject({
      tableName: 'named',
      streamArn: null,
      timeToLiveAttribute: null,
      createTableInput: {
        BillingMode: 'PROVISIONED',
        ProvisionedThroughput: { ReadCapacityUnits: 3, WriteCapacityUnits: 4 },
      },
    });
  });

  test('GlobalSecondaryIndexes: one with several partition or sort keys is left out by name', () => {
    const string = (name: string) => ({ name, type: STRING });
    const wide = appOf((root) => {
      new dynamodb.TableV2(new Stack(root, 'Wide'), 'Scores', {
        partitionKey: string('id'),
        globalSecondaryIndexes: [
          { indexName: 'plain', partitionKey: string('round'), sortKey: string('player') },
          {
            indexName: 'wide',
            partitionKeys: [string('tournament'), string('region')],
            sortKeys: [string('round'), string('bracket')],
          },
        ],
      });
    });
    const input = wide.tables[0]?.createTableInput;
    expect(input?.['GlobalSecondaryIndexes']).toMatchObject([{ IndexName: 'plain' }]);
    expect(input?.['AttributeDefinitions']).toEqual(
      ['id', 'round', 'player'].map((AttributeName) => ({ AttributeName, AttributeType: 'S' })),
    );
    expect(wide.unsupported).toMatchObject([
      {
        logicalId: expect.stringMatching(/^Scores/),
        type: 'AWS::DynamoDB::GlobalTable (GlobalSecondaryIndexes)',
        consequence: expect.stringContaining('index wide is not made'),
      },
    ]);
  });

  test('GlobalTable: CDK’s TableV2 is a table on demand', () => {
    expect(tableOf('Modern')?.createTableInput).toMatchObject({
      BillingMode: 'PAY_PER_REQUEST',
      KeySchema: [{ AttributeName: 'id', KeyType: 'HASH' }],
      StreamSpecification: { StreamEnabled: true, StreamViewType: 'KEYS_ONLY' },
      GlobalSecondaryIndexes: [
        {
          IndexName: 'byKind',
          KeySchema: [{ AttributeName: 'kind', KeyType: 'HASH' }],
          Projection: { ProjectionType: 'ALL' },
        },
      ],
    });
  });
});
