import type { S3Action } from '../action.ts';
import { notPlayed } from '../s3-error.ts';

/** Settings that change what happens; nothing here would follow them. */
const CONDITIONS = ['if-match', 'if-none-match', 'x-amz-copy-source', 'x-amz-write-offset-bytes'];

/** https://docs.aws.amazon.com/AmazonS3/latest/API/API_PutObject.html */
export const putObject: S3Action = {
  permission: 's3:PutObject',
  run({ key, body, headers }, bucket, { put }) {
    const condition = CONDITIONS.find((name) => headers[name] !== undefined);
    if (condition) throw notPlayed(`PutObject with ${condition}`);
    const contentType = headers['content-type'] ?? 'application/octet-stream';
    const { etag } = put(bucket, key, body, contentType);
    return { status: 200, headers: { etag } };
  },
};
