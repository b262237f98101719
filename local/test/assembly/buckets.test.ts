import { RemovalPolicy, Stack } from 'aws-cdk-lib';
import { EventBus, Rule, RuleTargetInput, Schedule } from 'aws-cdk-lib/aws-events';
import { SqsQueue } from 'aws-cdk-lib/aws-events-targets';
import { Bucket, CfnBucket } from 'aws-cdk-lib/aws-s3';
import { Queue } from 'aws-cdk-lib/aws-sqs';
import { Fn } from 'aws-cdk-lib';
import { describe, expect, test } from 'vitest';
import { appOf } from './synthesize-app.ts';

const FROM_S3 = { source: ['aws.s3'], detailType: ['Object Created'] };

describe('AWS::S3::Bucket', () => {
  test('a bucket: has its name, or one in small letters, and tells EventBridge when it is to', () => {
    const app = appOf((root) => {
      const stack = new Stack(root, 'Shop');
      new CfnBucket(stack, 'Named', { bucketName: 'named' });
      new CfnBucket(stack, 'Telling', {
        notificationConfiguration: { eventBridgeConfiguration: { eventBridgeEnabled: true } },
      });
      // A name from elsewhere must not stop the start.
      new CfnBucket(stack, 'Foreign', { bucketName: Fn.importValue('Elsewhere') });
    });
    expect(
      app.buckets.map(({ bucketName, tellsEventBridge }) => [bucketName, tellsEventBridge]),
    ).toEqual([
      ['named', false],
      ['shop-telling', true],
      ['shop-foreign', false],
    ]);
    expect(app.buckets[0]?.arn).toBe('arn:aws:s3:::named');
    expect(app.unsupported).toEqual([]);
  });

  test('what is not played of one: is named', () => {
    const app = appOf((root) => {
      const stack = new Stack(root, 'Shop');
      new Bucket(stack, 'Kept', { versioned: true, removalPolicy: RemovalPolicy.DESTROY });
      new CfnBucket(stack, 'Telling', {
        notificationConfiguration: {
          queueConfigurations: [
            { event: 's3:ObjectCreated:*', queue: Fn.importValue('Elsewhere') },
          ],
        },
      });
    });
    expect(app.unsupported.map(({ type }) => type)).toEqual([
      'AWS::S3::Bucket (VersioningConfiguration)',
      'AWS::S3::Bucket (NotificationConfiguration.QueueConfigurations)',
    ]);
  });
});

describe('AWS::Events::Rule', () => {
  test('one that brings events of S3 to queues: is played', () => {
    const app = appOf((root) => {
      const stack = new Stack(root, 'Shop');
      const queue = new Queue(stack, 'Told');
      const targets = [new SqsQueue(queue)];
      new Rule(stack, 'Rule', { eventPattern: FROM_S3, targets });
      new Rule(stack, 'Off', { eventPattern: FROM_S3, targets, enabled: false });
    });
    expect(app.eventRules).toMatchObject([
      {
        pattern: '{"source":["aws.s3"],"detail-type":["Object Created"]}',
        queueArns: [app.queues[0]?.arn],
      },
    ]);
    expect(app.unsupported).toEqual([]);
  });

  test('others: are named', () => {
    const app = appOf((root) => {
      const stack = new Stack(root, 'Shop');
      const queue = new Queue(stack, 'Told');
      const targets = [new SqsQueue(queue)];
      new Rule(stack, 'Daily', { schedule: Schedule.cron({ hour: '1' }), targets });
      new Rule(stack, 'Ec2', { eventPattern: { source: ['aws.ec2'] }, targets });
      const message = RuleTargetInput.fromText('something');
      new Rule(stack, 'Worded', {
        eventPattern: FROM_S3,
        targets: [new SqsQueue(queue, { message })],
      });
      const eventBus = EventBus.fromEventBusName(stack, 'Bus', 'other');
      new Rule(stack, 'OnBus', { eventPattern: FROM_S3, targets, eventBus });
    });
    expect(app.eventRules).toEqual([]);
    expect(app.unsupported.map(({ type }) => type)).toEqual(Array(4).fill('AWS::Events::Rule'));
  });
});
