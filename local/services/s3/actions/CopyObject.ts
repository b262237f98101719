import type { S3Action } from '../action.ts';
import { noSuchKey } from '../s3-error.ts';
import { sourceOf } from '../source.ts';
import { element, xml } from '../xml.ts';

/** https://docs.aws.amazon.com/AmazonS3/latest/API/API_CopyObject.html */
export const copyObject: S3Action = {
  permission: 's3:PutObject',
  source: sourceOf,
  run(request, bucket, { store, put }) {
    const from = sourceOf(request);
    const object = store.get(from.bucket, from.key);
    if (!object) throw noSuchKey();
    const { headers, key } = request;
    const isReplaced = headers['x-amz-metadata-directive'] === 'REPLACE';
    const contentType = (isReplaced && headers['content-type']) || object.contentType;
    const { etag, modified } = put(bucket, key, object.body, contentType, {
      reason: 'CopyObject',
    });
    const at = new Date(modified).toISOString();
    return {
      status: 200,
      headers: { 'content-type': 'application/xml' },
      body: xml(
        `<CopyObjectResult>${element('LastModified', at)}${element('ETag', etag)}</CopyObjectResult>`,
      ),
    };
  },
};
