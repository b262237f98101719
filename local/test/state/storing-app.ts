import { CfnOutput, type Stack } from 'aws-cdk-lib';
import * as cognito from 'aws-cdk-lib/aws-cognito';
import type * as dynamodb from 'aws-cdk-lib/aws-dynamodb';
import { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import * as lambda from 'aws-cdk-lib/aws-lambda';
import { SqsDlq } from 'aws-cdk-lib/aws-lambda-event-sources';
import * as s3 from 'aws-cdk-lib/aws-s3';
import * as sqs from 'aws-cdk-lib/aws-sqs';
import { smallAssembly } from '../small-app.ts';

/** Says what it sees of the table, and gives up on what is named so. */
const WATCH = `exports.handler = async ({ Records }) => {
  for (const { dynamodb } of Records) {
    console.log('seen ' + dynamodb.NewImage.text.S);
    if (dynamodb.NewImage.text.S === 'poison') throw new Error('poison');
  }
};`;

/** The small app with everything that keeps something: stream, queue, bucket, people. */
export const storingAssembly = (): string => smallAssembly(extend);

function extend(stack: Stack, table: dynamodb.Table): void {
  const cfnTable = table.node.defaultChild as dynamodb.CfnTable;
  cfnTable.streamSpecification = { streamViewType: 'NEW_IMAGE' };
  const watch = new lambda.Function(stack, 'Watch', {
    code: lambda.Code.fromInline(WATCH),
    handler: 'index.handler',
    runtime: lambda.Runtime.NODEJS_24_X,
  });
  watch.addToRolePolicy(
    new PolicyStatement({
      actions: [
        'dynamodb:DescribeStream',
        'dynamodb:GetRecords',
        'dynamodb:GetShardIterator',
        'dynamodb:ListStreams',
      ],
      resources: [cfnTable.attrStreamArn],
    }),
  );
  const given = new sqs.Queue(stack, 'GivenUp', { queueName: 'given-up' });
  new lambda.EventSourceMapping(stack, 'Feed', {
    target: watch,
    eventSourceArn: cfnTable.attrStreamArn,
    startingPosition: lambda.StartingPosition.TRIM_HORIZON,
    batchSize: 1,
    retryAttempts: 0,
    onFailure: new SqsDlq(given),
  });
  new s3.Bucket(stack, 'Files', { bucketName: 'files' });
  const people = new cognito.UserPool(stack, 'People', { signInAliases: { email: true } });
  const client = people.addClient('Password', { authFlows: { adminUserPassword: true } });
  new CfnOutput(stack, 'PeopleId', { value: people.userPoolId });
  new CfnOutput(stack, 'PeopleClientId', { value: client.userPoolClientId });
}
