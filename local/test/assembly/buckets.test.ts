import { RemovalPolicy, Stack } from 'aws-cdk-lib';
import { Bucket, CfnBucket, EventType } from 'aws-cdk-lib/aws-s3';
import { SqsDestination } from 'aws-cdk-lib/aws-s3-notifications';
import { Queue } from 'aws-cdk-lib/aws-sqs';
import { Fn } from 'aws-cdk-lib';
import { describe, expect, test } from 'vitest';
import { appOf } from './synthesize-app.ts';

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

  test('addEventNotification: is read as what the bucket tells by itself', () => {
    const app = appOf((root) => {
      const stack = new Stack(root, 'Shop');
      const bucket = new Bucket(stack, 'Telling');
      const queue = new Queue(stack, 'Told', { queueName: 'told' });
      const filter = { prefix: 'in/', suffix: '.csv' };
      bucket.addEventNotification(EventType.OBJECT_CREATED, new SqsDestination(queue), filter);
      bucket.enableEventBridgeNotification();
    });
    expect(app.buckets[0]).toMatchObject({
      tellsEventBridge: true,
      notifications: [
        {
          targetArn: 'arn:aws:sqs:us-east-1:000000000000:told',
          events: ['s3:ObjectCreated:*'],
          prefix: 'in/',
          suffix: '.csv',
        },
      ],
    });
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
      'AWS::S3::Bucket (NotificationConfiguration)',
    ]);
  });
});
