import { CfnResource, Duration, Stack, type App } from 'aws-cdk-lib';
import * as appsync from 'aws-cdk-lib/aws-appsync';
import * as cognito from 'aws-cdk-lib/aws-cognito';
import * as dynamodb from 'aws-cdk-lib/aws-dynamodb';
import * as lambda from 'aws-cdk-lib/aws-lambda';
import { DynamoEventSource, SqsEventSource } from 'aws-cdk-lib/aws-lambda-event-sources';
import * as sqs from 'aws-cdk-lib/aws-sqs';
import { definitionOf } from '../assembly/synthesize-app.ts';
import { bundleFunction, bundleResolver } from '../support/bundle.ts';
import { FUNCTIONS, RESOLVERS, SDL } from './traced-code.ts';

/** An app with something of everything that is remembered, bundled from TypeScript with source maps. */
export function tracedStack(root: App): void {
  const stack = new Stack(root, 'Traced');
  const table = new dynamodb.Table(stack, 'Notes', {
    partitionKey: { name: 'id', type: dynamodb.AttributeType.STRING },
    billingMode: dynamodb.BillingMode.PAY_PER_REQUEST,
    stream: dynamodb.StreamViewType.NEW_AND_OLD_IMAGES,
  });
  const queue = new sqs.Queue(stack, 'Letters', { visibilityTimeout: Duration.seconds(30) });
  const functions = new Map(
    Object.entries(FUNCTIONS).map(([name, source]) => [
      name,
      new lambda.Function(stack, name, {
        runtime: lambda.Runtime.NODEJS_24_X,
        handler: 'index.handler',
        code: lambda.Code.fromAsset(
          bundleFunction({ sourcefile: `functions/${name}.ts`, contents: source }),
        ),
        timeout: Duration.seconds(1),
        environment: { TABLE: table.tableName, QUEUE: queue.queueUrl },
      }),
    ]),
  );
  for (const one of functions.values()) {
    table.grantReadWriteData(one);
    queue.grantSendMessages(one);
  }
  const named = (name: keyof typeof FUNCTIONS): lambda.Function =>
    functions.get(name) as lambda.Function;
  named('on-note').addEventSource(
    new DynamoEventSource(table, {
      startingPosition: lambda.StartingPosition.TRIM_HORIZON,
      retryAttempts: 0,
    }),
  );
  named('on-letter').addEventSource(new SqsEventSource(queue));
  const api = new appsync.GraphqlApi(stack, 'Api', {
    name: 'traced',
    definition: definitionOf(SDL),
    logConfig: { fieldLogLevel: appsync.FieldLogLevel.ALL, excludeVerboseContent: false },
  });
  api.addNoneDataSource('None');
  api.addDynamoDbDataSource('Notes', table);
  for (const [name, one] of functions) {
    api.addLambdaDataSource(name.replaceAll('-', '_'), one);
  }
  for (const [field, [source, code]] of Object.entries(RESOLVERS)) {
    const [typeName, fieldName] = field.split('.');
    new CfnResource(stack, field.replace('.', ''), {
      type: 'AWS::AppSync::Resolver',
      properties: {
        ApiId: api.apiId,
        TypeName: typeName,
        FieldName: fieldName,
        DataSourceName: source,
        Runtime: { Name: 'APPSYNC_JS', RuntimeVersion: '1.0.0' },
        Code: bundleResolver({ sourcefile: `resolvers/${field}.ts`, contents: code }),
      },
    });
  }
  const pool = new cognito.UserPool(stack, 'Pool', { selfSignUpEnabled: true });
  pool.addClient('Web', { authFlows: { userPassword: true } });
}
