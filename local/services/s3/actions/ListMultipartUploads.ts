import type { S3Action } from '../action.ts';
import { element, sent } from '../xml.ts';

/** All at once. https://docs.aws.amazon.com/AmazonS3/latest/API/API_ListMultipartUploads.html */
export const listMultipartUploads: S3Action = {
  permission: 's3:ListBucketMultipartUploads',
  run({ query }, { bucketName }, { store }) {
    const prefix = query.get('prefix') ?? '';
    const uploads = store.uploads
      .list(bucketName)
      .filter(({ key }) => key.startsWith(prefix))
      .map(
        ({ id, key, initiated }) =>
          `<Upload>${element('Key', key)}${element('UploadId', id)}` +
          `${element('Initiated', new Date(initiated).toISOString())}</Upload>`,
      );
    return sent(
      'ListMultipartUploadsResult',
      `${element('Bucket', bucketName)}${element('Prefix', prefix)}${element('IsTruncated', 'false')}${uploads.join('')}`,
    );
  },
};
