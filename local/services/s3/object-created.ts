import { randomBytes } from 'node:crypto';
import type { Bucket } from '../../assembly/model.ts';
import type { EventParts } from '../events/types.ts';
import type { ObjectEntry } from './store.ts';

/** How an object came to be. */
export type PutReason = 'PutObject' | 'CopyObject' | 'CompleteMultipartUpload';

/**
 * What EventBridge hears of a new object.
 * https://docs.aws.amazon.com/AmazonS3/latest/userguide/ev-events.html
 */
export function objectCreated(
  { bucketName, arn }: Bucket,
  { key, size, etag, modified }: ObjectEntry,
  { accountId, reason }: { readonly accountId: string; readonly reason: PutReason },
): EventParts {
  return {
    detailType: 'Object Created',
    source: 'aws.s3',
    at: modified,
    resources: [arn],
    detail: {
      version: '0',
      bucket: { name: bucketName },
      object: { key, size, etag: etag.replaceAll('"', ''), sequencer: hex(8) },
      'request-id': hex(8),
      requester: accountId,
      reason,
    },
  };
}

const hex = (bytes: number): string => randomBytes(bytes).toString('hex').toUpperCase();
