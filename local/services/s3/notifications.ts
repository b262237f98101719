import type { Bucket, BucketNotification } from '../../assembly/model.ts';
import type { ObjectEntry } from './store.ts';

/** What happened to an object, by S3's names. */
export type ObjectEventName =
  | 'ObjectCreated:Put'
  | 'ObjectCreated:Copy'
  | 'ObjectCreated:CompleteMultipartUpload'
  | 'ObjectRemoved:Delete';

/** Brings what a bucket tells to a function, queue or topic. */
export type NotifyOfObject = (targetArn: string, message: string, bucketArn: string) => void;

/** What is told of an object. */
export interface ObjectEvent {
  readonly name: ObjectEventName;
  readonly object: Pick<ObjectEntry, 'key'> & Partial<ObjectEntry>;
  /** Milliseconds since the epoch. */
  readonly at: number;
  readonly region: string;
  readonly requestId: string;
}

/** Tells whomever the bucket's notifications name. */
export function notify(bucket: Bucket, event: ObjectEvent, deliver: NotifyOfObject): void {
  for (const notification of bucket.notifications ?? []) {
    if (!concerns(notification, event)) continue;
    const message = JSON.stringify({ Records: [record(bucket, notification, event)] });
    deliver(notification.targetArn, message, bucket.arn);
  }
}

function concerns({ events, prefix, suffix }: BucketNotification, event: ObjectEvent): boolean {
  const { key } = event.object;
  const [kind = ''] = event.name.split(':');
  const named = [`s3:${event.name}`, `s3:${kind}:*`];
  return (
    events.some((name) => named.includes(name)) && key.startsWith(prefix) && key.endsWith(suffix)
  );
}

/** https://docs.aws.amazon.com/AmazonS3/latest/userguide/notification-content-structure.html */
function record(
  { bucketName, arn }: Bucket,
  { id }: BucketNotification,
  { name, object, at, region, requestId }: ObjectEvent,
): object {
  const { key, size, etag } = object;
  const principalId = 'LOCAL';
  return {
    eventVersion: '2.1',
    eventSource: 'aws:s3',
    awsRegion: region,
    eventTime: new Date(at).toISOString(),
    eventName: name,
    userIdentity: { principalId },
    requestParameters: { sourceIPAddress: '127.0.0.1' },
    responseElements: { 'x-amz-request-id': requestId, 'x-amz-id-2': requestId },
    s3: {
      s3SchemaVersion: '1.0',
      configurationId: id,
      bucket: { name: bucketName, ownerIdentity: { principalId }, arn },
      object: {
        // As in a form: a space is a plus.
        key: encodeURIComponent(key).replaceAll('%20', '+').replaceAll('%2F', '/'),
        ...(size !== undefined && { size, eTag: etag?.replaceAll('"', '') }),
        sequencer: at.toString(16).toUpperCase().padStart(18, '0'),
      },
    },
  };
}
