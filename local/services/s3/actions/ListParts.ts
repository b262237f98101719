import type { S3Action } from '../action.ts';
import { uploadOf } from '../upload-of.ts';
import { element, sent } from '../xml.ts';

const MOST_PARTS = 1_000;

/** https://docs.aws.amazon.com/AmazonS3/latest/API/API_ListParts.html */
export const listParts: S3Action = {
  permission: 's3:ListMultipartUploadParts',
  run(request, _bucket, { store }) {
    const { id, bucket, key } = uploadOf(request, store);
    const { query } = request;
    const after = Number(query.get('part-number-marker') ?? 0);
    const most = Math.min(Number(query.get('max-parts') ?? MOST_PARTS), MOST_PARTS);
    const left = store.uploads.parts(id).filter(({ number }) => number > after);
    const page = left.slice(0, most);
    const parts = page.map(
      ({ number, size, etag, modified }) =>
        `<Part>${element('PartNumber', String(number))}${element('LastModified', new Date(modified).toISOString())}` +
        `${element('ETag', etag)}${element('Size', String(size))}</Part>`,
    );
    return sent(
      'ListPartsResult',
      element('Bucket', bucket) +
        element('Key', key) +
        element('UploadId', id) +
        element('PartNumberMarker', String(after)) +
        element('NextPartNumberMarker', String(page.at(-1)?.number ?? 0)) +
        element('MaxParts', String(most)) +
        element('IsTruncated', String(left.length > page.length)) +
        parts.join(''),
    );
  },
};
