import type { S3Action } from '../action.ts';
import { element, sent } from '../xml.ts';
import { contentTypeOf } from './PutObject.ts';

/** https://docs.aws.amazon.com/AmazonS3/latest/API/API_CreateMultipartUpload.html */
export const createMultipartUpload: S3Action = {
  permission: 's3:PutObject',
  run(request, { bucketName: bucket }, { store, now }) {
    const { key } = request;
    const contentType = contentTypeOf(request, 'CreateMultipartUpload');
    const { id } = store.uploads.begin({ bucket, key, contentType, initiated: now() });
    const named = element('Bucket', bucket) + element('Key', key) + element('UploadId', id);
    return sent('InitiateMultipartUploadResult', named);
  },
};
