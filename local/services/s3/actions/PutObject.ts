import type { S3Action } from '../action.ts';
import { notPlayed } from '../s3-error.ts';

/** Settings that change what happens or is read back; nothing here would follow them. */
const SETTINGS =
  /^(?:if-(?:none-)?match|x-amz-(?:copy-source|write-offset-bytes|tagging|website-redirect-location|(?:meta|object-lock|server-side-encryption-customer)-.+)|cache-control|content-(?:disposition|language)|expires)$/;

/** https://docs.aws.amazon.com/AmazonS3/latest/API/API_PutObject.html */
export const putObject: S3Action = {
  permission: 's3:PutObject',
  run({ key, body, headers }, bucket, { put }) {
    const setting = Object.keys(headers).find((name) => SETTINGS.test(name));
    if (setting !== undefined) throw notPlayed(`PutObject with ${setting}`);
    const encoding = (headers['content-encoding'] ?? '').replace(/\baws-chunked\b,?\s*/, '');
    if (encoding !== '') throw notPlayed(`PutObject with content-encoding ${encoding}`);
    const contentType = headers['content-type'] ?? 'application/octet-stream';
    const { etag } = put(bucket, key, body, contentType);
    return { status: 200, headers: { etag } };
  },
};
