import type { S3Action } from '../action.ts';
import { requireWritable } from '../conditions.ts';
import type { S3Request } from '../read-request.ts';
import { notPlayed } from '../s3-error.ts';

/** Settings that change what happens or is read back; nothing here would follow them. */
const SETTINGS =
  /^(?:x-amz-(?:copy-source|write-offset-bytes|tagging|website-redirect-location|(?:meta|object-lock|server-side-encryption-customer)-.+)|cache-control|content-(?:disposition|language)|expires)$/;

/** https://docs.aws.amazon.com/AmazonS3/latest/API/API_PutObject.html */
export const putObject: S3Action = {
  permission: 's3:PutObject',
  run(request, bucket, { put, store }) {
    const { key, body } = request;
    const contentType = contentTypeOf(request, 'PutObject');
    requireWritable(request, store.get(bucket.bucketName, key));
    const { etag } = put(bucket, key, body, contentType);
    return { status: 200, headers: { etag } };
  },
};

/**
 * What an object is to be told as.
 * @throws S3Error for settings that are not played
 */
export function contentTypeOf({ headers }: Pick<S3Request, 'headers'>, action: string): string {
  const setting = Object.keys(headers).find((name) => SETTINGS.test(name));
  if (setting !== undefined) throw notPlayed(`${action} with ${setting}`);
  const encoding = (headers['content-encoding'] ?? '').replace(/\baws-chunked\b,?\s*/, '');
  if (encoding !== '') throw notPlayed(`${action} with content-encoding ${encoding}`);
  return headers['content-type'] ?? 'application/octet-stream';
}
