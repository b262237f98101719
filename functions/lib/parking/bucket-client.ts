import { PutObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { AWS_LIMITS } from '../aws-limits.ts';
import { obeyLimit } from '../time-limit.ts';

/** Loaded when it is needed: by its names here, so that a bundle holds only what they need. */
export async function putIntoBucket(Bucket: string, Key: string, Body: string): Promise<void> {
  // Host names for buckets are for AWS alone.
  const forcePathStyle = process.env['AWS_ENDPOINT_URL'] !== undefined;
  const client = new S3Client({ ...AWS_LIMITS.s3, forcePathStyle });
  obeyLimit(client);
  await client.send(new PutObjectCommand({ Bucket, Key, Body }));
  client.destroy();
}
