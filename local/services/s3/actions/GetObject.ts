import type { S3Action } from '../action.ts';
import { notPlayed, S3Error } from '../s3-error.ts';

/** HeadObject too. https://docs.aws.amazon.com/AmazonS3/latest/API/API_GetObject.html */
export const getObject: S3Action = {
  permission: 's3:GetObject',
  run({ key, headers, query }, { bucketName }, { store }) {
    if (headers.range !== undefined) throw notPlayed('GetObject of a range');
    const object = store.get(bucketName, key);
    if (!object) throw new S3Error('NoSuchKey', 'The specified key does not exist.', 404);
    return {
      status: 200,
      headers: {
        'content-type': object.contentType,
        'last-modified': new Date(object.modified).toUTCString(),
        etag: object.etag,
        ...overrides(query),
      },
      body: object.body,
    };
  },
};

const OVERRIDES = ['content-type', 'content-disposition', 'cache-control'];

/** Headers that the URL itself asks for. */
function overrides(query: URLSearchParams): Readonly<Record<string, string>> {
  const asked = OVERRIDES.map((name) => [name, query.get(`response-${name}`)] as const);
  return Object.fromEntries(
    asked.flatMap(([name, value]) => (value === null ? [] : [[name, value]])),
  );
}
