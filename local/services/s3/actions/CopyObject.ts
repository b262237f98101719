import type { S3Action } from '../action.ts';
import type { S3Request } from '../read-request.ts';
import { S3Error } from '../s3-error.ts';
import { element, xml } from '../xml.ts';

/** https://docs.aws.amazon.com/AmazonS3/latest/API/API_CopyObject.html */
export const copyObject: S3Action = {
  permission: 's3:PutObject',
  source: sourceOf,
  run(request, bucket, { store, put }) {
    const from = sourceOf(request);
    const object = store.get(from.bucket, from.key);
    if (!object) throw new S3Error('NoSuchKey', 'The specified key does not exist.', 404);
    const { headers, key } = request;
    const isReplaced = headers['x-amz-metadata-directive'] === 'REPLACE';
    const contentType = (isReplaced && headers['content-type']) || object.contentType;
    const { etag, modified } = put(bucket, key, object.body, contentType, 'CopyObject');
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

/** `bucket/key`, encoded, with or without a slash in front. */
function sourceOf({ headers }: S3Request): { readonly bucket: string; readonly key: string } {
  const given = String(headers['x-amz-copy-source']).replace(/^\//, '');
  const [, bucket = '', key = ''] = /^([^/]+)\/(.+)$/s.exec(decoded(given)) ?? [];
  if (key === '') {
    const message = 'Copy Source must mention the source bucket and key: sourcebucket/sourcekey';
    throw new S3Error('InvalidArgument', message, 400);
  }
  return { bucket, key };
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
