import type { S3Action, S3Answer } from '../action.ts';
import { judgeRead } from '../conditions.ts';
import { rangeIn } from '../range.ts';
import { noSuchKey } from '../s3-error.ts';

/** HeadObject too. https://docs.aws.amazon.com/AmazonS3/latest/API/API_GetObject.html */
export const getObject: S3Action = {
  permission: 's3:GetObject',
  run(request, { bucketName }, { store }) {
    const { key, headers, query } = request;
    const object = store.get(bucketName, key);
    if (!object) throw noSuchKey();
    const { body, etag, modified, size } = object;
    const told = { 'last-modified': new Date(modified).toUTCString(), etag };
    if (judgeRead(request, object) === 'not modified') return { status: 304, headers: told };
    const answer = {
      status: 200,
      headers: {
        'content-type': object.contentType,
        'accept-ranges': 'bytes',
        ...told,
        ...overrides(query),
      },
      body,
    };
    return partOf(answer, rangeIn(headers.range, size), size);
  },
};

function partOf(
  answer: S3Answer & { readonly body: Uint8Array },
  range: ReturnType<typeof rangeIn>,
  size: number,
): S3Answer {
  if (range === null) return answer;
  const { first, last } = range;
  const headers = { ...answer.headers, 'content-range': `bytes ${first}-${last}/${size}` };
  return { status: 206, headers, body: answer.body.subarray(first, last + 1) };
}

const OVERRIDES = ['content-type', 'content-disposition', 'cache-control'];

/** Headers that the URL itself asks for. */
function overrides(query: URLSearchParams): Readonly<Record<string, string>> {
  const asked = OVERRIDES.map((name) => [name, query.get(`response-${name}`)] as const);
  return Object.fromEntries(
    asked.flatMap(([name, value]) => (value === null ? [] : [[name, value]])),
  );
}
