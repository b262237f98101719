import type { S3Action } from '../action.ts';

/** Of what is not there too. https://docs.aws.amazon.com/AmazonS3/latest/API/API_DeleteObject.html */
export const deleteObject: S3Action = {
  permission: 's3:DeleteObject',
  run({ key }, bucket, services) {
    services.delete(bucket, key);
    return { status: 204 };
  },
};
