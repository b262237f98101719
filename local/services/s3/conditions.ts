import type { S3Request } from './read-request.ts';
import { noSuchKey, S3Error } from './s3-error.ts';
import type { ObjectEntry } from './store.ts';

const failed = (): S3Error =>
  new S3Error(
    'PreconditionFailed',
    'At least one of the pre-conditions you specified did not hold',
    412,
  );

/**
 * What a read is answered with by its conditions: whole, or that nothing has changed.
 * https://docs.aws.amazon.com/AmazonS3/latest/userguide/conditional-reads.html
 * @throws S3Error PreconditionFailed
 */
export function judgeRead(
  { headers }: Pick<S3Request, 'headers'>,
  { etag, modified }: Pick<ObjectEntry, 'etag' | 'modified'>,
): 'read' | 'not modified' {
  const match = headers['if-match'];
  // An ETag that fits goes before a time that does not.
  if (match !== undefined) {
    if (!names(match, etag)) throw failed();
  } else if (isBefore(headers['if-unmodified-since'], modified)) throw failed();
  const noneMatch = headers['if-none-match'];
  if (noneMatch !== undefined) return names(noneMatch, etag) ? 'not modified' : 'read';
  const since = headers['if-modified-since'];
  return since === undefined || isBefore(since, modified) ? 'read' : 'not modified';
}

/**
 * Holds a write to its conditions.
 * https://docs.aws.amazon.com/AmazonS3/latest/userguide/conditional-writes.html
 * @param found what is there before, or null
 * @throws S3Error PreconditionFailed, NoSuchKey
 */
export function requireWritable(
  { headers }: Pick<S3Request, 'headers'>,
  found: Pick<ObjectEntry, 'etag'> | null,
): void {
  if (headers['if-none-match'] === '*' && found) throw failed();
  const match = headers['if-match'];
  if (match === undefined) return;
  if (!found) throw noSuchKey();
  if (!names(match, found.etag)) throw failed();
}

const names = (list: string, etag: string): boolean =>
  list.trim() === '*' ||
  list.split(',').some((one) => one.trim().replaceAll('"', '') === etag.replaceAll('"', ''));

/** Headers tell whole seconds. */
const isBefore = (date: string | undefined, modified: number): boolean =>
  date !== undefined && Date.parse(date) < Math.floor(modified / 1_000) * 1_000;
