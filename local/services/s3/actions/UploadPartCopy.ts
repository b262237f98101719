import type { S3Action } from '../action.ts';
import { rangeIn } from '../range.ts';
import { noSuchKey } from '../s3-error.ts';
import { sourceOf } from '../source.ts';
import { partNumberOf, uploadOf } from '../upload-of.ts';
import { etagOf } from '../uploads.ts';
import { element, sent } from '../xml.ts';

/** https://docs.aws.amazon.com/AmazonS3/latest/API/API_UploadPartCopy.html */
export const uploadPartCopy: S3Action = {
  permission: 's3:PutObject',
  source: sourceOf,
  run(request, _bucket, { store, now }) {
    const { id } = uploadOf(request, store);
    const from = sourceOf(request);
    const object = store.get(from.bucket, from.key);
    if (!object) throw noSuchKey();
    const asked = request.headers['x-amz-copy-source-range'];
    const range = rangeIn(typeof asked === 'string' ? asked : undefined, object.size);
    const body = range ? object.body.subarray(range.first, range.last + 1) : object.body;
    const part = { number: partNumberOf(request), body, etag: etagOf(body), modified: now() };
    store.uploads.putPart(id, part);
    const at = new Date(part.modified).toISOString();
    return sent('CopyPartResult', element('LastModified', at) + element('ETag', part.etag));
  },
};
