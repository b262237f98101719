import { existsSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { CfnResource, Duration, Stack } from 'aws-cdk-lib';
import * as appsync from 'aws-cdk-lib/aws-appsync';
import * as dynamodb from 'aws-cdk-lib/aws-dynamodb';
import * as lambda from 'aws-cdk-lib/aws-lambda';
import * as sources from 'aws-cdk-lib/aws-lambda-event-sources';
import * as logs from 'aws-cdk-lib/aws-logs';
import * as sqs from 'aws-cdk-lib/aws-sqs';
import { describe, expect, test } from 'vitest';
import { appOf, definitionOf } from './synthesize-app.ts';

const STRING = dynamodb.AttributeType.STRING;

describe('Lambda', () => {
  const code = mkdtempSync(join(tmpdir(), 'bundle-'));
  writeFileSync(join(code, 'main.mjs'), 'export const run = async () => 1;');
  const inline = 'exports.handler = async () => 1;';
  const app = appOf((root) => {
    const stack = new Stack(root, 'Compute');
    const table = new dynamodb.Table(stack, 'T', {
      partitionKey: { name: 'id', type: STRING },
      stream: dynamodb.StreamViewType.NEW_IMAGE,
    });
    const worker = new lambda.Function(stack, 'Worker', {
      code: lambda.Code.fromAsset(code),
      handler: 'main.run',
      runtime: lambda.Runtime.NODEJS_24_X,
      timeout: Duration.seconds(20),
      memorySize: 512,
      environment: { TABLE: table.tableName, TABLE_ARN: table.tableArn },
      // Brings a custom resource and its function.
      // eslint-disable-next-line @typescript-eslint/no-deprecated -- many apps still have it
      logRetention: logs.RetentionDays.ONE_DAY,
    });
    new lambda.Function(stack, 'Inline', {
      functionName: 'inline',
      code: lambda.Code.fromInline(inline),
      handler: 'index.handler',
      runtime: lambda.Runtime.NODEJS_22_X,
    });
    new lambda.Function(stack, 'Snake', {
      code: lambda.Code.fromInline('x'),
      handler: 'index.handler',
      runtime: new lambda.Runtime('ruby3.4', undefined, { supportsInlineCode: true }),
    });
    const dead = new sqs.Queue(stack, 'Dead');
    const alias = worker.addAlias('live');
    alias.addEventSource(
      new sources.DynamoEventSource(table, {
        startingPosition: lambda.StartingPosition.LATEST,
        batchSize: 7,
        bisectBatchOnError: true,
        retryAttempts: 3,
        maxRecordAge: Duration.minutes(5),
        maxBatchingWindow: Duration.seconds(2),
        parallelizationFactor: 4,
        reportBatchItemFailures: true,
        onFailure: new sources.SqsDlq(dead),
        filters: [lambda.FilterCriteria.filter({ eventName: lambda.FilterRule.isEqual('INSERT') })],
        enabled: false,
      }),
    );
    new CfnResource(stack, 'Plain', {
      type: 'AWS::Lambda::EventSourceMapping',
      properties: { EventSourceArn: table.tableStreamArn, FunctionName: worker.functionName },
    });
    worker.addEventSource(new sources.SqsEventSource(new sqs.Queue(stack, 'Jobs')));
    new CfnResource(stack, 'Ordered', {
      type: 'AWS::Lambda::EventSourceMapping',
      properties: {
        EventSourceArn: 'arn:aws:sqs:us-east-1:000000000000:jobs.fifo',
        FunctionName: worker.functionName,
      },
    });
  });
  const functionOf = (logicalId: string) =>
    app.functions.find((f) => f.logicalId.startsWith(logicalId));

  test('Function: has its settings, and its asset’s folder as code', () => {
    const worker = functionOf('Worker');
    expect(worker).toMatchObject({
      handler: 'main.run',
      runtime: 'nodejs24.x',
      timeout: 20,
      memorySize: 512,
      environment: { TABLE: app.tables[0]?.tableName, TABLE_ARN: app.tables[0]?.arn },
      roleArn: expect.stringMatching(/^arn:aws:iam::000000000000:role\/Compute-Worker/),
    });
    expect(existsSync(join(worker?.codeFolder ?? '', 'main.mjs'))).toBe(true);
  });

  test('Function: inline code is written to index.js, defaults are those of Lambda', () => {
    const found = functionOf('Inline');
    expect(found).toMatchObject({
      functionName: 'inline',
      arn: 'arn:aws:lambda:us-east-1:000000000000:function:inline',
      timeout: 3,
      memorySize: 128,
      environment: {},
    });
    expect(readFileSync(join(found?.codeFolder ?? '', 'index.js'), 'utf8')).toBe(inline);
  });

  test('Function: only the app’s own run, those of other runtimes are named', () => {
    expect(app.functions.map(({ logicalId }) => logicalId.slice(0, 6)).sort()).toEqual([
      'Inline',
      'Worker',
    ]);
    expect(app.unsupported).toContainEqual(
      expect.objectContaining({
        logicalId: expect.stringMatching(/^Snake/),
        type: 'AWS::Lambda::Function (ruby3.4)',
      }),
    );
  });

  test('EventSourceMapping: has every property, and feeds the function behind an alias', () => {
    expect(app.eventSourceMappings[0]).toMatchObject({
      functionArn: functionOf('Worker')?.arn,
      eventSourceArn: app.tables[0]?.streamArn,
      startingPosition: 'LATEST',
      batchSize: 7,
      bisectBatchOnFunctionError: true,
      maximumRetryAttempts: 3,
      maximumRecordAgeInSeconds: 300,
      maximumBatchingWindow: 2,
      parallelizationFactor: 4,
      reportBatchItemFailures: true,
      onFailureArn: app.queues.find(({ logicalId }) => logicalId.startsWith('Dead'))?.arn,
      filters: ['{"eventName":["INSERT"]}'],
      enabled: false,
    });
  });

  test('Version: it and an alias lead to the function', () => {
    const { functions, apis } = appOf((root) => {
      const stack = new Stack(root, 'Versions');
      const fn = new lambda.Function(stack, 'Fn', {
        code: lambda.Code.fromInline(inline),
        handler: 'index.handler',
        runtime: lambda.Runtime.NODEJS_24_X,
      });
      const api = new appsync.GraphqlApi(stack, 'Api', {
        name: 'api',
        definition: definitionOf('type Query { a: Int }'),
      });
      api.addLambdaDataSource('Version', fn.currentVersion);
      api.addLambdaDataSource('Alias', fn.addAlias('live'));
    });
    const arn = functions[0]?.arn;
    expect([...(apis[0]?.dataSources.values() ?? [])]).toMatchObject([
      { name: 'Version', functionArn: arn },
      { name: 'Alias', functionArn: arn },
    ]);
  });

  test('EventSourceMapping: defaults are those of Lambda', () => {
    expect(app.eventSourceMappings[1]).toMatchObject({
      logicalId: 'Plain',
      functionArn: functionOf('Worker')?.arn,
      startingPosition: 'TRIM_HORIZON',
      batchSize: 100,
      bisectBatchOnFunctionError: false,
      maximumRetryAttempts: -1,
      maximumRecordAgeInSeconds: -1,
      maximumBatchingWindow: 0,
      parallelizationFactor: 1,
      reportBatchItemFailures: false,
      onFailureArn: null,
      filters: [],
      enabled: true,
    });
  });

  test('EventSourceMapping: a queue feeds its function', () => {
    expect(app.queueMappings).toMatchObject([
      {
        functionArn: functionOf('Worker')?.arn,
        queueArn: app.queues.find(({ logicalId }) => logicalId.startsWith('Jobs'))?.arn,
        batchSize: 10,
        maximumConcurrency: null,
        reportBatchItemFailures: false,
        enabled: true,
      },
    ]);
  });

  test('EventSourceMapping: a source other than a stream or a standard queue is named', () => {
    expect(app.eventSourceMappings).toHaveLength(2);
    expect(app.unsupported).toContainEqual(
      expect.objectContaining({
        type: 'AWS::Lambda::EventSourceMapping',
        consequence: expect.stringContaining('sqs'),
      }),
    );
  });

  test('Queue: has name, ARN and a URL on the gateway', () => {
    const queue = app.queues.find(({ logicalId }) => logicalId.startsWith('Dead'));
    expect(queue?.arn).toBe(`arn:aws:sqs:us-east-1:000000000000:${queue?.queueName ?? ''}`);
    expect(queue?.url).toBe(`http://127.0.0.1:4000/000000000000/${queue?.queueName ?? ''}`);
  });
});
