import type { S3Action } from '../action.ts';
import { notPlayed, S3Error } from '../s3-error.ts';
import type { ObjectEntry } from '../store.ts';
import { element, xml } from '../xml.ts';

const MOST_KEYS = 1_000;

/** https://docs.aws.amazon.com/AmazonS3/latest/API/API_ListObjectsV2.html */
export const listObjectsV2: S3Action = {
  permission: 's3:ListBucket',
  run({ query }, { bucketName }, { store }) {
    if (query.has('delimiter')) throw notPlayed('ListObjectsV2 with a delimiter');
    const prefix = query.get('prefix') ?? '';
    const limit = Math.min(Number(query.get('max-keys') ?? MOST_KEYS), MOST_KEYS);
    if (!Number.isInteger(limit) || limit < 0) {
      throw new S3Error('InvalidArgument', 'max-keys is no integer from 0', 400);
    }
    const token = query.get('continuation-token');
    const after = token === null ? (query.get('start-after') ?? '') : toKey(token);
    const found = store.list(bucketName, { prefix, after, limit: limit + 1 });
    const page = found.slice(0, limit);
    const last = page.at(-1);
    const isTruncated = found.length > limit && last !== undefined;
    // Keys may hold signs that XML cannot.
    const isEncoded = query.get('encoding-type') === 'url';
    const write = isEncoded ? encodeURIComponent : String;
    const body =
      element('Name', bucketName) +
      element('Prefix', write(prefix)) +
      element('KeyCount', String(page.length)) +
      element('MaxKeys', String(limit)) +
      element('IsTruncated', String(isTruncated)) +
      (isEncoded ? element('EncodingType', 'url') : '') +
      (isTruncated ? element('NextContinuationToken', toToken(last.key)) : '') +
      page.map((entry) => contents(entry, write)).join('');
    return {
      status: 200,
      headers: { 'content-type': 'application/xml' },
      body: xml(
        `<ListBucketResult xmlns="http://s3.amazonaws.com/doc/2006-03-01/">${body}</ListBucketResult>`,
      ),
    };
  },
};

const contents = (
  { key, modified, etag, size }: ObjectEntry,
  write: (key: string) => string,
): string =>
  `<Contents>${element('Key', write(key))}${element('LastModified', new Date(modified).toISOString())}` +
  `${element('ETag', etag)}${element('Size', String(size))}<StorageClass>STANDARD</StorageClass></Contents>`;

const toToken = (key: string): string => Buffer.from(key).toString('base64url');

const toKey = (token: string): string => Buffer.from(token, 'base64url').toString();
