import type { S3Request } from './read-request.ts';
import { S3Error } from './s3-error.ts';
import type { ObjectStore } from './store.ts';
import type { Upload } from './uploads.ts';

/**
 * The upload that a request names.
 * @throws S3Error NoSuchUpload
 */
export function uploadOf({ bucket, key, query }: S3Request, { uploads }: ObjectStore): Upload {
  const found = uploads.find(query.get('uploadId') ?? '');
  if (found?.bucket === bucket && found.key === key) return found;
  throw new S3Error(
    'NoSuchUpload',
    'The specified upload does not exist. The upload ID may be invalid, or the upload may have been aborted or completed.',
    404,
  );
}

const MOST_PARTS = 10_000;

/** @throws S3Error InvalidArgument */
export function partNumberOf({ query }: S3Request): number {
  const number = Number(query.get('partNumber'));
  if (Number.isInteger(number) && number >= 1 && number <= MOST_PARTS) return number;
  const message = `Part number must be an integer between 1 and ${MOST_PARTS}, inclusive`;
  throw new S3Error('InvalidArgument', message, 400);
}
