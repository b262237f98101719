import { Annotations, Duration, Stack } from 'aws-cdk-lib';
import { Rule } from 'aws-cdk-lib/aws-events';
import { SqsQueue } from 'aws-cdk-lib/aws-events-targets';
import { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import type { IKey } from 'aws-cdk-lib/aws-kms';
import type { EventSourceMapping, IEventSourceDlq, IFunction } from 'aws-cdk-lib/aws-lambda';
import { BlockPublicAccess, Bucket, BucketEncryption, CfnBucket } from 'aws-cdk-lib/aws-s3';
import { Queue } from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';
import type { StreamReader } from './functions/stream-readers.ts';
import type { Stage } from './stage.ts';

/** What the rule is called that tells of what a reader gave up: its queue lets no other in. */
export const failedRuleName = (stackName: string, reader: StreamReader): string =>
  `${stackName}-${reader}-failed`;

interface FailedChangesProps {
  readonly stage: Stage;
  /** What they are encrypted with; null: Amazon S3's. */
  readonly key: IKey | null;
}

/** As long as a queue keeps a message at most: afterwards nobody is told of the record any more. */
export const KEPT = Duration.days(14);

const ENVIRONMENT_WARNING = '@aws-cdk/aws-events:ruleUnresolvedEnvironment';

/** Lambda's own beginning of what it puts into a bucket. */
const PREFIX = 'aws/lambda/';

/**
 * Where the changes go that a reader of the stream gave up, whole: the stream itself forgets after 24
 * hours. They hold personal data.
 * https://docs.aws.amazon.com/lambda/latest/dg/services-dynamodb-errors.html
 */
export class FailedChanges extends Construct {
  readonly bucket: Bucket;

  constructor(scope: Construct, id: string, { stage, key }: FailedChangesProps) {
    super(scope, id);
    this.bucket = new Bucket(this, 'Bucket', {
      ...(key
        ? { encryption: BucketEncryption.KMS, encryptionKey: key, bucketKeyEnabled: true }
        : { encryption: BucketEncryption.S3_MANAGED }),
      enforceSSL: true,
      minimumTLSVersion: 1.2,
      blockPublicAccess: BlockPublicAccess.BLOCK_ALL,
      lifecycleRules: [{ expiration: KEPT, abortIncompleteMultipartUploadAfter: Duration.days(1) }],
      removalPolicy: stage.removalPolicy,
    });
    const resource = this.bucket.node.defaultChild;
    if (!(resource instanceof CfnBucket)) throw new Error('Bucket holds no CfnBucket');
    // By hand: with eventBridgeEnabled the construct brings a Lambda function of its own.
    resource.notificationConfiguration = {
      eventBridgeConfiguration: { eventBridgeEnabled: true },
    };
  }

  /** Lambda puts there with the role of the reader, and so does the reader itself; by ListBucket it looks whether the bucket is there. */
  asDestination(): IEventSourceDlq {
    const { bucket } = this;
    return {
      bind(_mapping, reader) {
        reader.addToRolePolicy(
          new PolicyStatement({
            actions: ['s3:PutObject'],
            resources: [bucket.arnForObjects(`${PREFIX}*`)],
          }),
        );
        reader.addToRolePolicy(
          new PolicyStatement({ actions: ['s3:ListBucket'], resources: [bucket.bucketArn] }),
        );
        return { destination: bucket.bucketArn };
      },
    };
  }

  /**
   * Tells a queue of each: an alarm stays as long as something lies there, and metrics of S3 come once
   * a day. By EventBridge, since S3 itself begins with a test message, which would set the alarm off. The
   * queue lets rules of the mapping's stack in by itself.
   */
  tell(
    name: StreamReader,
    { queueArn }: Queue,
    mapping: EventSourceMapping,
    reader: IFunction,
  ): void {
    // By its ARN: the policy of the queue itself must not come to name the rule, which is in another stack.
    const queue = Queue.fromQueueArn(mapping, 'DeadLetters', queueArn);
    // The first is Lambda's own, the other of the reader, for what it set aside and then gave up.
    const folders = [mapping.eventSourceMappingId, reader.functionName];
    const rule = new Rule(mapping, 'FailedRule', {
      ruleName: failedRuleName(Stack.of(mapping).stackName, name),
      description: 'Tells the queue of changes that a reader gave up',
      eventPattern: {
        source: ['aws.s3'],
        detailType: ['Object Created'],
        detail: {
          bucket: { name: [this.bucket.bucketName] },
          object: { key: folders.map((folder) => ({ prefix: `${PREFIX}${folder}/` })) },
        },
      },
      targets: [new SqsQueue(queue)],
    });
    // Queue and rule are in one account and region, wherever that is.
    Annotations.of(rule).acknowledgeWarning(ENVIRONMENT_WARNING);
  }
}
