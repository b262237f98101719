import { randomBytes, randomUUID } from 'node:crypto';
import type { Bucket } from '../../assembly/model.ts';
import type { ObjectEntry } from './store.ts';

interface Place {
  readonly region: string;
  readonly accountId: string;
}

/**
 * What EventBridge hears of a new object.
 * https://docs.aws.amazon.com/AmazonS3/latest/userguide/ev-events.html
 */
export function objectCreated(
  { bucketName, arn }: Bucket,
  { key, size, etag, modified }: ObjectEntry,
  { region, accountId }: Place,
): unknown {
  return {
    version: '0',
    id: randomUUID(),
    'detail-type': 'Object Created',
    source: 'aws.s3',
    account: accountId,
    time: new Date(modified).toISOString().replace(/\.\d+Z$/, 'Z'),
    region,
    resources: [arn],
    detail: {
      version: '0',
      bucket: { name: bucketName },
      object: { key, size, etag: etag.replaceAll('"', ''), sequencer: hex(8) },
      'request-id': hex(8),
      requester: accountId,
      reason: 'PutObject',
    },
  };
}

const hex = (bytes: number): string => randomBytes(bytes).toString('hex').toUpperCase();
