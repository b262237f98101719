import type { S3Action } from '../action.ts';
import { S3Error } from '../s3-error.ts';
import type { ObjectEntry } from '../store.ts';
import { element, xml } from '../xml.ts';

const MOST_KEYS = 1_000;
/** Keys that are read at once. */
const CHUNK = 1_001;

/** https://docs.aws.amazon.com/AmazonS3/latest/API/API_ListObjectsV2.html */
export const listObjectsV2: S3Action = {
  permission: 's3:ListBucket',
  run({ query }, { bucketName }, { store }) {
    const delimiter = query.get('delimiter') ?? '';
    const prefix = query.get('prefix') ?? '';
    const limit = Math.min(Number(query.get('max-keys') ?? MOST_KEYS), MOST_KEYS);
    if (!Number.isInteger(limit) || limit < 0) {
      throw new S3Error('InvalidArgument', 'max-keys is no integer from 0', 400);
    }
    const token = query.get('continuation-token');
    const after = token === null ? (query.get('start-after') ?? '') : toKey(token);
    const nextAfter = reader((from) =>
      store.list(bucketName, { prefix, after: from, limit: CHUNK }),
    );
    const { entries, next } = pageOf(nextAfter, { prefix, delimiter, after, limit });
    // Keys may hold signs that XML cannot.
    const isEncoded = query.get('encoding-type') === 'url';
    const write = isEncoded ? encodeURIComponent : String;
    const body =
      element('Name', bucketName) +
      element('Prefix', write(prefix)) +
      (delimiter === '' ? '' : element('Delimiter', write(delimiter))) +
      element('KeyCount', String(entries.length)) +
      element('MaxKeys', String(limit)) +
      element('IsTruncated', String(next !== null)) +
      (isEncoded ? element('EncodingType', 'url') : '') +
      (next === null ? '' : element('NextContinuationToken', toToken(next))) +
      entries.map((entry) => shown(entry, write)).join('');
    return {
      status: 200,
      headers: { 'content-type': 'application/xml' },
      body: xml(
        `<ListBucketResult xmlns="http://s3.amazonaws.com/doc/2006-03-01/">${body}</ListBucketResult>`,
      ),
    };
  },
};

/** An object, or all whose keys go on alike up to the delimiter. */
type Listed = ObjectEntry | { readonly commonPrefix: string };

interface Page {
  readonly prefix: string;
  /** '' without one. */
  readonly delimiter: string;
  readonly after: string;
  readonly limit: number;
}

/** The next entry after a key, of those that were read together. */
function reader(read: (after: string) => readonly ObjectEntry[]) {
  let chunk: readonly ObjectEntry[] = [];
  let at = 0;
  return (after: string): ObjectEntry | undefined => {
    while (at < chunk.length && isBefore(chunk[at]?.key, after)) at += 1;
    if (at >= chunk.length) {
      chunk = read(after);
      at = 0;
    }
    return chunk[at];
  };
}

/** Whether a key is one that was passed: in the order of UTF-8, as the store has them. */
const isBefore = (key: string | undefined, after: string): boolean =>
  Buffer.compare(Buffer.from(key ?? ''), Buffer.from(after)) <= 0;

/** What sorts after all keys that begin so. */
const behind = (prefix: string): string => `${prefix}\u{10FFFF}`;

/** One page, and the key after which the next begins; null after the last. */
function pageOf(
  nextAfter: (after: string) => ObjectEntry | undefined,
  { prefix, delimiter, after, limit }: Page,
): { readonly entries: readonly Listed[]; readonly next: string | null } {
  const entries: Listed[] = [];
  if (limit === 0) return { entries, next: null };
  let from = after;
  while (entries.length <= limit) {
    const first = nextAfter(from);
    if (!first) return { entries, next: null };
    if (entries.length === limit) break;
    const end = delimiter === '' ? -1 : first.key.indexOf(delimiter, prefix.length);
    const commonPrefix = end < 0 ? null : first.key.slice(0, end + delimiter.length);
    entries.push(commonPrefix === null ? first : { commonPrefix });
    from = commonPrefix === null ? first.key : behind(commonPrefix);
  }
  return { entries, next: from };
}

const shown = (entry: Listed, write: (key: string) => string): string =>
  'commonPrefix' in entry
    ? `<CommonPrefixes>${element('Prefix', write(entry.commonPrefix))}</CommonPrefixes>`
    : contents(entry, write);

const contents = (
  { key, modified, etag, size }: ObjectEntry,
  write: (key: string) => string,
): string =>
  `<Contents>${element('Key', write(key))}${element('LastModified', new Date(modified).toISOString())}` +
  `${element('ETag', etag)}${element('Size', String(size))}<StorageClass>STANDARD</StorageClass></Contents>`;

const toToken = (key: string): string => Buffer.from(key).toString('base64url');

const toKey = (token: string): string => Buffer.from(token, 'base64url').toString();
