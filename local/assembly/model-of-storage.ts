import type { Origin } from './origin.ts';

/** A DynamoDB table. */
export interface Table extends Origin {
  readonly tableName: string;
  readonly arn: string;
  /** Null without a stream. */
  readonly streamArn: string | null;
  /** Input of the DynamoDB API's CreateTable, ready to send. */
  readonly createTableInput: Readonly<Record<string, unknown>> & { readonly TableName: string };
  readonly timeToLiveAttribute: string | null;
}

/** An S3 bucket: here it takes what Lambda gives up on and what SDKs put. */
export interface Bucket extends Origin {
  readonly bucketName: string;
  readonly arn: string;
  /** Whether EventBridge hears of new objects. */
  readonly tellsEventBridge: boolean;
  /** Functions, queues and topics that hear of its objects. @default none */
  readonly notifications?: readonly BucketNotification[];
  /** Whether browsers may call it from other origins. */
  readonly hasCors?: boolean;
}

/** Whom a bucket tells of what happens to its objects. */
export interface BucketNotification {
  readonly id: string;
  /** Of a function, queue or topic. */
  readonly targetArn: string;
  /** `s3:ObjectCreated:*`. */
  readonly events: readonly string[];
  /** Of the keys that are told. */
  readonly prefix: string;
  readonly suffix: string;
}
