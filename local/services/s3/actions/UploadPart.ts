import type { S3Action } from '../action.ts';
import { partNumberOf, uploadOf } from '../upload-of.ts';
import { etagOf } from '../uploads.ts';

/** https://docs.aws.amazon.com/AmazonS3/latest/API/API_UploadPart.html */
export const uploadPart: S3Action = {
  permission: 's3:PutObject',
  run(request, _bucket, { store, now }) {
    const { id } = uploadOf(request, store);
    const etag = etagOf(request.body);
    const part = { number: partNumberOf(request), body: request.body, etag, modified: now() };
    store.uploads.putPart(id, part);
    return { status: 200, headers: { etag } };
  },
};
