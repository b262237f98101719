import type { S3Action } from '../action.ts';
import { uploadOf } from '../upload-of.ts';

/** https://docs.aws.amazon.com/AmazonS3/latest/API/API_AbortMultipartUpload.html */
export const abortMultipartUpload: S3Action = {
  permission: 's3:AbortMultipartUpload',
  run(request, _bucket, { store }) {
    store.uploads.end(uploadOf(request, store).id);
    return { status: 204 };
  },
};
