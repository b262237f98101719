import type { S3Request } from './read-request.ts';
import { S3Error } from './s3-error.ts';

/** The object that is copied: `bucket/key`, encoded, with or without a slash in front. */
export function sourceOf({ headers }: S3Request): {
  readonly bucket: string;
  readonly key: string;
} {
  const given = String(headers['x-amz-copy-source']).replace(/^\//, '');
  const [, bucket = '', key = ''] = /^([^/]+)\/(.+)$/s.exec(decoded(given)) ?? [];
  if (key === '') {
    const message = 'Copy Source must mention the source bucket and key: sourcebucket/sourcekey';
    throw new S3Error('InvalidArgument', message, 400);
  }
  return { bucket, key };
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
